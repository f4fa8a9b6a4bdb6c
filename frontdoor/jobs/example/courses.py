"""What happens to one contact from the call to its end, walked by the real operations."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.decisions.vocabulary import PrimaryNeed
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import looking, midway, shapes
from frontdoor.jobs.example.stories import SEEN
from frontdoor.jobs.example.walk import Walk, on
from frontdoor.people.operations import Told
from frontdoor.policy.pack_sharing import Outcome

Story = Callable[[Walk], object]

CHILDREN = (
    ("Arlo", "Thackeray-Vane"), ("Bryony", "Quillfeather"), ("Corin", "Larkhallow"),
    ("Delphie", "Merrowdown"), ("Emrys", "Saltmarket"), ("Fenella", "Oddingstone"),
    ("Gwilym", "Harrowbeck"), ("Hettie", "Candlewick"), ("Idris", "Fallowmere"),
)  # fmt: skip
STREETS = ("Larkrise Court", "Tansy Row", "Old Foundry Lane", "Millwheel Road")


def child(walk: Walk, number: int = 0, **said: object) -> Told:
    """Return a child whose name, age and home come from the day of the month."""
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


def taken(walk: Walk, source: str, *children: Told) -> Contact:
    """Take a contact by telephone about these children, and let the manager look."""
    caller = Caller(source=source, name="Jo Sample", phone="01632 960111")
    contact = walk.contact(children=children or (child(walk),), caller=caller)
    mother = Told(given_names="Marnie", family_name=CHILDREN[walk.at.day % len(CHILDREN)][1])
    walk.person(contact, mother, Part.CARER, kin="mother", parental_responsibility="yes")
    described = walk.describe(contact)
    looked(on(walk, minutes=12), described)
    return described


def looked(walk: Walk, contact: Contact) -> None:
    """Open the page of every child of a contact, as the manager does."""
    for case in walk.as_("manager", lambda _: contacts.cases(contact)):
        look(walk, case, "show")


def look(walk: Walk, case: Case, to: str, *, by: str = "manager") -> None:
    """Open the page of a case, as whoever decides does before: the read log remembers."""
    walk.as_(by, lambda actor: contacts.case(case.reference, actor=actor, to=to, at=walk.at))


def close(walk: Walk, contact: Contact, end: Outcome) -> None:
    """Close the case of a contact, and let whoever told of it read that."""
    look(walk, walk.case(contact), "route")
    walk.route(contact, CaseMove.CLOSE, route=end.slug)
    _tell(on(walk, minutes=25), contact, outcome=end.told)


def _tell(walk: Walk, contact: Contact, *, outcome: str) -> None:
    if not contact.began_inside:
        shapes.tell(walk, contact, outcome=outcome)


def closed(source: str, end: Outcome, *, late: bool) -> Story:
    """Closed by the manager, in time or not, and the referrer is told."""

    def story(walk: Walk) -> None:
        contact = taken(walk, source)
        close(on(walk, days=3) if late else on(walk, minutes=50), contact, end)

    return story


def anonymous(end: Outcome) -> Story:
    """Somebody who gives no name tells of a child without one; nothing more can be found out."""

    def story(walk: Walk) -> None:
        girl = Told(
            description="Girl of about 6 with a red coat",
            address="14 Tansy Row",
            not_known=["given_names", "family_name", "date_of_birth"],
        )
        caller = Caller(source="anonymous", anonymous=True)
        contact = walk.describe(walk.contact(children=[girl], caller=caller))
        close(on(walk, hours=2), contact, end)

    return story


def looked_into(source: str, end: Outcome, *, late: bool) -> Story:
    """A worker of triage looks into it and recommends; the manager closes it."""

    def story(walk: Walk) -> None:
        contact = taken(walk, source)
        case = looking.to_triage(on(walk, minutes=40), contact)
        looking.allocate(on(walk, minutes=45), case)
        looking.look_into(on(walk, hours=2), walk.case(contact))
        looking.recommend(on(walk, hours=3), walk.case(contact))
        close(on(walk, days=4) if late else on(walk, hours=4), contact, end)

    return story


def to_its_worker(source: str) -> Story:
    """News of a child whose case is open: passed on, and acknowledged by the team."""

    def story(walk: Walk) -> None:
        contact = taken(walk, source)
        _hand_over(on(walk, minutes=55), contact, "allocated_team")

    return story


def stepped_down(source: str) -> Story:
    """Passed on to Early Help without an enquiry."""

    def story(walk: Walk) -> None:
        contact = taken(walk, source)
        _hand_over(on(walk, hours=2), contact, contact.policy.outcome("early_help").teams[0])

    return story


def _hand_over(walk: Walk, contact: Contact, team: str) -> None:
    [sent] = walk.pass_on(walk.case(contact), team)
    acknowledge(on(walk, hours=3), sent)
    _tell(on(walk, hours=1), contact, outcome="It was passed on.")


def acknowledge(walk: Walk, sent: Product) -> None:
    """Say as a team that it has what it was sent."""
    walk.as_(
        f"{sent.team.slug.replace('_', '-')}-team",
        lambda actor: disclosures.acknowledge(
            product=sent, seen=sent.version, by=actor, at=walk.at
        ),
    )


def enquired(source: str, rating: str, outcome: Outcome, *, late: bool) -> Story:
    """An enquiry with that rating and that outcome, decided in time or not."""

    def story(walk: Walk) -> None:
        contact = taken(walk, source)
        enquiry = gathered(walk, contact, rating)
        decided(on(walk, days=9) if late else on(walk, hours=5), enquiry, outcome)

    return story


def gathered(walk: Walk, contact: Contact, rating: str) -> Enquiry:
    """Rate, commence, and let every agency answer: one holds something, the others nothing."""
    enquiry = on(walk, minutes=45).rate(on(walk, minutes=30).to_mash(contact), rating)
    asked = enquiry.policy.rating(rating).required or ("police", "education")
    first, *others = on(walk, minutes=70).commence(enquiry, asked=asked)
    named = walk.case(contact).child.name
    on(walk, hours=2).answer(first, {named: SEEN}, analysis="Escalating.")
    for request in others:
        on(walk, hours=3).answer(request)
    return first.enquiry


def decided(walk: Walk, enquiry: Enquiry, outcome: Outcome, *, rating: str = "") -> None:
    """Decide, authorise, send what the outcome's team needs, and tell whoever told of it."""
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
    look(walk, enquiry.case, "decide")
    decision = walk.decide(enquiry, choice)
    on(walk, minutes=20).authorise(enquiry)
    team = outcome.teams[0] if outcome.teams else ""
    if sent := on(walk, minutes=40).share(decision, team=team):
        acknowledge(on(walk, hours=5), sent)
    contact = enquiry.case.contact
    _tell(on(walk, hours=2), contact, outcome=outcome.told)


def two_children(source: str, end: Outcome, rating: str, outcome: Outcome) -> Story:
    """Two children in one contact: an enquiry about one, and the other’s case is closed."""

    def story(walk: Walk) -> None:
        contact = taken(walk, source, child(walk), child(walk, 1))
        enquiry = gathered(walk, contact, rating)
        on(walk, hours=1).route(contact, CaseMove.CLOSE, route=end.slug, child=1)
        decided(on(walk, hours=6), enquiry, outcome)

    return story


def re_rated(ratings: Sequence[str], outcome: Outcome) -> Story:
    """What comes back changes the rating."""

    def story(walk: Walk) -> None:
        enquiry = gathered(walk, taken(walk, "police"), ratings[-1])
        midway.re_rate(on(walk, hours=4), enquiry, ratings[0])
        decided(on(walk, hours=6), enquiry, outcome, rating=ratings[0])

    return story


def never_answered(rating: str, outcome: Outcome) -> Story:
    """An agency gets more time, does not answer, its deputy is told, and the manager decides."""

    def story(walk: Walk) -> None:
        opened = on(walk, minutes=30).to_mash(taken(walk, "police"))
        enquiry = on(walk, minutes=45).rate(opened, rating)
        asked = enquiry.policy.rating(rating).required or ("police", "education")
        silent, *others = on(walk, minutes=70).commence(enquiry, asked=asked)
        for request in others:
            on(walk, hours=2).answer(request)
        midway.extend(on(walk, hours=6), silent)
        midway.escalate(on(walk, days=4), silent)
        decided(on(walk, days=5), silent.enquiry, outcome)

    return story


def named_later(rating: str, outcome: Outcome) -> Story:
    """A man is named when agencies were asked already, and they are asked about him."""

    def story(walk: Walk) -> None:
        contact = taken(walk, "police")
        enquiry = gathered(walk, contact, rating)
        man = Told(given_names="Dez", description="The mother’s new partner")
        on(walk, hours=4).person(contact, man, Part.RISK)
        decided(on(walk, hours=8), enquiry, outcome)

    return story


def unborn(rating: str, outcome: Outcome) -> Story:
    """A midwife worries about a baby that is not born yet."""

    def story(walk: Walk) -> None:
        baby = Told(
            description="Baby of Marnie", expected_on=(walk.at + timedelta(days=90)).date(), sex="U"
        )
        enquiry = gathered(walk, taken(walk, "other_health", baby), rating)
        decided(on(walk, hours=7), enquiry, outcome)

    return story


def protected(rating: str, outcome: Outcome) -> Story:
    """The police have protected the child; it ends, and an enquiry decides."""

    def story(walk: Walk) -> None:
        contact = taken(walk, "police")
        shapes.protect(on(walk, minutes=15), walk.case(contact), hours=1)
        shapes.unprotect(on(walk, hours=20), walk.case(contact))
        enquiry = gathered(on(walk, hours=21), contact, rating)
        decided(on(walk, hours=30), enquiry, outcome)

    return story


def again(source: str, end: Outcome) -> Story:
    """A second worry about the same child, whose records somebody links."""

    def story(walk: Walk) -> None:
        first = taken(walk, source)
        close(on(walk, minutes=40), first, end)
        later = on(walk, days=6)
        second = taken(later, source, child(walk))
        case = walk.case(second)
        shapes.link(later, case.child, walk.case(first).child, subject=case.reference)
        close(on(later, minutes=45), second, end)

    return story
