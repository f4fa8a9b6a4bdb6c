"""Several questions in one message: the same answers, and one way to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.casework.contacts.models import Case, Clock, Party
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.together import together
from tests import make

pytestmark = pytest.mark.django_db


def test_questions_that_are_asked_together_have_the_answers_that_each_has_alone(walk: Walk) -> None:
    case = make.case(walk)
    make.enter()
    clocks = Clock.objects.filter(case=case).order_by("pk")
    parties = Party.objects.filter(contact=case.contact).select_related("person")
    none = Case.objects.filter(reference="it's 100% unknown")

    with CaptureQueriesContext(connection) as captured:
        together(clocks, parties, none)
        found = (list(clocks), [party.person.name for party in parties], list(none))

    assert len(captured) == 1
    assert found == (list(clocks.all()), ["Robin Example"], [])


def test_a_question_that_can_have_no_answer_is_not_asked(walk: Walk) -> None:
    nobody = Case.objects.filter(pk__in=[])

    with CaptureQueriesContext(connection) as captured:
        together(nobody)
        assert list(nobody) == []

    assert len(captured) == 0
