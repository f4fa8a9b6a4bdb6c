"""Contacts that do not go straight on, to their end: written, found, joined, lent, opened again."""

from datetime import timedelta

from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import acting, closing, courses, shapes, strategy, together, written
from frontdoor.jobs.example.courses import Story
from frontdoor.jobs.example.walk import Walk, on
from frontdoor.policy.pack_sharing import Outcome


def typed_in(source: str, end: Outcome) -> Story:
    """A professional sends the form alone; it is typed in, and the manager closes it."""

    def story(walk: Walk) -> None:
        contact = written.take_in(
            on(walk, minutes=20),
            courses.child(walk),
            caller=Caller(source=source, name="Jo Sample", email="jo.sample@school.example"),
            received_at=walk.at,
            role="Designated lead",
            evidence="Seen on three mornings.",
            signed_by="J. Sample",
            signed_on=walk.at.date(),
        )
        courses.looked(on(walk, minutes=40), contact)
        courses.close(on(walk, hours=1), contact, end)

    return story


def found_inside(rating: str, outcome: Outcome) -> Story:
    """The hub's own work brings a child to light, and an enquiry decides."""

    def story(walk: Walk) -> None:
        contact = written.find(walk, courses.child(walk), evidence="Named twice on the map.")
        courses.decided(
            on(walk, hours=7), courses.gathered(on(walk, hours=1), contact, rating), outcome
        )

    return story


def _two_reports(walk: Walk, source: str) -> tuple[Contact, Contact]:
    """Return two contacts of one evening; the second goes on in the first."""
    first = courses.taken(walk, source)
    after = on(walk, minutes=45)
    second = courses.taken(after, "school", courses.child(walk))
    case, into = walk.case(second), walk.case(first)
    together.link(on(after, minutes=15), case, into)
    together.join(on(after, minutes=20), case, into)
    together.read(on(after, minutes=25), into)
    return first, second


def joined(source: str, rating: str, outcome: Outcome) -> Story:
    """Two reports of one evening go on together, and one enquiry decides both."""

    def story(walk: Walk) -> None:
        first, second = _two_reports(walk, source)
        enquiry = courses.gathered(on(walk, hours=2), first, rating)
        courses.decided(on(walk, hours=8), enquiry, outcome)
        shapes.tell(on(walk, hours=11), second, outcome=outcome.told)

    return story


def parted(source: str, end: Outcome) -> Story:
    """Two reports were of two evenings: parted again, and closed each for itself."""

    def story(walk: Walk) -> None:
        first, second = _two_reports(walk, source)
        together.part(on(walk, hours=3), walk.case(second))
        courses.close(on(walk, hours=4), first, end)
        courses.close(on(walk, hours=5), second, end)

    return story


def discussed(source: str, rating: str, outcome: Outcome) -> Story:
    """A strategy discussion is called while agencies gather, and held; then it is decided."""

    def story(walk: Walk) -> None:
        contact = courses.taken(walk, source)
        enquiry = courses.gathered(walk, contact, rating)
        discussion = strategy.call(on(walk, hours=4), enquiry.case)
        for sent in walk.as_("manager", lambda _: disclosures.products_on(enquiry.case_id)):
            courses.acknowledge(on(walk, hours=4.5), sent)
        strategy.hold(on(walk, hours=5), discussion)
        now_rated = _as_it_is(walk, enquiry).rating
        courses.decided(on(walk, hours=7), enquiry, outcome, rating=now_rated)

    return story


def lent(source: str, rating: str, outcome: Outcome) -> Story:
    """The out-of-hours team has it over night, and it is decided in the morning."""

    def story(walk: Walk) -> None:
        enquiry = courses.gathered(walk, courses.taken(walk, source), rating)
        [alert] = closing.hand_over(on(walk, hours=4), enquiry.case)
        closing.hand_back(on(walk, hours=10), alert)
        closing.read(on(walk, hours=24), alert)
        courses.decided(on(walk, hours=25), enquiry, outcome)

    return story


def acted(source: str, rating: str, outcome: Outcome) -> Story:
    """An agency and a worker are given something to do, and do it; one gets more time."""

    def story(walk: Walk) -> None:
        enquiry = courses.gathered(walk, courses.taken(walk, source), rating)
        case, given = enquiry.case, on(walk, hours=2)
        search = acting.set_action(given, case)
        call = acting.set_action(given, case, to="social-worker", what="Ring the father.")
        acting.complete(on(walk, hours=4), call, "He is worried as well, and will come.")
        acting.retime(on(walk, hours=4), search, due_at=walk.at + timedelta(days=1))
        acting.complete(on(walk, hours=9), acting.now_is(walk, search))
        courses.decided(on(walk, hours=10), enquiry, outcome)

    return story


def opened_again(source: str, end: Outcome) -> Story:
    """Closed, opened again on the next day, and closed after another look."""

    def story(walk: Walk) -> None:
        contact = courses.taken(walk, source)
        courses.close(on(walk, hours=1), contact, end)
        shapes.reopen(on(walk, days=1), walk.case(contact))
        courses.close(on(walk, days=1, hours=2), contact, end)

    return story


def mistaken(end: Outcome) -> Story:
    """A call that was put on record by mistake."""

    def story(walk: Walk) -> None:
        nobody = Caller(source="anonymous", anonymous=True)
        contact = walk.describe(walk.contact(children=[courses.child(walk)], caller=nobody))
        courses.close(on(walk, minutes=20), contact, end)

    return story


def _as_it_is(walk: Walk, enquiry: Enquiry) -> Enquiry:
    return walk.as_("manager", lambda _: Enquiry.objects.get(pk=enquiry.pk))
