"""Several people at once with reports of one child: one wins, nothing is lost, nobody waits."""

import pytest
from django.db import transaction

from frontdoor.casework.contacts import joining, reports
from frontdoor.casework.contacts.models import Case, Joining
from frontdoor.casework.contacts.vocabulary import CaseMove, Why
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import SCHOOL, Walk
from frontdoor.kernel.refusal import Refused
from tests import make, reporting
from tests.integration.test_races import TOLD, WON, _at_once, _count

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
