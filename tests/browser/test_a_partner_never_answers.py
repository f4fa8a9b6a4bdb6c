"""A partner who never answers (a.7(15), a.8(15)): silence is told as silence, and somebody decides.

Police and education were asked yesterday, and the time is up. The manager tells the deputy of one,
gives the other more time, and in the end decides without the one who never answers.
"""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_partner_never_answers_and_the_child_does_not_wait(visit: Visit, scripted: bool) -> None:
    case = str(make.requests(make.walk(at=now() - timedelta(hours=25)))[0].enquiry)
    moira = visit("manager", scripted=scripted)
    nadia = visit("police", scripted=scripted)

    nadia_sees_that_her_time_is_up(nadia)
    moira_sees_who_is_silent(moira, case)
    moira_tells_the_deputy_of_the_police(moira, case)
    moira_gives_education_more_time(moira, case)
    moira_names_a_man_on_the_way(moira, case)
    nadia_answers_late_and_about_the_man(nadia, case)
    moira_changes_the_rating(moira, case)
    moira_decides_without_education(moira, case)


def nadia_sees_that_her_time_is_up(nadia: Desk) -> None:
    nadia.open("/requests/")
    nadia.sees("Robin Example", "No reply in time")


def moira_sees_who_is_silent(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees("2 of 2 have yet to answer", "No reply in time")
    moira.photograph("no_reply_in_time")


def moira_tells_the_deputy_of_the_police(moira: Desk, case: str) -> None:
    moira.follow("West Midlands Police: no reply in time")
    moira.photograph("chase")
    moira.press("Save")
    moira.sees("There is a problem")
    moira.choose("What do you choose?", "Tell the deputy")
    moira.write("Reason", "He may come back to the house tonight.")
    moira.press("Save")
    moira.sees("No reply from West Midlands Police", "He may come back to the house tonight.")


def moira_gives_education_more_time(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/chase/education/")
    moira.choose("What do you choose?", "Give more time")
    moira.choose("How much longer?", "4 working hours")
    moira.write("Reason", "The school is reached after lessons.")
    moira.press("Save")
    moira.sees("given more time", "The school is reached after lessons.")


def moira_names_a_man_on_the_way(moira: Desk, case: str) -> None:
    moira.open(f"/contacts/{case.removesuffix('-A')}/people/?part=risk")
    moira.write("Given names", "Dez")
    moira.press("Add this person")
    moira.open(f"/cases/{case}/")
    moira.sees("asked about Dez as well")


def nadia_answers_late_and_about_the_man(nadia: Desk, case: str) -> None:
    nadia.open(f"/requests/{case}/")
    nadia.choose("What does your agency hold on Robin Example?", "Nothing held")
    nadia.press("Send the answer")
    nadia.open("/requests/")
    nadia.follow("on Dez")
    nadia.photograph("answer_more")
    nadia.choose("What does your agency hold on Dez?", "Held and shared")
    nadia.write("Facts about Dez", "Two convictions for violence.")
    nadia.write("What does your agency make of this?", "He is a risk to the child.")
    nadia.press("Send the answer")
    nadia.sees("Two convictions for violence.", "On Dez: He is a risk to the child.")


def moira_changes_the_rating(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees("1 of 2 has yet to answer", "Late: the promise was missed.")
    moira.follow("Change the rating")
    moira.photograph("re_rate")
    moira.choose("New rating", "Red")
    moira.write("Reason for the change", "The man has convictions for violence.")
    moira.press("Change the rating")
    moira.sees("Rating changed from Amber to Red", "Missed")
    moira.photograph("re_rated")


def moira_decides_without_education(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/decide/")
    moira.sees("No reply in time", "Why decide without")
    moira.write("Rationale", "The risk is known, and the child cannot wait.")
    moira.choose("Outcome", "No further action")
    moira.choose("Level of need", "1")
    moira.press("Decide")
    moira.sees("There is a problem", "Wait, or give the reason for deciding without the answer")
