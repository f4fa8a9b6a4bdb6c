"""A request for what is held runs out: managers are told in time, and again when it is late."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.holdings import operations
from frontdoor.casework.holdings.models import AccessRequest
from frontdoor.casework.holdings.vocabulary import Ending
from frontdoor.jobs import watching
from frontdoor.jobs.example import holdings, restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.watch import queries as watch
from tests import make, pages
from tests.conftest import ItIs

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
# Received on 1 March 2027: due on Thursday 1 April. Easter stands before it.
BEFORE, SOON = make.london("2027-03-22", "23:50"), make.london("2027-03-23", "00:20")
LAST, LATE = make.london("2027-04-01", "23:50"), make.london("2027-04-02", "00:20")


@pytest.fixture
def asked(walk: Walk, case: Case) -> AccessRequest:
    return holdings.register(walk, case.child)


def _told(walk: Walk, at: datetime, short: str = "manager-2") -> list[tuple[str, str]]:
    """Return what somebody is told of requests once the watch has gone round."""
    assert watching.look_at(walk.hub, at=at)
    told = [(each.kind, each.subject) for each in watch.notices(make.enter(short))]
    return [each for each in told if each[0].startswith("access_")]


def test_managers_are_told_five_working_days_before_and_when_it_is_late(
    walk: Walk, asked: AccessRequest
) -> None:
    subject = f"access-request {asked.pk}"
    assert asked.due_on == date(2027, 4, 1)

    assert _told(walk, BEFORE) == []
    assert _told(walk, SOON) == [("access_soon", subject)]
    assert _told(walk, LAST) == [("access_soon", subject)]
    assert _told(walk, LATE) == [("access_late", subject)]


@pytest.mark.parametrize("short", ["officer", "triage", "coordinator", "police"])
def test_nobody_else_is_told(walk: Walk, asked: AccessRequest, short: str) -> None:
    assert _told(walk, LATE, short) == []
    assert _told(walk, LATE, "manager") != []


def test_a_request_that_is_ended_is_told_of_no_more(walk: Walk, asked: AccessRequest) -> None:
    assert _told(walk, SOON) != []

    holdings.end(walk, asked, Ending.WITHDRAWN)

    assert _told(walk, SOON) == []


def test_what_takes_longer_is_told_of_when_that_runs_out(walk: Walk, asked: AccessRequest) -> None:
    walk.as_(
        "manager",
        lambda by: operations.extend(
            request=asked, why="There is much of it.", seen=asked.version, by=by, at=walk.at
        ),
    )

    assert _told(walk, LATE) == []
    assert _told(walk, make.london("2027-05-24")) == [("access_soon", f"access-request {asked.pk}")]


def test_a_request_about_somebody_whose_record_is_restricted_is_told_of_to_its_readers(
    walk: Walk, case: Case, asked: AccessRequest
) -> None:
    restricting.restrict(walk, case.contact, "manager")

    assert _told(walk, SOON, "manager-2") == []
    assert _told(walk, SOON, "manager") != []


def test_the_page_says_about_whom_with_whom_and_leads_there(
    sign_in: SignIn, walk: Walk, asked: AccessRequest, it_is: ItIs
) -> None:
    watching.look_at(walk.hub, at=SOON)
    it_is(SOON)
    manager = sign_in("manager")

    page = manager.get("/notices/")

    assert "Robin Example, with Moira Quayle" in pages.text(page)
    assert f'href="/records/subject-access/{asked.pk}/"' in page.content.decode()
