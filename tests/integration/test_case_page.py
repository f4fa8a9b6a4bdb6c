"""The page of a case: what is this, how urgent, who has it, what is missing, what next."""

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.audit import queries
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from frontdoor.watch import operations as watch
from tests import make

pytestmark = pytest.mark.django_db
SEEN = "I have seen this and am dealing with it"
SignIn = Callable[..., Client]

RED = "He has asked her to come again tonight."
WORRY = Concern(
    concern="Came home drunk from a man she calls a friend.",
    childs_words="He is nice to me.",
    strengths="Talks to her form tutor.",
    kept_from_family="Where the man lives.",
)


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page be looked at on Monday at eleven, two hours after the contact."""
    at = make.london("2027-03-01", "11:00")
    monkeypatch.setattr("frontdoor.web.cases.show.now", lambda: at)


def _words(page: str) -> str:
    """Return what a person reads, in order, from the main part of the page on."""
    main = page[page.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&amp;", "&").split())


def _page(client: Client, case: Case | str) -> str:
    response = client.get(reverse("cases:show", args=[str(case)]))
    assert response.status_code == 200
    return response.content.decode()


def _events(case: Case, kind: str) -> int:
    make.enter("manager")
    return sum(event.kind == kind for event in queries.history([case.reference]))


def test_the_top_says_who_this_is_and_what_to_mind(sign_in: SignIn, walk: Walk) -> None:
    child = Told(given_names="Mia", family_name="Sample", date_of_birth=date(2013, 5, 14))
    contact = walk.describe(
        walk.contact(children=[child]),
        WORRY,
        answers={"immediate_harm": "yes"},
        possible_red=RED,
    )

    with context.inside(walk.hub.pk):
        watch.beat(hub_id=walk.hub.pk, at=now())
    said = _words(_page(sign_in("manager"), walk.case(contact)))

    assert said.startswith(
        "Mia Sample Birth 14 May 2013 (13 years) Reference CV-27-00001-A "
        "Received 1 March 2027 at 9am Told by Jo Sample, School"
    )
    for warning in ("Possible Red", "Immediate harm", "Not everything may be told to the family"):
        assert warning in said.split("What next")[0]


def test_the_childs_own_words_and_strengths_stand_above_the_flags(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = walk.describe(walk.contact(), WORRY, triggers=["sexual_exploitation"])
    flag = contact.policy.trigger("sexual_exploitation").name

    said = _words(_page(sign_in("manager"), walk.case(contact)))

    # The beginning of the worry stands in the bar as well; the whole of it comes here.
    order = [WORRY.childs_words, WORRY.strengths, flag, WORRY.concern, WORRY.kept_from_family]
    places = [said.rindex(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("short", ["manager", "officer"])
def test_opening_a_page_is_nobodys_first_look(sign_in: SignIn, walk: Walk, short: str) -> None:
    case = make.case(walk)
    client = sign_in(short)

    said = _words(_page(client, case))
    client.get(f"/cases/{case.reference}/route/")
    client.get(f"/cases/{case.reference}/strategy/")

    assert _events(case, "case.looked_at") == 0
    assert "First look by a manager Late 1 working hour late" in said
    assert (SEEN in said) == (short == "manager")


def test_a_manager_says_that_they_have_seen_it_and_only_once(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    where = f"/cases/{case.reference}/look/"

    answers = [sign_in(short).post(where).status_code for short in ("manager", "manager-2")]

    assert answers == [302, 302]
    assert _events(case, "case.looked_at") == 1
    said = _words(_page(sign_in("manager"), case))
    assert "First look by a manager Missed" in said
    assert SEEN not in said


@pytest.mark.parametrize("short", ["officer", "triage", "social-worker", "coordinator"])
def test_nobody_else_says_that_a_manager_has_seen_it(
    sign_in: SignIn, walk: Walk, short: str
) -> None:
    case = make.case(walk)

    refused = sign_in(short).post(f"/cases/{case.reference}/look/")

    assert refused.status_code in (403, 422)
    assert _events(case, "case.looked_at") == 0


def test_what_next_is_a_button_for_whoever_can_do_it_and_a_sentence_for_others(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.case(walk)

    mine = _page(sign_in("manager"), case)
    theirs = _page(sign_in("officer"), case)

    route = reverse("cases:route", args=[case.reference])
    assert f'href="{route}"' in mine
    assert f'href="{route}"' not in theirs
    assert "Decide where this goes: This is for the team manager to do." in _words(theirs)
    assert f'href="{reverse("cases:known", args=[case.reference])}"' in theirs


def test_what_waits_for_somebody_else_says_each_reason_once(sign_in: SignIn, walk: Walk) -> None:
    case = make.enquiry(walk).case

    next_ = _words(_page(sign_in("officer"), case)).split("What next ")[1]

    assert next_.count("This is for the triage co-ordinator or team manager to do.") == 1


def test_immediate_harm_comes_before_looking_up_history(sign_in: SignIn, walk: Walk) -> None:
    calm = make.case(walk)
    urgent = walk.case(walk.describe(walk.contact(), WORRY, possible_red=RED))
    client = sign_in("manager")

    first = [_words(_page(client, case)).split("What next ")[1] for case in (calm, urgent)]

    assert re.search("Check whether.*Decide where", first[0])
    assert re.search("Decide where.*Check whether", first[1])


@pytest.mark.parametrize(
    ("stage", "button"),
    [
        ("to_rate", "enquiries:rate"),
        ("rated", "enquiries:commence"),
        ("gathering", "enquiries:decide"),
        ("decided", "enquiries:authorise"),
        ("authorised", "disclosures:send"),
    ],
)
def test_each_stage_has_its_next_step(sign_in: SignIn, walk: Walk, stage: str, button: str) -> None:
    made: Mapping[str, Callable[[], object]] = {
        "to_rate": lambda: make.enquiry(walk, rating=""),
        "rated": lambda: make.enquiry(walk),
        "gathering": lambda: make.requests(walk),
        "decided": lambda: make.decision(walk),
        "authorised": lambda: walk.authorise(make.decision(walk).enquiry),
    }
    made[stage]()

    page = _page(sign_in("manager-2"), "CV-27-00001-A")

    assert f'href="{reverse(button, args=["CV-27-00001-A"])}"' in page


def test_people_are_told_with_who_they_are_and_what_they_agreed_to(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = walk.contact()
    walk.person(
        contact,
        Told(given_names="Dana", family_name="Example", phone="01632 960123"),
        Part.CARER,
        kin="mother",
        same_household="yes",
        parental_responsibility="yes",
        consent_asked="yes",
        consent_given="yes",
    )

    said = _words(_page(sign_in("manager"), walk.case(contact)))

    assert (
        "Dana Example Mother, has parental responsibility Age not known. "
        "Lives with the child: yes. Consent: agreed. 01632 960123" in said
    )


def test_siblings_in_the_same_contact_lead_to_each_other(sign_in: SignIn, walk: Walk) -> None:
    twins = [Told(given_names=name, family_name="Example") for name in ("Robin", "Wren")]
    walk.contact(children=twins)

    page = _page(sign_in("manager"), "CV-27-00001-A")

    assert "Wren Example, CV-27-00001-B" in page
    assert f'href="{reverse("cases:show", args=["CV-27-00001-B"])}"' in page


def test_the_decision_and_what_left_the_hub_are_told(sign_in: SignIn, walk: Walk) -> None:
    sent = make.product(walk)

    said = _words(page := _page(sign_in("manager"), "CV-27-00001-A"))

    assert make.EARLY_HELP.rationale in said
    assert re.search("Authorised by Idris Penhaligon, 1 March 2027 at 9am", said)
    assert "To respond by" in said
    assert f'href="{reverse("disclosures:product", args=[sent.reference])}"' in page


def test_the_timeline_tells_what_happened_newest_first(sign_in: SignIn, walk: Walk) -> None:
    contact = make.contact(walk)
    make.later(walk, hours=1).route(contact, CaseMove.SEND_TO_TRIAGE)

    said = _words(_page(sign_in("officer"), walk.case(contact)))

    told = said.split("What happened ")[-1]
    assert re.match(
        "Decided: send to triage by .* 1 March 2027 at 10am .*Contact handed over.*"
        "Contact received by ",
        told,
    )


def test_a_clock_that_was_stopped_says_whether_its_promise_was_kept(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = make.contact(walk)
    make.later(walk, minutes=30).route(contact, CaseMove.CLOSE)

    said = _words(_page(sign_in("officer"), walk.case(contact)))

    assert (
        "First look by a manager Met Due 1 March 2027 at 10am. "
        "Kept: stopped on 1 March 2027 at 9:30am." in said
    )
    assert re.search("Referrer to be let read what came of it On time", said)


def test_another_hubs_case_is_not_found(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    page = reverse("cases:show", args=[case.reference])

    assert sign_in("manager", hub_slug="durham").get(page).status_code == 404
    assert sign_in("manager").get(reverse("cases:show", args=["CV-27-99999-A"])).status_code == 404
    assert sign_in("manager").get(page).status_code == 200


@pytest.mark.parametrize(
    ("come_to", "who", "missing"),
    [
        ("taken", "A manager To decide where it goes", "Whether the child is known"),
        ("triage", "Nobody yet The triage team has it, and no worker.", "What triage recommends"),
        ("to_rate", "Nobody yet MASH has it, and no worker.", "A rating"),
        ("rated", "Nobody yet MASH has it, and no worker.", "No agency has been asked"),
        ("asked", "Nobody yet", "Yet to answer: Education and West Midlands Police"),
        ("decided", "Nobody yet", "The decision is not authorised"),
        ("authorised", "Nobody yet", "Nothing has left the hub yet"),
        (
            "passed_on",
            "Early Help (Family Hubs) Yet to acknowledge it",
            "Yet to acknowledge: Early Help",
        ),
    ],
)
def test_who_has_it_and_what_is_missing_are_told_at_each_stage(
    sign_in: SignIn, walk: Walk, come_to: str, who: str, missing: str
) -> None:
    made: Mapping[str, Callable[[], object]] = {
        "taken": lambda: make.case(walk),
        "triage": lambda: make.in_triage(walk),
        "to_rate": lambda: make.enquiry(walk, rating=""),
        "rated": lambda: make.enquiry(walk),
        "asked": lambda: make.requests(walk),
        "decided": lambda: make.decision(walk),
        "authorised": lambda: walk.authorise(make.decision(walk).enquiry),
        "passed_on": lambda: make.handed_over(walk),
    }
    made[come_to]()

    said = _words(_page(sign_in("manager"), "CV-27-00001-A"))

    has, _, rest = said.split("Who has it ")[1].partition(" What is missing ")
    assert has.startswith(who)
    assert missing in rest.split(" What next ")[0]


def test_a_worker_who_has_it_is_named_with_since_when(sign_in: SignIn, walk: Walk) -> None:
    looking.allocate(walk, make.in_triage(walk))

    said = _words(_page(sign_in("manager"), "CV-27-00001-A"))

    assert "Who has it Tomasz Wilk Since 1 March 2027 at 9am" in said


def test_the_worry_stands_at_the_top_and_is_cut_at_a_whole_word(
    sign_in: SignIn, walk: Walk
) -> None:
    long = "Nobody was at home on Friday night. " * 20
    walk.describe(walk.contact(), Concern(concern=long))

    top = _words(_page(sign_in("manager"), "CV-27-00001-A")).split("How urgent")[0]

    assert re.search(r"Nobody was at home .* (on|at|home|night\.|was|Friday|Nobody) \.\.\.", top)
    assert top.count("Friday") < 8


@pytest.mark.parametrize("who", ["police", "early-help-team-team", "administrator", "performance"])
def test_the_page_is_for_the_hub_alone(sign_in: SignIn, walk: Walk, who: str) -> None:
    case = make.case(walk)

    assert sign_in(who).get(reverse("cases:show", args=[case.reference])).status_code == 403


def test_every_look_is_remembered(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)

    _page(sign_in("officer"), case)

    make.enter("manager")
    assert [(look.by_name, look.purpose) for look in queries.looks(case.reference)] == [
        ("Bea Holloway", "show")
    ]
