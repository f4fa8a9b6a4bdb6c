"""Contacts from the call to their end, as different as a hub sees them in a week.

Volume is multiplied from these (`multiplying`). Each is walked by the real operations; its weight
tells how often of 1,000 it comes, so that ordinary ends stay ordinary (P20: 62 of 100 end so).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from frontdoor.access.models import Hub
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.rules import closings
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.decisions.vocabulary import PrimaryNeed
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import looking, midway, shapes, today
from frontdoor.jobs.example.stories import SEEN
from frontdoor.jobs.example.walk import Walk, on
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Outcome

Story = Callable[[Walk], object]
LONDON = ZoneInfo("Europe/London")

# The journeys of a week begin in the third before this one: by now all of them have ended.
WEEKS_AGO = 3
# In this order they are spread over the week, Monday is 0; and how much of a day comes on each.
DAYS = (0, 1, 2, 3, 4, 1, 3, 5, 0, 2, 4, 6)
WEEKEND = {5: 0.5, 6: 0.35}
HOURS = (9.2, 10.7, 13.4, 15.1, 11.8, 8.9, 16.2)

CHILDREN = (
    ("Arlo", "Thackeray-Vane"), ("Bryony", "Quillfeather"), ("Corin", "Larkhallow"),
    ("Delphie", "Merrowdown"), ("Emrys", "Saltmarket"), ("Fenella", "Oddingstone"),
    ("Gwilym", "Harrowbeck"), ("Hettie", "Candlewick"), ("Idris", "Fallowmere"),
)  # fmt: skip
STREETS = ("Larkrise Court", "Tansy Row", "Old Foundry Lane", "Millwheel Road")


@dataclass(frozen=True, kw_only=True)
class Journey:
    """What happens to one contact, how often of a thousand, and whether it is still going on."""

    weight: float
    begins_at: datetime
    story: Story
    is_open: bool = False


def of(hub: Hub, *, at: datetime) -> list[Journey]:
    """Return the journeys of a hub, by its own pack: those that have ended, and those of today."""
    local = at.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = local - timedelta(days=local.weekday(), weeks=WEEKS_AGO)
    policy = policies.current(hub.pk, at=monday).policy
    ended = [
        _placed(number, weight, story, monday)
        for number, (weight, story) in enumerate(_stories(policy))
    ]
    going_on = [
        Journey(weight=1, begins_at=at - timedelta(hours=hours), story=story, is_open=True)
        for hours, story in today.GOING_ON
    ]
    return [*ended, *going_on]


def _placed(number: int, weight: float, story: Story, monday: datetime) -> Journey:
    day = DAYS[number % len(DAYS)]
    begins_at = monday + timedelta(days=day, hours=HOURS[number % len(HOURS)])
    return Journey(weight=weight * WEEKEND.get(day, 1), begins_at=begins_at, story=story)


def _stories(policy: Policy) -> Iterator[tuple[float, Story]]:
    """Return every story with its weight: of 1,000, 620 end without enquiry or referral (P20)."""
    sources = cycle(policy.sources)
    ends = cycle(end for end in closings(policy) if end.counts_as != "by_mistake")
    for number in range(14):
        yield 27, closed(next(sources).slug, next(ends), late=number % 5 == 4)
    for number in range(8):
        yield 21, looked_into(next(sources).slug, next(ends), late=number % 4 == 3)
    yield 40, anonymous(next(ends))
    yield 55, to_its_worker(next(sources).slug)
    yield 55, stepped_down(next(sources).slug)
    rated = [(rating.slug, late) for rating in policy.ratings for late in (False, False, True)]
    decided = cycle(outcome for outcome in policy.outcomes if "mash" in outcome.stages)
    for rating, late in rated:
        yield 240 / len(rated), enquired(next(sources).slug, rating, next(decided), late=late)
    for each in policy.ratings[:2]:
        yield 15, two_children(next(sources).slug, next(ends), each.slug, next(decided))
    yield 10, re_rated([rating.slug for rating in policy.ratings], next(decided))
    yield 10, never_answered(policy.ratings[0].slug, next(decided))
    yield 10, named_later(policy.ratings[0].slug, next(decided))
    yield 10, unborn(policy.ratings[1].slug, next(decided))
    yield 8, protected(policy.ratings[0].slug, next(decided))
    yield 12, again(next(sources).slug, next(ends))


def _child(walk: Walk, number: int = 0, **said: object) -> Told:
    given, family = CHILDREN[(walk.at.day + number) % len(CHILDREN)]
    _, family = CHILDREN[walk.at.day % len(CHILDREN)]
    years = 3 + (walk.at.day + 4 * number) % 13
    known: dict[str, object] = {
        "given_names": given,
        "family_name": family,
        "date_of_birth": (walk.at - timedelta(days=365 * years + 40)).date(),
        "nhs_number": "9990000018" if number == 0 else "",
        "address": f"{walk.at.day} {STREETS[walk.at.day % len(STREETS)]}",
        "postcode": "CV1 9ZZ",
        "school": "Larkrise Primary",
    }
    return Told(**{**known, **said})  # type: ignore[arg-type]


def _taken(walk: Walk, source: str, *children: Told) -> Contact:
    caller = Caller(source=source, name="Jo Sample", phone="01632 960111")
    contact = walk.contact(children=children or (_child(walk),), caller=caller)
    mother = Told(given_names="Marnie", family_name=CHILDREN[walk.at.day % len(CHILDREN)][1])
    walk.person(contact, mother, Part.CARER, kin="mother", parental_responsibility="yes")
    described = walk.describe(contact)
    for case in walk.as_("manager", lambda _: contacts.cases(contact)):
        _look(on(walk, minutes=12), case, "show")
    return described


def _look(walk: Walk, case: Case, to: str, *, by: str = "manager") -> None:
    """Open the page of a case, as whoever decides does before: the read log remembers."""
    walk.as_(by, lambda actor: contacts.case(case.reference, actor=actor, to=to, at=walk.at))


def _close(walk: Walk, contact: Contact, end: Outcome) -> None:
    _look(walk, walk.case(contact), "route")
    walk.route(contact, CaseMove.CLOSE, route=end.slug)
    shapes.tell(on(walk, minutes=25), contact, outcome=end.told)


def closed(source: str, end: Outcome, *, late: bool) -> Story:
    """Closed by the manager, in time or not, and the referrer is told."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, source)
        _close(on(walk, days=3) if late else on(walk, minutes=50), contact, end)

    return story


def anonymous(end: Outcome) -> Story:
    """Somebody who gives no name tells of a child without one; nothing more can be found out."""

    def story(walk: Walk) -> None:
        child = Told(
            description="Girl of about 6 with a red coat",
            address="14 Tansy Row",
            not_known=["given_names", "family_name", "date_of_birth"],
        )
        caller = Caller(source="anonymous", anonymous=True)
        contact = walk.describe(walk.contact(children=[child], caller=caller))
        _close(on(walk, hours=2), contact, end)

    return story


def looked_into(source: str, end: Outcome, *, late: bool) -> Story:
    """A worker of triage looks into it and recommends; the manager closes it."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, source)
        case = looking.to_triage(on(walk, minutes=40), contact)
        looking.allocate(on(walk, minutes=45), case)
        looking.look_into(on(walk, hours=2), walk.case(contact))
        looking.recommend(on(walk, hours=3), walk.case(contact))
        _close(on(walk, days=4) if late else on(walk, hours=4), contact, end)

    return story


def to_its_worker(source: str) -> Story:
    """News of a child whose case is open: passed on, and acknowledged by the team."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, source)
        _hand_over(on(walk, minutes=55), contact, "allocated_team")

    return story


def stepped_down(source: str) -> Story:
    """Passed on to Early Help without an enquiry."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, source)
        _hand_over(on(walk, hours=2), contact, contact.policy.outcome("early_help").teams[0])

    return story


def _hand_over(walk: Walk, contact: Contact, team: str) -> None:
    [sent] = walk.pass_on(walk.case(contact), team)
    _acknowledge(on(walk, hours=3), sent)
    shapes.tell(on(walk, hours=1), contact, outcome="It was passed on.")


def _acknowledge(walk: Walk, sent: Product) -> None:
    walk.as_(
        f"{sent.team.slug.replace('_', '-')}-team",
        lambda actor: disclosures.acknowledge(
            product=sent, seen=sent.version, by=actor, at=walk.at
        ),
    )


def enquired(source: str, rating: str, outcome: Outcome, *, late: bool) -> Story:
    """An enquiry with that rating and that outcome, decided in time or not."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, source)
        enquiry = _gathered(walk, contact, rating)
        _decided(on(walk, days=9) if late else on(walk, hours=5), enquiry, outcome)

    return story


def _gathered(walk: Walk, contact: Contact, rating: str) -> Enquiry:
    """Rate, commence, and let every agency answer: one holds something, the others nothing."""
    enquiry = on(walk, minutes=45).rate(on(walk, minutes=30).to_mash(contact), rating)
    asked = enquiry.policy.rating(rating).required or ("police", "education")
    first, *others = on(walk, minutes=70).commence(enquiry, asked=asked)
    child = walk.case(contact).child.name
    on(walk, hours=2).answer(first, {child: SEEN}, analysis="Escalating.")
    for request in others:
        on(walk, hours=3).answer(request)
    return first.enquiry


def _decided(walk: Walk, enquiry: Enquiry, outcome: Outcome, *, rating: str = "") -> None:
    choice = Choice(
        rating=rating or enquiry.rating,
        outcome=outcome.slug,
        variant=outcome.variants[0].slug if outcome.variants else "",
        level=enquiry.policy.levels[-2].number,
        rationale="What the agencies hold, and what the family say, point the same way.",
        recommendations="See the child at home within a week.",
        primary_need=PrimaryNeed.N1.value if outcome.primary_need else "",
        without_reply_why="The child cannot wait for it.",
    )
    _look(walk, enquiry.case, "decide")
    decision = walk.decide(enquiry, choice)
    on(walk, minutes=20).authorise(enquiry)
    team = outcome.teams[0] if outcome.teams else ""
    if sent := on(walk, minutes=40).share(decision, team=team):
        _acknowledge(on(walk, hours=5), sent)
    contact = enquiry.case.contact
    shapes.tell(on(walk, hours=2), contact, outcome=outcome.told)


def two_children(source: str, end: Outcome, rating: str, outcome: Outcome) -> Story:
    """Two children in one contact: an enquiry about one, and the other’s case is closed."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, source, _child(walk), _child(walk, 1))
        enquiry = _gathered(walk, contact, rating)
        on(walk, hours=1).route(contact, CaseMove.CLOSE, route=end.slug, child=1)
        _decided(on(walk, hours=6), enquiry, outcome)

    return story


def re_rated(ratings: list[str], outcome: Outcome) -> Story:
    """What comes back changes the rating."""

    def story(walk: Walk) -> None:
        enquiry = _gathered(walk, _taken(walk, "police"), ratings[-1])
        midway.re_rate(on(walk, hours=4), enquiry, ratings[0])
        _decided(on(walk, hours=6), enquiry, outcome, rating=ratings[0])

    return story


def never_answered(rating: str, outcome: Outcome) -> Story:
    """An agency gets more time, does not answer, its deputy is told, and the manager decides."""

    def story(walk: Walk) -> None:
        opened = on(walk, minutes=30).to_mash(_taken(walk, "police"))
        enquiry = on(walk, minutes=45).rate(opened, rating)
        asked = enquiry.policy.rating(rating).required or ("police", "education")
        silent, *others = on(walk, minutes=70).commence(enquiry, asked=asked)
        for request in others:
            on(walk, hours=2).answer(request)
        midway.extend(on(walk, hours=6), silent)
        midway.escalate(on(walk, days=4), silent)
        _decided(on(walk, days=5), silent.enquiry, outcome)

    return story


def named_later(rating: str, outcome: Outcome) -> Story:
    """A man is named when agencies were asked already, and they are asked about him."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, "police")
        enquiry = _gathered(walk, contact, rating)
        man = Told(given_names="Dez", description="The mother’s new partner")
        on(walk, hours=4).person(contact, man, Part.RISK)
        _decided(on(walk, hours=8), enquiry, outcome)

    return story


def unborn(rating: str, outcome: Outcome) -> Story:
    """A midwife worries about a baby that is not born yet."""

    def story(walk: Walk) -> None:
        baby = Told(
            description="Baby of Marnie", expected_on=(walk.at + timedelta(days=90)).date(), sex="U"
        )
        enquiry = _gathered(walk, _taken(walk, "other_health", baby), rating)
        _decided(on(walk, hours=7), enquiry, outcome)

    return story


def protected(rating: str, outcome: Outcome) -> Story:
    """The police have protected the child; it ends, and an enquiry decides."""

    def story(walk: Walk) -> None:
        contact = _taken(walk, "police")
        shapes.protect(on(walk, minutes=15), walk.case(contact), hours=1)
        shapes.unprotect(on(walk, hours=20), walk.case(contact))
        enquiry = _gathered(on(walk, hours=21), contact, rating)
        _decided(on(walk, hours=30), enquiry, outcome)

    return story


def again(source: str, end: Outcome) -> Story:
    """A second worry about the same child, whose records somebody links."""

    def story(walk: Walk) -> None:
        first = _taken(walk, source)
        _close(on(walk, minutes=40), first, end)
        later = on(walk, days=6)
        second = _taken(later, source, _child(walk))
        case = walk.case(second)
        shapes.link(later, case.child, walk.case(first).child, subject=case.reference)
        _close(on(later, minutes=45), second, end)

    return story
