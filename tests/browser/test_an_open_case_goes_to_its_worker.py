"""A child who has a social worker: the worker's team gets the case, and says so (C4.2, C8.4)."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from frontdoor.casework.contacts.models import Case
from tests import handing, make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_open_case_is_passed_to_its_worker(visit: Visit, scripted: bool) -> None:
    walk = make.walk(at=now() - timedelta(minutes=20))
    case = handing.at_home(walk, immediate_harm="no")
    handing.known(walk, case)
    moira = visit("manager", scripted=scripted)

    moira_reads_who_works_with_the_child(moira, case)
    moira_passes_it_on(moira, case, to="Team of the allocated social worker")
    moira_sees_that_nobody_has_it_yet(moira, case)

    team = visit("allocated-team-team", scripted=scripted)
    the_team_reads_whom_it_is_for(team)
    the_team_acknowledges(team)
    moira_sees_that_it_is_taken_on(moira, case)


def test_a_case_closed_under_eight_weeks_goes_to_the_area_team(visit: Visit) -> None:
    walk = make.walk(at=now() - timedelta(minutes=20))
    case = handing.at_home(walk, immediate_harm="no")
    closed_on = (now() - timedelta(days=50)).date()
    handing.known(walk, case, closed_on=closed_on, team="Area team West")
    moira = visit("manager")

    moira_reads_that_it_was_closed_lately(moira, case)
    moira_passes_it_on(moira, case, to="Area team for the address")

    for who in ("area-team-team", "area-west-team"):
        team = visit(who)
        team.open("/")
        team.follow("Robin Example")
        team.sees("closed within eight weeks")
        the_team_acknowledges(team)
    moira_sees_that_it_is_taken_on(moira, case)


def moira_reads_who_works_with_the_child(moira: Desk, case: Case) -> None:
    moira.open("/")
    moira.follow("Robin Example")
    moira.open(f"/cases/{case.reference}/route/")
    moira.sees("Open to social care", "Working with the child now: Philippa Strand")
    moira.photograph("route-to-worker")


def moira_reads_that_it_was_closed_lately(moira: Desk, case: Case) -> None:
    moira.open(f"/cases/{case.reference}/route/")
    moira.sees("The case was closed within eight weeks", "Also tell Area team West")


def moira_passes_it_on(moira: Desk, case: Case, *, to: str) -> None:
    moira.write("Why is this right for the child?", "They know the family.")
    moira.choose("What sharing this rests on", "Children Act 1989, section 17")
    moira.press("Decide")
    moira.sees("Decided for Robin Example", to)


def moira_sees_that_nobody_has_it_yet(moira: Desk, case: Case) -> None:
    moira.sees("has yet to say that it has this", "To acknowledge by")
    moira.photograph("case-passed-on")
    moira.open("/")
    moira.sees("Team of the allocated social worker to acknowledge")
    moira.open(f"/cases/{case.reference}/tell-team/")
    moira.photograph("tell-a-team")
    moira.open(f"/cases/{case.reference}/take-back/")
    moira.photograph("take-back")


def the_team_reads_whom_it_is_for(team: Desk) -> None:
    team.open("/")
    team.photograph("team-received")
    team.follow("Robin Example")
    team.sees("For: Philippa Strand, Area team East", "who takes responsibility")
    team.photograph("handed-over")


def the_team_acknowledges(team: Desk) -> None:
    team.press("Acknowledge")
    team.sees("Acknowledged. The hub can see that you have it.")


def moira_sees_that_it_is_taken_on(moira: Desk, case: Case) -> None:
    moira.open(f"/cases/{case.reference}/")
    moira.sees("Acknowledged on")
    moira.sees_not("has yet to say that it has this")
