"""What is asked again is planned once, and a plan that is kept shows nobody more than the wall."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from frontdoor.access import context
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.together import together
from tests import make

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def _planned() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return {sql for (sql,) in cursor.fetchall()}


def test_a_page_that_is_opened_again_is_not_planned_again(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    client = sign_in("manager")
    pages = ["/", f"/cases/{case.reference}/", "/contacts/new/"]
    for _ in range(3):
        for page in pages:
            client.get(page)

    before = _planned()
    for page in pages:
        client.get(page)

    assert len(before) > 25
    assert _planned() - before <= {"SELECT statement FROM pg_prepared_statements"}


@pytest.mark.parametrize("plan", ["auto", "force_generic_plan", "force_custom_plan"])
def test_one_plan_shows_everybody_what_is_theirs(walk: Walk, plan: str) -> None:
    case = make.case(walk)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL plan_cache_mode = {plan}")

    def seen() -> list[str]:
        return list(Case.objects.values_list("reference", flat=True))

    for _ in range(8):
        make.enter("manager")
        assert seen() == [case.reference]
        make.enter("police")
        assert seen() == []
        make.enter("manager", hub_slug="durham")
        assert seen() == []
        context.enter(None)
        assert seen() == []


def test_what_is_asked_together_is_planned_once_as_well(walk: Walk) -> None:
    case = make.case(walk)
    make.enter()

    for _ in range(3):
        clocks, cases = Clock.objects.filter(case=case), Case.objects.filter(pk=case.pk)
        together(clocks, cases)
        assert (len(clocks), len(cases)) == (2, 1)

    planned = " ".join(_planned())
    assert '"contacts_clock"."case_id" = $1' in planned
    assert '"contacts_case"."id" = $1' in planned
