"""What an operation refuses to whoever calls it by hand: each beside what is allowed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event
from frontdoor.casework.contacts import concern as worries
from frontdoor.casework.contacts import operations as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage, Part
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import operations as gathering
from frontdoor.casework.gathering import queries as requests
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example.walk import ROBIN, SCHOOL, WORRY, Walk
from frontdoor.kernel.refusal import Invalid, Refused, Unknown
from frontdoor.people import operations as people
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Service
from tests import make

pytestmark = pytest.mark.django_db

CORRECTED = Told(given_names="Robyn", family_name="Example")
BEFORE_DECIDING = ("officer", "triage")


def _describe(walk: Walk, contact: Contact, *, worry: Concern = WORRY) -> Contact:
    def do(by: Actor) -> Contact:
        seen = Contact.objects.get(pk=contact.pk).version
        harmed = worries.About(answers={"immediate_harm": "yes"})
        return worries.describe(
            contact=contact,
            concern=worry,
            children=worries.alike(contact.cases.all(), harmed),
            seen=seen,
            by=by,
            at=walk.at,
        )

    return walk.as_("officer", do)


# --- People of other contacts ---


def _correct(walk: Walk, contact: Contact, person: Person) -> Person:
    return walk.as_(
        "officer",
        lambda by: contacts.correct_person(
            contact=contact, person=person, told=CORRECTED, seen=person.version, by=by, at=walk.at
        ),
    )


def test_a_person_is_corrected_in_the_contact_that_names_them(walk: Walk) -> None:
    contact, other = walk.contact(), walk.contact()
    make.enter()
    child, stranger = (each.cases.get().child for each in (contact, other))

    assert _correct(walk, contact, child).given_names == "Robyn"

    with pytest.raises(Unknown):
        _correct(walk, contact, stranger)
    make.enter()
    assert Person.objects.get(pk=stranger.pk).given_names == ROBIN.given_names


# --- What a decision rests on ---


def test_what_was_answered_stays_for_a_child_that_was_decided_on(walk: Walk) -> None:
    contact = make.contact(walk, children=[ROBIN, replace(ROBIN, given_names="Sasha")])
    walk.route(contact, CaseMove.CLOSE)

    _describe(walk, contact)

    make.enter()
    decided, waiting = Case.objects.filter(contact=contact).order_by("reference")
    assert (decided.answers, waiting.answers) == (
        {"immediate_harm": "no"},
        {"immediate_harm": "yes"},
    )
    assert (decided.urgent, waiting.urgent) == (False, True)


def test_a_contact_is_not_described_anew_when_every_child_was_decided_on(walk: Walk) -> None:
    contact = make.contact(walk)
    walk.route(contact, CaseMove.CLOSE)

    with pytest.raises(Refused, match="Take what is new as a new contact"):
        _describe(walk, contact, worry=Concern(concern="Rewritten."))

    make.enter()
    assert Contact.objects.get(pk=contact.pk).concern == WORRY.concern


# --- Side doors of a lifecycle ---


def test_a_case_is_not_completed_before_anything_was_decided(walk: Walk) -> None:
    enquiry = make.enquiry(walk)
    make.enter()
    case = Case.objects.get(pk=enquiry.case_id)

    with pytest.raises(Refused, match="a step of its own"):
        walk.as_(
            "manager",
            lambda by: triage.route(
                case=case,
                move=CaseMove.COMPLETE,
                route="",
                team="",
                reason="Nobody will notice.",
                advised=False,
                seen=case.version,
                by=by,
                at=walk.at,
            ),
        )

    make.enter()
    assert Case.objects.get(pk=case.pk).stage == CaseStage.IN_MASH


def _re_rate(walk: Walk, enquiry: Enquiry) -> Enquiry:
    return walk.as_(
        "manager",
        lambda by: enquiries.re_rate(
            enquiry=Enquiry.objects.get(pk=enquiry.pk),
            rating="red",
            reason="What the police returned.",
            by=by,
            at=walk.at,
        ),
    )


def test_a_rating_changes_between_the_first_rating_and_the_decision(walk: Walk) -> None:
    unrated, rated = make.enquiry(walk, rating=""), make.enquiry(walk)
    gathering_now = make.requests(walk)[0].enquiry
    decided = make.decision(walk).enquiry

    assert _re_rate(walk, gathering_now).rating == "red"
    assert _re_rate(walk, rated).rating == "red"

    for elsewhere in (unrated, decided):
        with pytest.raises(Refused, match="changes after the first rating"):
            _re_rate(walk, elsewhere)


# --- Whom the hub asks, and about whom ---


@pytest.mark.parametrize("slug", ["early_help_team", "hub", "nobody"])
def test_only_agencies_of_the_pack_are_asked(slug: str, walk: Walk) -> None:
    enquiry = make.enquiry(walk)

    with pytest.raises(Invalid, match="agencies that the hub asks"):
        walk.commence(enquiry, asked=["police", slug])


def test_an_agency_that_was_ticked_twice_is_asked_once(walk: Walk) -> None:
    enquiry = make.enquiry(walk)

    assert len(walk.commence(enquiry, asked=["police", "police"])) == 1


def test_an_agency_answers_for_nobody_that_it_was_not_asked_about(walk: Walk) -> None:
    request = make.requests(walk, asked=("police",))[0]
    other = make.requests(walk, asked=("police",))[0]

    def answer(by: Actor, *, also: bool) -> None:
        asked = requests.get(str(request.enquiry), actor=by, to="answer", at=walk.at)
        elsewhere = requests.get(str(other.enquiry), actor=by, to="answer", at=walk.at)
        about = requests.people(asked) + (requests.people(elsewhere) if also else [])
        gathering.give_back(
            request=asked,
            said={person: Said(answer=Answer.NOTHING_HELD) for person in about},
            analysis="",
            seen=asked.version,
            by=by,
            at=walk.at,
        )

    with pytest.raises(Refused, match="and for nobody else"):
        walk.as_("police", lambda by: answer(by, also=True))
    walk.as_("police", lambda by: answer(by, also=False))


# --- Whose task it is ---


def _link(walk: Walk, short: str) -> object:
    one, other = walk.contact(), walk.contact()
    make.enter()
    child, again = (each.cases.get().child for each in (one, other))
    return walk.as_(
        short,
        lambda by: people.link(
            person=child, same_as=again, why="The same.", subject="", by=by, at=walk.at
        ),
    )


def test_who_is_the_same_is_said_by_those_whose_task_it_is(walk: Walk) -> None:
    assert _link(walk, "officer")

    for short in ("police", "early-help-team-team", "performance", "administrator"):
        with pytest.raises(Refused, match="to do"):
            _link(walk, short)


def test_what_a_service_says_is_written_down_by_those_whose_task_it_is(walk: Walk) -> None:
    make.enter()
    walk.contact()
    make.enter()
    child = Person.objects.latest("pk")

    def note(by: Actor) -> object:
        return people.note_involvement(
            person=child,
            service=Service.SOCIAL_CARE,
            opened_on=date(2027, 1, 4),
            source="Register",
            by=by,
            at=walk.at,
        )

    assert walk.as_("officer", note)
    with pytest.raises(Refused, match="to do"):
        walk.as_("police", note)


def test_a_form_that_was_sent_is_shown_again_only_to_those_who_take_contacts(walk: Walk) -> None:
    key = uuid4()

    def receive(by: Actor) -> Contact:
        return contacts.receive(
            form_key=key,
            channel="telephone",
            caller=SCHOOL,
            children=[ROBIN],
            secret=walk.secret,
            by=by,
            at=walk.at,
        )

    sent = walk.as_("officer", receive)

    assert walk.as_("officer", receive).pk == sent.pk
    with pytest.raises(Refused, match="to do"):
        walk.as_("performance", receive)


OUTSIDERS = ("police", "early-help-team-team", "performance", "administrator")
Do = Callable[[Walk, Enquiry, Actor], object]
HUBS_OWN: dict[str, Do] = {
    "add a person": lambda walk, enquiry, by: contacts.add_person(
        contact=enquiry.case.contact, told=ROBIN, part=Part.RISK, by=by, at=walk.at
    ),
    "confirm known": lambda walk, enquiry, by: triage.confirm_known(
        case=enquiry.case, answer="no", left=0, seen=enquiry.case.version, by=by, at=walk.at
    ),
    "tell the referrer": lambda walk, enquiry, by: triage.tell_referrer(
        contact=enquiry.case.contact, outcome="", by=by, at=walk.at
    ),
    "ask agencies": lambda walk, enquiry, by: gathering.commence(
        enquiry=enquiry,
        depth="full",
        asked=["police"],
        summary="Please.",
        basis=None,
        seen=enquiry.version,
        by=by,
        at=walk.at,
    ),
    "decide": lambda walk, enquiry, by: decisions.decide(
        enquiry=enquiry, choice=make.EARLY_HELP, seen=enquiry.version, by=by, at=walk.at
    ),
    "authorise": lambda walk, enquiry, by: decisions.authorise(
        enquiry=enquiry, seen=enquiry.version, by=by, at=walk.at
    ),
}


@pytest.mark.parametrize("does", HUBS_OWN)
@pytest.mark.parametrize("short", OUTSIDERS)
def test_nobody_outside_the_hub_does_the_hubs_work(does: str, short: str, walk: Walk) -> None:
    """The wall is put aside: a manager's sight, with the hands of somebody else."""
    enquiry = make.requests(walk)[0].enquiry
    by = make.actor(short)
    events = len(_events())

    with (
        pytest.raises(Refused),
        context.as_actor(make.actor("manager")),
    ):
        HUBS_OWN[does](walk, ask_again(enquiry), by)

    assert len(_events()) == events


def ask_again(enquiry: Enquiry) -> Enquiry:
    """Return the enquiry as somebody in the hub has it."""
    return Enquiry.objects.select_related("case__contact__policy_version").get(pk=enquiry.pk)


def _events() -> list[Event]:
    make.enter()
    return list(Event.objects.all())


@pytest.mark.parametrize("short", BEFORE_DECIDING)
def test_an_officer_takes_contacts_and_decides_nothing(short: str, walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry

    with pytest.raises(Refused, match="team manager"):
        walk.as_(short, lambda by: HUBS_OWN["decide"](walk, ask_again(enquiry), by))


def test_a_decision_that_was_sent_back_is_made_again(walk: Walk) -> None:
    decision = make.decision(walk)

    def send_back(by: Actor) -> object:
        return decisions.send_back(
            enquiry=decision.enquiry,
            reason="Think of the brother.",
            seen=Enquiry.objects.get(pk=decision.enquiry_id).version,
            by=by,
            at=walk.at,
        )

    walk.as_("manager-2", send_back)
    again = walk.decide(decision.enquiry, replace(make.EARLY_HELP, rationale="The brother too."))

    assert (again.pk, again.rationale) == (decision.pk, "The brother too.")
