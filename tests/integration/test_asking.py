"""Questions beside each other: as many messages as the longest needs, and nothing read twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.casework.actions import queries as actions
from frontdoor.casework.contacts.models import Case, Clock, Party
from frontdoor.jobs.example import acting, together
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.asking import Asking, asks
from frontdoor.people import queries as people
from frontdoor.people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@asks
def _names(case: Case) -> Asking[list[str]]:
    parties = Party.objects.filter(contact=case.contact).order_by("pk")
    yield (parties,)
    named = Person.objects.filter(pk__in=[party.person_id for party in parties]).order_by("pk")
    yield (named,)
    return [person.name for person in named]


@asks
def _due(case: Case) -> Asking[int]:
    clocks = Clock.objects.filter(case=case).order_by("pk")
    yield (clocks,)
    return len(clocks)


@asks
def _page(case: Case) -> Asking[tuple[list[str], list[str], int]]:
    names, again, due = _names.asked(case), _names.asked(case), _due.asked(case)
    yield names, again, due
    return names.answer, again.answer, due.answer


@asks
def _nobody() -> Asking[list[Case]]:
    found = Case.objects.filter(pk__in=[])
    yield (found,)
    return list(found)


def test_questions_beside_each_other_take_as_many_messages_as_the_longest(walk: Walk) -> None:
    case = make.case(walk)
    make.enter()

    with CaptureQueriesContext(connection) as captured:
        found = _page(case)

    assert len(captured) == 2
    assert found == (["Robin Example"], ["Robin Example"], 2)


def test_what_is_asked_twice_is_read_once(walk: Walk) -> None:
    case = make.case(walk)
    make.enter()

    with CaptureQueriesContext(connection) as captured:
        _page(case)

    assert [sql["sql"].count('FROM "contacts_party"') for sql in captured] == [1, 0]


def test_a_question_that_can_have_no_answer_has_none_and_is_not_asked() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert _nobody() == []

    assert len(captured) == 0


def test_what_stands_beside_a_row_is_there_without_a_question_of_its_own(walk: Walk) -> None:
    action = acting.set_action(walk, make.case(walk))
    make.enter()
    [found] = actions.on(action.case)

    with CaptureQueriesContext(connection) as captured:
        beside = [each.person.name for each in found.people.all()], list(found.retimings.all())

    assert beside == (["Robin Example"], [])
    assert len(captured) == 0


def test_records_are_one_person_however_far_the_links_lead(walk: Walk) -> None:
    cases = [make.case(walk) for _ in range(4)]
    for one, same in ((1, 0), (1, 2)):
        together.link(walk, cases[one], cases[same])
    make.enter()

    first, second, third, other = (case.child for case in cases)
    assert people.same_as(first) == [first, second, third]
    assert people.same_as(third) == [third, first, second]
    assert people.same_as(other) == [other]
