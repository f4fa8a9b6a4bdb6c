"""Several people at once: one wins, the others are told, nothing is lost and nobody waits for ever.

Every race is run by threads with connections of their own, which begin together.
"""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import Error, OperationalError, connection, transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event, RowChange
from frontdoor.casework.contacts import operations as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseMove, Part, Span
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Finding, Request
from frontdoor.jobs.example import closing, strategy
from frontdoor.jobs.example.walk import ROBIN, SCHOOL, Walk
from frontdoor.kernel.refusal import Refused, Stale
from frontdoor.people.models import Person
from tests import make
from tests.database import Copy

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
PATIENCE = 30.0  # Seconds; a deadlock of PostgreSQL is found after one.
WON, TOLD = "won", "told"


def _at_once(*tries: Callable[[], object]) -> list[object]:
    """Begin everything together, and return what each made, or what stopped it."""
    begin = threading.Barrier(len(tries))
    ends: list[object] = [None] * len(tries)

    def run(number: int, do: Callable[[], object]) -> None:
        try:
            begin.wait(PATIENCE)
            ends[number] = do()
        except (Refused, Error) as stopped:
            ends[number] = stopped
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(tries)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    assert not [end for end in ends if isinstance(end, Error)], ends
    return ends


def _count(ends: Sequence[object]) -> Counter[str]:
    return Counter(TOLD if isinstance(end, Refused) else WON for end in ends)


def _sees(walk: Walk, model: type[Case] | type[Enquiry], pk: int) -> int:
    return walk.as_("manager", lambda _: model.objects.get(pk=pk).version)


# --- The same thing twice ---


def _receive(walk: Walk, key: UUID) -> Contact:
    def do(by: Actor) -> Contact:
        return contacts.receive(
            form_key=key,
            channel="telephone",
            caller=SCHOOL,
            children=[ROBIN],
            secret=walk.secret,
            by=by,
            at=walk.at,
        )

    return walk.as_("officer", do)


def test_one_form_sent_by_eight_clicks_is_one_contact(walk: Walk) -> None:
    key = uuid4()

    made = _at_once(*[lambda: _receive(walk, key)] * THREADS)

    assert len({contact.pk for contact in made if isinstance(contact, Contact)}) == 1
    with transaction.atomic():
        make.enter()
        assert (Contact.objects.count(), Case.objects.count(), Person.objects.count()) == (1, 1, 1)


def test_eight_forms_at_once_are_eight_contacts_with_eight_references(walk: Walk) -> None:
    made = _at_once(*[lambda: _receive(walk, uuid4())] * THREADS)

    references = sorted(str(contact) for contact in made)
    assert references == [f"CV-27-{number:05d}" for number in range(1, THREADS + 1)]


def test_children_that_are_named_at_once_get_letters_of_their_own(walk: Walk) -> None:
    contact = walk.contact()

    def name(number: int) -> Callable[[], object]:
        told = replace(ROBIN, given_names=f"Child {number}")
        return lambda: walk.person(contact, told, Part.CHILD)

    _at_once(*[name(number) for number in range(THREADS - 1)])

    with transaction.atomic():
        make.enter()
        references = Case.objects.filter(contact=contact).values_list("reference", flat=True)
        assert sorted(references) == [f"{contact}-{letter}" for letter in "ABCDEFGH"]


# --- Two managers, one case ---


def test_of_eight_who_route_a_case_at_once_one_decides(walk: Walk) -> None:
    case = make.case(walk)
    moves = [CaseMove.CLOSE, CaseMove.SEND_TO_TRIAGE] * (THREADS // 2)

    def route(number: int, move: CaseMove) -> Callable[[], object]:
        return lambda: walk.as_(
            "manager",
            lambda by: triage.route(
                case=case,
                move=move,
                route="",
                team="",
                reason=f"Reason {number}.",
                unlooked_why="The caller gave no name.",
                advised=False,
                seen=case.version,
                by=by,
                at=walk.at,
            ),
        )

    ends = _at_once(*[route(number, move) for number, move in enumerate(moves)])

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    assert all(isinstance(end, Stale) for end in ends if isinstance(end, Refused))
    winner = next(number for number, end in enumerate(ends) if isinstance(end, Case))
    with transaction.atomic():
        make.enter()
        held = Case.objects.get(pk=case.pk)
        assert held.route_reason == f"Reason {winner}."
        assert held.version == case.version + 1
        assert Event.objects.filter(kind="case.routed").count() == 1


def test_of_eight_who_open_an_enquiry_at_once_one_does(walk: Walk) -> None:
    contact = make.contact(walk)
    case = walk.case(contact)

    def open_it() -> object:
        return walk.as_(
            "manager",
            lambda by: enquiries.open_from(
                case=case,
                route="",
                team="",
                reason="The threshold appears met.",
                advised=False,
                seen=case.version,
                by=by,
                at=walk.at,
            ),
        )

    assert _count(_at_once(*[open_it] * THREADS)) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        assert Enquiry.objects.count() == 1


def test_of_eight_who_rate_at_once_one_does(walk: Walk) -> None:
    enquiry = make.enquiry(walk, rating="")
    ratings = ["red", "amber", "green", "red"] * 2

    def rate(rating: str) -> Callable[[], object]:
        return lambda: walk.rate(enquiry, rating)

    ends = _at_once(*[rate(rating) for rating in ratings])

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    winner = next(end for end in ends if isinstance(end, Enquiry))
    with transaction.atomic():
        make.enter()
        held = Enquiry.objects.get()
        assert (held.rating, held.version) == (winner.rating, enquiry.version + 1)


def test_of_eight_who_decide_at_once_one_does(walk: Walk) -> None:
    enquiry = make.answered(walk)
    seen = _sees(walk, Enquiry, enquiry.pk)

    def decide(number: int) -> Callable[[], object]:
        choice = replace(make.EARLY_HELP, rationale=f"Rationale {number}.", rating="green")
        return lambda: walk.as_(
            "manager",
            lambda by: decisions.decide(
                enquiry=enquiry, choice=choice, seen=seen, by=by, at=walk.at
            ),
        )

    ends = _at_once(*[decide(number) for number in range(THREADS)])

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    winner = next(number for number, end in enumerate(ends) if isinstance(end, Decision))
    with transaction.atomic():
        make.enter()
        assert Decision.objects.get().rationale == f"Rationale {winner}."
        assert Event.objects.filter(kind="enquiry.re_rated").count() == 1


def test_eight_who_read_the_same_and_write_without_a_version_lose_nothing(walk: Walk) -> None:
    """The lock alone, without a version that was seen: each change counts on the one before."""
    case = make.case(walk)

    def count() -> object:
        def do(_: Actor) -> None:
            held = Case.locked(case)
            held.keep(route_reason=held.route_reason + "x")

        return walk.as_("manager", do)

    _at_once(*[count] * THREADS)

    with transaction.atomic():
        make.enter()
        held = Case.objects.get(pk=case.pk)
        assert (held.route_reason, held.version) == ("x" * THREADS, case.version + THREADS)


@pytest.mark.parametrize("opened", [False, True], ids=["waiting", "with an enquiry"])
def test_of_eight_who_call_a_discussion_at_once_one_does(walk: Walk, opened: bool) -> None:
    case = make.requests(walk)[0].enquiry.case if opened else make.case(walk)

    ends = _at_once(*[lambda: strategy.call(walk, case)] * THREADS)

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}


def test_of_two_who_hand_over_the_same_cases_at_closing_one_does(walk: Walk) -> None:
    one, other = make.case(walk), make.case(walk)

    def hand_over(*cases: Case) -> Callable[[], object]:
        return lambda: closing.hand_over(walk, *cases)

    assert _count(_at_once(hand_over(one, other), hand_over(other, one))) == {WON: 1, TOLD: 1}


# --- Different people, different things, one child ---


def test_agencies_that_answer_at_once_are_all_heard(walk: Walk) -> None:
    asked = ("social_care", "police", "health", "education", "probation")
    requests = make.requests(walk, asked=asked)

    def answer(request: Request) -> Callable[[], object]:
        return lambda: walk.answer(request)

    assert _count(_at_once(*[answer(each) for each in requests])) == {WON: len(asked)}
    with transaction.atomic():
        make.enter()
        assert Request.objects.filter(stage="returned").count() == len(asked)
        assert Finding.objects.count() == len(asked)


def test_one_agency_that_answers_twice_at_once_answers_once(walk: Walk) -> None:
    [request] = make.requests(walk, asked=("police",))

    ends = _at_once(*[lambda: walk.answer(request)] * 4)

    assert _count(ends) == {WON: 1, TOLD: 3}
    with transaction.atomic():
        make.enter()
        assert Finding.objects.count() == 1


def test_everything_that_may_happen_to_one_case_at_once_ends(walk: Walk) -> None:
    """Looks, words, people, routes and new contacts take their locks in orders that never meet."""
    contact = make.contact(walk)
    case = walk.case(contact)

    def look() -> object:
        return walk.as_("manager", lambda by: triage.look(case=case, by=by, at=walk.at))

    def close() -> object:
        return walk.route(contact, CaseMove.CLOSE)

    def tell() -> object:
        return walk.as_(
            "manager",
            lambda by: triage.tell_referrer(
                contact=Contact.objects.get(pk=contact.pk), outcome="Told.", by=by, at=walk.at
            ),
        )

    def name() -> object:
        return walk.person(contact, ROBIN, Part.CHILD)

    def receive() -> object:
        return walk.contact()

    for _ in range(5):
        _at_once(look, close, tell, name, receive, look, name, tell)

    with transaction.atomic():
        make.enter()
        looked = Event.objects.filter(kind="case.looked_at", subject=case.reference)
        # Whoever closes it before the first look has looked as well.
        assert looked.count() <= 1
        assert Case.objects.get(pk=case.pk).looked_at is not None
        assert case.clocks.get(span=Span.FIRST_LOOK).stopped_at is not None


def test_who_adds_to_a_hub_does_not_wait_for_who_takes_a_contact_in_it(walk: Walk) -> None:
    """A row is held without its key, so a foreign key to it is not kept waiting."""
    contact = walk.contact()
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            walk.contact()
            inside.set()
            assert done.wait(PATIENCE)

    def add() -> object:
        assert inside.wait(PATIENCE)
        try:
            return walk.person(contact, ROBIN, Part.OTHER)
        finally:
            done.set()

    assert _count(_at_once(hold, add)) == {WON: 2}


# --- A connection that dies in the middle ---


def test_a_connection_that_is_killed_in_the_middle_leaves_nothing_half_written(
    walk: Walk, database_copy: Copy
) -> None:
    def receive_and_die(_: Actor) -> None:
        contacts.receive(
            form_key=uuid4(),
            channel="telephone",
            caller=SCHOOL,
            children=[ROBIN],
            secret=walk.secret,
            by=walk.actor("officer"),
            at=walk.at,
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            [backend] = cursor.fetchone() or [0]
        with psycopg.connect(database_copy.superuser) as behind:
            behind.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
        Contact.objects.count()

    with pytest.raises(OperationalError):
        walk.as_("officer", receive_and_die)

    connection.close()
    after = walk.contact()
    with transaction.atomic():
        make.enter()
        assert [str(contact) for contact in Contact.objects.all()] == [str(after)]
        assert str(after) == "CV-27-00001"
        assert Person.objects.count() == 1
        assert RowChange.objects.filter(table="contacts_contact").count() == 1
