"""Makes what tests start from, by doing: every stage is reached by walking the real road."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from frontdoor.access import context
from frontdoor.access import operations as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub, SavedList
from frontdoor.casework.actions.models import Action
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Clearance, Product, Telling
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Request, Supplement
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.strategy.models import Discussion
from frontdoor.jobs.example import acting, closing, looking, originators, strategy
from frontdoor.jobs.example.walk import Walk, on
from frontdoor.people.operations import Told

LONDON = ZoneInfo("Europe/London")


def london(day: str, clock: str = "09:00") -> datetime:
    """Return a moment by the hub's own clock: london("2027-03-01", "16:40")."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)


MONDAY_9AM = london("2027-03-01")

EARLY_HELP = Choice(
    rating="amber",
    outcome="early_help",
    variant="level_3",
    level=3,
    rationale="Early help can meet this with the family.",
    recommendations="Offer work on safety online.",
)


def hub(slug: str = "coventry") -> Hub:
    """Return a hub of the four, which the template has with its pack and its people."""
    return Hub.objects.get(slug=slug)


def walk(slug: str = "coventry", *, at: datetime = MONDAY_9AM) -> Walk:
    """Return a walk in a hub at a moment; receipts open with the installation's own secret."""
    return Walk(hub=hub(slug), at=at, secret=settings.SECRET_KEY)


def later(walk: Walk, **time: float) -> Walk:
    """Return the same walk some time later: later(walk, hours=2)."""
    return on(walk, **time)


def actor(short: str = "manager", *, hub_slug: str = "coventry") -> Actor:
    """Return one of a hub's people: actor("police")."""
    return walk(hub_slug).actor(short)


def enter(short: str = "manager", *, hub_slug: str = "coventry") -> Actor:
    """Look from now on as one of a hub's people, and return them."""
    who = actor(short, hub_slug=hub_slug)
    context.enter(who)
    return who


def contact(by: Walk | None = None, **more: Any) -> Contact:
    """Return a contact about Robin Example, described and handed over."""
    by = by or walk()
    return by.describe(by.contact(**more))


def closed(by: Walk | None = None, **more: Any) -> Contact:
    """Return a contact that ended without further action."""
    by = by or walk()
    made = contact(by, **more)
    by.route(made, CaseMove.CLOSE, route="no_further_action")
    return made


def over(by: Walk) -> Contact:
    """Return a contact that ended so long ago that its time is over now.

    It is ordinary, also where all else is full: who may pose a risk is kept longer.
    """
    return closed(later(Walk(hub=by.hub, at=by.at), days=-4 * 366))


def case(by: Walk | None = None, **more: Any) -> Case:
    """Return a case that waits for a manager's decision."""
    by = by or walk()
    return by.case(contact(by, **more))


def in_triage(by: Walk | None = None, **more: Any) -> Case:
    """Return a case that a manager sent to the triage team."""
    by = by or walk()
    sent = contact(by, **more)
    looking.to_triage(by, sent)
    return by.case(sent)


def enquiry(by: Walk | None = None, *, rating: str = "amber", **more: Any) -> Enquiry:
    """Return an enquiry that is rated, or, with rating="", waits for a rating."""
    by = by or walk()
    opened = by.to_mash(contact(by, **more))
    return by.rate(opened, rating) if rating else opened


def requests(by: Walk | None = None, **more: Any) -> list[Request]:
    """Return the requests of an enquiry that has commenced."""
    by = by or walk()
    return by.commence(enquiry(by), **more)


def supplements(by: Walk | None = None) -> list[Supplement]:
    """Return what the police and education are asked about a man who was named after them."""
    by = by or walk()
    asked = requests(by)
    by.person(asked[0].enquiry.case.contact, Told(given_names="Dez"), Part.RISK)
    with context.as_actor(by.actor("manager")):
        found = Supplement.objects.filter(request__enquiry=asked[0].enquiry)
        related = "request__enquiry__case__contact__policy_version"
        return list(found.select_related("agency", "person", related).order_by("-agency__slug"))


def answered(by: Walk | None = None) -> Enquiry:
    """Return an enquiry whose every agency has answered that nothing is held."""
    by = by or walk()
    asked = requests(by, asked=("social_care", "police", "health", "education", "probation"))
    for request in asked:
        by.answer(request)
    return asked[0].enquiry


def decision(by: Walk | None = None, choice: Choice = EARLY_HELP) -> Decision:
    """Return a decision that waits for authorisation."""
    by = by or walk()
    return by.decide(answered(by), choice)


def locked(by: Walk | None = None, choice: Choice = EARLY_HELP) -> Decision:
    """Return an authorised decision that rests on facts whose originator has to be asked first."""
    by = by or walk()
    [asked, *_] = requests(by, asked=("police",))
    said = Said(answer=Answer.SHARED, facts="Seen there twice.", caveats=("originator",))
    by.answer(asked, {"Robin Example": said}, analysis="It bears on safety.")
    by.decide(asked.enquiry, choice)
    return by.authorise(asked.enquiry)


def clearance(by: Walk | None = None) -> Clearance:
    """Return a question to the police: may what they gave go to the Early Help team?"""
    by = by or walk()
    return originators.ask(by, locked(by))


def telling(by: Walk | None = None) -> Telling:
    """Return words for Robin's mother that the police have yet to agree to."""
    by = by or walk()
    received = by.contact()
    mother = by.person(received, Told(given_names="Alex"), Part.CARER, kin="mother")
    [asked, *_] = by.commence(by.rate(by.to_mash(by.describe(received)), "amber"))
    return by.as_(
        by.whose("tell_family"),
        lambda actor: disclosures.propose_telling(
            enquiry=asked.enquiry,
            person=mother,
            words="Somebody may be a risk to Robin online; this is how to keep safe.",
            why="So that Robin’s mother can protect Robin.",
            by=actor,
            at=by.at,
        ),
    )


def addition(by: Walk | None = None) -> tuple[Case, Action]:
    """Return a case that a team has, and something that came of it afterwards, unread."""
    by = by or walk()
    waits = case(by)
    action = acting.set_action(by, waits)
    by.pass_on(by.case(waits.contact), "early_help_team")
    sent = by.as_("manager", lambda _: Action.objects.get(pk=action.pk))
    return by.case(waits.contact), acting.complete(by, sent)


def handed_over(by: Walk | None = None, *, team: str = "early_help_team") -> Product:
    """Return what a team was sent when a case was passed on to it."""
    by = by or walk()
    return by.pass_on(case(by), team)[0]


def alert(by: Walk | None = None) -> Alert:
    """Return an alert that the out-of-hours team has."""
    by = by or walk()
    return closing.hand_over(by, case(by))[0]


def discussion(by: Walk | None = None) -> Discussion:
    """Return a strategy discussion that is to be held on a case that waited for a decision."""
    by = by or walk()
    return strategy.call(by, case(by))


def product(by: Walk | None = None, *, team: str = "early_help_team") -> Product:
    """Return a product that has been sent to the Early Help team."""
    by = by or walk()
    sent = by.share(by.authorise(decision(by).enquiry), team=team)
    assert sent is not None
    return sent


def saved_list(by: Walk) -> SavedList:
    """Return a list of what waits that a manager keeps for themselves."""
    return by.as_(
        "manager",
        lambda actor: access.save_list(
            name="Late", wanted={"show": "late"}, opens_first=True, by=actor, at=by.at
        ),
    )


SHARED = Said(answer=Answer.SHARED, facts="What is on record.")
