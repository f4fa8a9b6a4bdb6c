"""Days in Durham: working hours, two Ambers, First Contact, and Harbour in the room (D1 to D13)."""

import pytest

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.operations import Caller
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.conftest import ItIs
from tests.deciding import waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCHOOL = Caller(source="school", name="Jo Sample")
FRIDAY_AFTERNOON = make.london("2027-03-05", "15:30")


def test_a_red_on_friday_afternoon_is_due_on_monday(visit: Visit, it_is: ItIs) -> None:
    case = given_a_child_who_was_hurt(make.walk("durham", at=FRIDAY_AFTERNOON))
    it_is(make.london("2027-03-05", "15:40"))
    moira = visit("manager", hub="durham")

    moira_sends_it_to_mash_as_red(moira)
    the_child_protection_team_is_told_at_once(visit)
    moira_asks_everybody_in_the_room(moira, case)
    moira_reads_that_four_working_hours_end_on_monday(moira, case)

    it_is(make.london("2027-03-08", "09:00"))
    harbour_sees_what_is_left_after_the_weekend(visit, case)
    moira_sees_who_has_yet_to_answer(visit)


def test_the_two_ambers_are_both_due_within_one_working_day(visit: Visit, it_is: ItIs) -> None:
    case = given_a_worry(make.walk("durham", at=make.london("2027-03-01", "11:00")))
    it_is(make.london("2027-03-01", "11:20"))
    moira = visit("manager", hub="durham")

    moira_sends_it_to_mash_unrated(moira)
    moira.open(f"/cases/{case.reference}/rate/")
    moira.sees("Amber Level 4", "Amber Level 3", "1 working day from receipt")
    moira.sees("due on Tuesday 2 March 2027 at 5pm if it commences now")
    moira.sees_not(">Green<", ">Blue<")
    moira.photograph("durham-rate")
    moira.choose("Rating", "Amber Level 3")
    moira.write("Reason for the rating", "Support can meet this; a social worker is not needed.")
    moira.press("Save the rating")
    moira.sees("Amber Level 3")


def test_what_is_below_the_threshold_goes_to_first_contact(visit: Visit, it_is: ItIs) -> None:
    case = given_a_worry(
        make.walk("durham", at=make.london("2027-03-01", "11:00")), below_threshold="yes"
    )
    it_is(make.london("2027-03-01", "11:20"))
    moira = visit("manager", hub="durham")

    moira.follow("Decide where")
    moira.sees("First Contact finds the right one", "Rests on D6.")
    moira.press("Decide")
    moira.sees("With the triage team")

    tomasz = visit("triage", hub="durham")
    tomasz_recommends_early_help(tomasz, case)
    moira_closes_it_as_he_recommends(moira)


def given_a_child_who_was_hurt(walk: Walk) -> Case:
    return waiting(walk, caller=SCHOOL, immediate_harm="yes")


def given_a_worry(walk: Walk, **answers: str) -> Case:
    return waiting(walk, caller=SCHOOL, immediate_harm="no", **answers)


def moira_sends_it_to_mash_as_red(moira: Desk) -> None:
    moira.open("/")
    moira.sees("The hub closes at 4:30pm today", "Urgent")
    moira.follow("Decide where")
    moira.sees("Hold a strategy discussion immediately, and rate the child Red")
    moira.sees("Ticked for Child protection team: The child, The concern")
    moira.photograph("durham-route")
    moira.press("Decide")
    moira.sees("Rated, waiting to commence", "Red")


def the_child_protection_team_is_told_at_once(visit: Visit) -> None:
    team = visit("child-protection-team", hub="durham")
    team.follow("Robin Example")
    team.sees("Hold a strategy discussion immediately")
    team.press("Acknowledge")
    team.sees("Acknowledged. The hub can see that you have it.")


def moira_asks_everybody_in_the_room(moira: Desk, case: Case) -> None:
    moira.open(f"/cases/{case.reference}/commence/")
    moira.sees("Harbour", "4 working hours from receipt", "Monday 8 March 2027 at 11:30am")
    moira.photograph("durham-commence")
    moira.write("Summary of the concerns", "Is he safe at home? Please search for everybody named.")
    moira.choose("What asking rests on", "Section 47")
    moira.press("Commence the enquiry")
    moira.sees("The enquiry has commenced", "Harbour")


def moira_reads_that_four_working_hours_end_on_monday(moira: Desk, case: Case) -> None:
    moira.open(f"/cases/{case.reference}/")
    moira.sees("Enquiry to be decided", "Monday 8 March 2027 at 11:30am")
    moira.photograph("durham-case")


def harbour_sees_what_is_left_after_the_weekend(visit: Visit, case: Case) -> None:
    harbour = visit("harbour", hub="durham")
    harbour.sees("Robin Example", "2 working hours 30 minutes left")
    harbour.photograph("durham-tray")


def moira_sees_who_has_yet_to_answer(visit: Visit) -> None:
    moira = visit("manager", hub="durham")
    moira.sees("5 of 5 have yet to answer", "2 working hours 30 minutes left")


def moira_sends_it_to_mash_unrated(moira: Desk) -> None:
    moira.follow("Decide where")
    moira.choose("Where does this go?", "To MASH")
    moira.write("Why is this right for the child?", "Harbour may know more.")
    moira.press("Decide")
    moira.sees("Waiting for a rating")


def tomasz_recommends_early_help(tomasz: Desk, case: Case) -> None:
    tomasz.open(f"/cases/{case.reference}/recommend/")
    tomasz.write("Summary", "A tired mother who asks for help with the nights.")
    tomasz.choose("Which level of need", "2")
    tomasz.choose("Where should this go?", "Close")
    tomasz.pick("how should it end?", "Diversion to Early Help")
    tomasz.write("Why is this right for the child?", "She asked for it herself.")
    tomasz.press("Send to the manager")
    tomasz.sees("Your recommendation is with the manager")


def moira_closes_it_as_he_recommends(moira: Desk) -> None:
    moira.open("/")
    moira.sees("A manager, with a recommendation")
    moira.follow("Decide where")
    moira.press("Decide")
    moira.sees("There is a problem", "Look at what Early Help receives, and decide again")
    moira.choose("Which kind: Diversion to Early Help", "Early Help, level 2")
    moira.choose("What sharing this rests on", "Children Act 1989, section 17")
    moira.photograph("durham-early-help")
    moira.press("Decide")
    moira.sees(
        "Closed: Early Help, level 2",
        "Early Help has yet to say that it has this",
        "As Tomasz Wilk recommends: She asked for it herself.",
    )
