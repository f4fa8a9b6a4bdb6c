"""What was joined is parted again, whole reports too, and nothing is lost."""

import pytest

from frontdoor.audit.models import Event
from frontdoor.casework.contacts import joining, queries, reports
from frontdoor.casework.contacts.models import Joining
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import ROBIN, SCHOOL, Walk
from frontdoor.kernel.refusal import Invalid, Refused
from frontdoor.people import queries as register
from tests import make
from tests.reporting import WREN, as_it_is, clock, joined, listed, reported, two

pytestmark = pytest.mark.django_db


# --- Parting ---


def test_parting_gives_back_what_was(walk: Walk) -> None:
    first, second = two(walk, possible_red="A bruise on the face.")
    due = clock(second, Span.RESPONSE)
    together.join(walk, second, first)
    together.read(walk, as_it_is(first))
    walk.route(first.contact, CaseMove.CLOSE)

    together.part(make.later(walk, hours=3), as_it_is(second))

    report = as_it_is(second)
    runs = clock(second, Span.RESPONSE)
    assert due is not None
    assert runs is not None
    assert (report.stage, report.urgent, as_it_is(first).urgent) == ("awaiting", True, False)
    assert (runs.pk, runs.due_at, runs.stopped_at, runs.kept) == (due.pk, due.due_at, None, None)
    assert clock(second, Span.REFERRER) is None
    assert report in listed(walk)
    subjects = set(Event.objects.filter(kind__contains="part").values_list("subject", flat=True))
    assert second.reference in subjects
    assert Event.objects.filter(kind="case.news_withdrawn", subject=first.reference).exists()


def test_a_parted_report_goes_its_own_way_and_its_referrer_hears_of_that(walk: Walk) -> None:
    first, second = joined(walk)
    together.part(walk, second)

    walk.route(second.contact, CaseMove.CLOSE)

    waits = clock(second, Span.REFERRER)
    assert waits is not None
    assert waits.stopped_at is None
    assert clock(first, Span.REFERRER) is None


def test_a_parted_report_can_be_joined_again(walk: Walk) -> None:
    first, second = joined(walk)
    together.part(walk, second)

    together.join(walk, as_it_is(second), first)

    assert as_it_is(second).stage == "joined"
    assert Joining.objects.count() == 2


def test_parting_asks_for_the_reason_and_for_something_joined(walk: Walk) -> None:
    first, second = joined(walk)
    by = make.enter("manager")

    with pytest.raises(Invalid, match="do not belong together"):
        joining.part(case=second, reason="  ", seen=second.version, by=by, at=walk.at)
    with pytest.raises(Refused, match="is not possible now"):
        joining.part(case=first, reason="So.", seen=first.version, by=by, at=walk.at)
    assert as_it_is(second).stage == "joined"


def test_another_family_is_parted_in_the_records_as_well(walk: Walk) -> None:
    first, second = joined(walk)

    together.part(walk, second, other_child=True)

    make.enter()
    assert register.same_as(second.child) == [second.child]
    assert reports.could_join(as_it_is(second)) == []
    assert first.child not in register.same_as(second.child)


def test_records_that_are_linked_in_two_ways_are_not_parted_by_one_click(walk: Walk) -> None:
    first, second = joined(walk)
    third = reported(walk)
    together.link(walk, third, first)
    together.link(walk, second, third)

    with pytest.raises(Invalid, match="Other records link these two"):
        together.part(walk, second, other_child=True)
    assert as_it_is(second).stage == "joined"

    together.part(walk, as_it_is(second))
    assert as_it_is(second).stage == "awaiting"


# --- Whole reports ---


def test_the_children_of_a_report_are_joined_and_parted_at_once(walk: Walk) -> None:
    first = reported(walk, children=(ROBIN, WREN))
    second = reported(walk, by=SCHOOL, children=(ROBIN, WREN, ROBIN))
    make.enter()
    [robin, wren], [again, too, alone] = queries.cases(first.contact), queries.cases(second.contact)
    together.link(walk, again, robin)
    together.link(walk, too, wren)
    make.enter()
    others = reports.alongside(again, robin)
    assert others == [(too, wren)]

    together.join(walk, again, robin, alongside=others)

    stages = [each.stage for each in queries.cases(second.contact)]
    assert stages == ["joined", "joined", "awaiting"]
    make.enter()
    assert reports.parted_alongside(again) == [too]
    together.part(walk, again, alongside=[too])
    make.enter()
    assert {each.stage for each in queries.cases(second.contact)} == {"awaiting"}
    assert as_it_is(alone).stage == "awaiting"


def test_all_of_a_report_is_joined_or_nothing(walk: Walk) -> None:
    first = reported(walk, children=(ROBIN, WREN))
    second = reported(walk, by=SCHOOL, children=(ROBIN, WREN))
    make.enter()
    [robin, wren], [again, too] = queries.cases(first.contact), queries.cases(second.contact)
    together.link(walk, again, robin)

    with pytest.raises(Refused, match="not on record as the same child"):
        together.join(walk, again, robin, alongside=[(too, wren)])

    assert as_it_is(again).stage == "awaiting"
