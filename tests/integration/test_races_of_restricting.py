"""Two at once on a restricted record: one restricts, one reviews, nobody slips in between."""

import pytest
from django.db import transaction

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting.models import BreakGlass, Reader, Restriction
from frontdoor.casework.restricting.vocabulary import Judgement
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Unknown
from tests import make
from tests.integration.test_races import THREADS, TOLD, WON, _at_once, _count

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_eight_who_restrict_a_record_at_once_one_does(walk: Walk, case: Case) -> None:
    ends = _at_once(
        *[lambda: restricting.restrict(walk, case.contact, "manager", "triage")] * THREADS
    )

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        assert (Restriction.objects.count(), Reader.objects.count()) == (1, 2)


def test_of_eight_who_review_a_look_at_once_one_does(walk: Walk, case: Case) -> None:
    restricting.restrict(walk, case.contact, "social-worker", by="manager")
    look = restricting.break_glass(walk, case.reference)
    both = (Judgement.JUSTIFIED, Judgement.NOT_JUSTIFIED) * (THREADS // 2)

    ends = _at_once(
        *[lambda each=each: restricting.review(walk, look, judgement=each) for each in both]
    )

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        assert BreakGlass.objects.get().version == 2


def test_whoever_works_on_a_record_while_it_is_restricted_is_told_that_there_is_none(
    walk: Walk, case: Case
) -> None:
    restricting.restrict(walk, case.contact, "social-worker", by="manager")

    with pytest.raises(Unknown):
        walk.as_("triage", lambda _: Case.locked(case))
