"""Several people at once with reports of one child: one wins, nothing is lost, nobody waits."""

import threading
import time
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from frontdoor.casework.contacts import joining, reports, writing
from frontdoor.casework.contacts.models import Case, Contact, Joining, Writing
from frontdoor.casework.contacts.vocabulary import CaseMove, Why
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import SCHOOL, Walk
from frontdoor.kernel.refusal import Refused, Stale, Taken
from tests import make, reporting
from tests.integration.test_races import PATIENCE, THREADS, TOLD, WON, _at_once, _count
from tests.pages import errors
from tests.taking import came

pytestmark = pytest.mark.django_db(transaction=True)


def _two(walk: Walk) -> tuple[Case, Case]:
    first, second = reporting.reported(walk), reporting.reported(walk, by=SCHOOL)
    together.link(walk, second, first)
    return first, second


def _join(walk: Walk, case: Case, into: Case) -> object:
    return walk.as_(
        "manager",
        lambda by: joining.join(
            case=case, into=into, why=Why.NEWS, seen=case.version, by=by, at=walk.at
        ),
    )


def test_of_four_who_join_a_report_at_once_one_does(walk: Walk) -> None:
    first, second = _two(walk)

    ends = _at_once(*[lambda: _join(walk, second, first)] * 4)

    assert _count(ends) == {WON: 1, TOLD: 3}
    with transaction.atomic():
        make.enter()
        assert Joining.objects.count() == 1


def test_of_two_who_join_the_same_two_the_other_way_round_one_does(walk: Walk) -> None:
    first, second = _two(walk)

    ends = _at_once(*[lambda: _join(walk, second, first), lambda: _join(walk, first, second)] * 2)

    assert _count(ends) == {WON: 1, TOLD: 3}
    with transaction.atomic():
        make.enter()
        stages = Case.objects.order_by("pk").values_list("stage", flat=True)
        assert sorted(stages) == ["awaiting", "joined"]


def _end_while_one_joins(walk: Walk) -> tuple[Case, Case]:
    first, second = _two(walk)

    ends = _at_once(
        lambda: _join(walk, second, first), lambda: walk.route(first.contact, CaseMove.CLOSE)
    )

    assert any(not isinstance(end, Refused) for end in ends)
    return first, second


def test_a_case_that_ends_while_a_report_joins_hides_no_news(walk: Walk) -> None:
    for _ in range(3):
        pair = _end_while_one_joins(walk)

        with transaction.atomic():
            make.enter()
            head, report = (Case.objects.get(pk=case.pk) for case in pair)
            assert (head.stage, report.stage) in {("closed", "awaiting"), ("awaiting", "joined")}
            assert bool(reports.unread([head])) == (report.stage == "joined")


# --- What joins while somebody decides ---


def _decide(walk: Walk) -> tuple[Case, Callable[[], object]]:
    enquiry = make.answered(walk)
    return enquiry.case, lambda: walk.decide(enquiry, make.EARLY_HELP)


def _authorise(walk: Walk) -> tuple[Case, Callable[[], object]]:
    enquiry = make.decision(walk).enquiry
    return enquiry.case, lambda: walk.authorise(enquiry)


def _send(walk: Walk) -> tuple[Case, Callable[[], object]]:
    decision = walk.authorise(make.decision(walk).enquiry)
    return decision.enquiry.case, lambda: walk.share(decision, team="early_help_team")


def _close(walk: Walk) -> tuple[Case, Callable[[], object]]:
    case = make.case(walk)
    return case, lambda: walk.route(case.contact, CaseMove.CLOSE)


@pytest.mark.parametrize("about_to", [_decide, _authorise, _send, _close])
def test_what_joins_at_the_moment_of_deciding_is_waited_for_and_read_first(
    walk: Walk, about_to: Callable[[Walk], tuple[Case, Callable[[], object]]]
) -> None:
    case, go_on = about_to(walk)
    news = reporting.reported(walk, by=SCHOOL)
    together.link(walk, news, case)
    inside = threading.Event()

    def join_slowly() -> None:
        with transaction.atomic():
            _join(walk, news, case)
            inside.set()
            _until_somebody_waits()

    def decide_meanwhile() -> object:
        assert inside.wait(PATIENCE)
        return go_on()

    _, decided = _at_once(join_slowly, decide_meanwhile)

    assert isinstance(decided, Refused)
    assert isinstance(decided, Stale) or "nobody has read it yet" in decided.reason
    with transaction.atomic():
        make.enter()
        assert reports.unread([case]) == {case.pk}


def _until_somebody_waits() -> None:
    """Return as soon as a lock is waited for, or after some seconds, if nobody waits at all."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
    until = time.monotonic() + 5.0
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            # What the server shows of the others is kept for a transaction, if it is not let go.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(f"{asked} wait_event_type = 'Lock'")
            [waiting] = cursor.fetchone() or [0]
        if waiting:
            return
        time.sleep(0.01)


# --- One form, two calls ---


def _write(walk: Walk, contact: Contact, key: UUID) -> Callable[[], object]:
    paper = writing.Written(channel="email", received_at=walk.at)
    return lambda: walk.as_(
        "officer",
        lambda by: writing.join(contact=contact, form_key=key, written=paper, by=by, at=walk.at),
    )


def test_one_form_that_is_sent_to_eight_calls_at_once_is_with_one_of_them(walk: Walk) -> None:
    key, calls = uuid4(), [walk.contact() for _ in range(THREADS)]

    ends = _at_once(*[_write(walk, call, key) for call in calls])

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        there = Writing.objects.get().contact
        others = [end for end in ends if isinstance(end, Taken)]
        assert len(others) == THREADS - 1
        assert all(f"another contact: {there}." in other.reason for other in others)


def test_the_second_of_two_who_send_one_form_at_once_is_told_where_it_is(
    walk: Walk, sign_in: Callable[[str], Client]
) -> None:
    first, second = walk.contact(), walk.contact()
    paper = came() | {"channel": "email", "evidence": "Seen on three mornings."}

    def send(client: Client, contact: Contact) -> Callable[[], object]:
        return lambda: client.post(f"/contacts/{contact}/writing/", paper)

    ends = _at_once(*[send(sign_in("officer"), each) for each in (first, second)])

    answers = [end for end in ends if isinstance(end, HttpResponse)]
    done, told = sorted(answers, key=lambda answer: answer.status_code)
    assert (done.status_code, told.status_code) == (302, 409)
    there = done["Location"].split("/")[-2]
    assert f"This form was sent before, and is with another contact: {there}." in errors(told)
    assert "Seen on three mornings." in told.content.decode()
