"""Two at once on a legal hold: one places or lifts it, and the others are told."""

import pytest
from django.db import transaction

from frontdoor.casework.retention.models import LegalHold
from frontdoor.jobs.example import retention
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.integration.test_races import THREADS, TOLD, WON, _at_once, _count

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walk(db: None) -> Walk:
    return make.walk()


def test_of_eight_who_place_one_hold_one_does(walk: Walk) -> None:
    contact = make.contact(walk)

    ends = _at_once(*[lambda: retention.place(walk, contact)] * THREADS)

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        assert LegalHold.objects.count() == 1


def test_of_eight_who_lift_a_hold_one_does(walk: Walk) -> None:
    held = retention.place(walk, make.contact(walk))

    ends = _at_once(*[lambda: retention.lift(walk, held)] * THREADS)

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
