"""An ordinary day: a GP's worry is given to a worker, looked into, and signposted (P20, C5.1-C5.3).

Nobody is asked for more than is needed, and the manager decides on what a person found.
"""

import pytest

from frontdoor.casework.contacts.models import Case
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SUMMARY = "A tired mother with a new baby; the school and the family work well together."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_gps_worry_is_looked_into_and_signposted(visit: Visit, scripted: bool) -> None:
    case = given_a_worry_that_waits_for_the_manager()
    moira = visit("manager", scripted=scripted)

    moira_sends_it_to_triage(moira, case)
    moira_gives_it_to_tomasz(moira, case)

    tomasz = visit("triage", scripted=scripted)
    tomasz_finds_it_among_his_own(tomasz)
    tomasz_rings_the_referrer_back(tomasz, case)
    tomasz_looks_into_the_systems(tomasz, case)
    tomasz_writes_a_short_chronology(tomasz, case)
    tomasz_recommends(tomasz, case)

    moira_decides_as_he_recommends(moira, case)


def given_a_worry_that_waits_for_the_manager() -> str:
    case = World("taken").case
    assert isinstance(case, Case)
    return case.reference


def moira_sends_it_to_triage(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/route/")
    moira.choose("Where does this go?", "Triage")
    moira.write("Why is this right for the child?", "It appears to be below the threshold.")
    moira.press("Decide")
    moira.sees("With the triage team")


def moira_gives_it_to_tomasz(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/allocate/")
    moira.choose("Worker", "Tomasz Wilk")
    moira.press("Give it to them")
    moira.sees("Tomasz Wilk")
    moira.open("/who-carries-what/")
    moira.sees("Tomasz Wilk", "Nobody yet")
    moira.photograph("who-carries-what")


def tomasz_finds_it_among_his_own(tomasz: Desk) -> None:
    tomasz.open("/?who=me")
    tomasz.sees("Robin Example", "With the triage team")
    tomasz.photograph("worklist-mine")


def tomasz_rings_the_referrer_back(tomasz: Desk, case: str) -> None:
    tomasz.open(f"/cases/{case}/triage/")
    tomasz.photograph("triage-begun")
    tomasz.follow("Ring the referrer back")
    tomasz.choose("Did you reach them?", "Yes")
    tomasz.press("Write it down")
    tomasz.sees("There is a problem", "Write what was said")
    tomasz.write("What was said?", "She is tired, and asks for help with sleep.")
    tomasz.press("Write it down")
    tomasz.sees("She is tired")


def tomasz_looks_into_the_systems(tomasz: Desk, case: str) -> None:
    tomasz.open(f"/cases/{case}/systems/")
    tomasz.choose("What did you find? LCS", "Nothing found")
    tomasz.choose("What did you find? Capita One", "Nothing found")
    tomasz.photograph("triage-systems")
    tomasz.press("Save what you found")
    tomasz.sees("Missing: Early Help record")


def tomasz_writes_a_short_chronology(tomasz: Desk, case: str) -> None:
    tomasz.open(f"/cases/{case}/chronology/")
    tomasz.write("When was it?", "May 2025")
    tomasz.write("What happened?", "A brother was born.")
    tomasz.press("Add the line")
    tomasz.sees("A brother was born.")


def tomasz_recommends(tomasz: Desk, case: str) -> None:
    tomasz.open(f"/cases/{case}/recommend/")
    tomasz.write("Summary", SUMMARY)
    tomasz.choose("Which level of need", "1")
    tomasz.choose("Where should this go?", "Close")
    tomasz.pick("how should it end?", "Signposted")
    tomasz.write("Why is this right for the child?", "The health visitor can help her.")
    tomasz.photograph("triage-recommend")
    tomasz.press("Send to the manager")
    tomasz.sees(SUMMARY)


def moira_decides_as_he_recommends(moira: Desk, case: str) -> None:
    moira.open("/")
    moira.sees("A manager, with a recommendation")
    moira.open(f"/cases/{case}/route/")
    moira.sees("What triage recommends", SUMMARY, "Not looked into", "Early Help record")
    moira.photograph("route-from-triage")
    moira.write("Why is this right for the child?", "As Tomasz found.")
    moira.press("Decide")
    moira.sees("Closed")
