"""A mother asks what the hub holds about her child: it is registered, collected, decided, given."""

import pytest
from django.utils.timezone import localdate

from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.integration import orchard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_mother_gets_what_is_held_without_learning_who_told(visit: Visit, scripted: bool) -> None:
    case = make.case(orchard.today()).reference
    moira = visit("manager", scripted=scripted)

    moira_registers_it(moira, case)
    moira_collects_what_is_held(moira)
    moira_decides_item_by_item(moira)
    moira_hands_it_over(moira)


def moira_registers_it(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.follow("Register a subject access request")
    moira.choose("Who asks?", "Somebody with parental responsibility for them")
    moira.write("Their name, and how to reach them", "Dana Example, 01632 960017")
    day = localdate()
    moira.write_date("Received on", day.day, day.month, day.year)
    moira.write("What do they ask for?", "Everything that you hold about Robin.")
    moira.write("How was it checked who asks?", "Saw her passport and the birth certificate.")
    moira.press("Put it on the register")
    moira.sees("Being answered", "Dana Example")


def moira_collects_what_is_held(moira: Desk) -> None:
    moira.press("Collect what is held")
    moira.sees("Who told the hub", "Could tell who told the hub", "Undecided")
    moira.photograph("subject_access")


def moira_decides_item_by_item(moira: Desk) -> None:
    moira.follow("Who told the hub")
    moira.sees("Jo Sample")
    moira.photograph("subject_access_item")
    moira.choose("What goes to whoever asked?", "Withhold it")
    moira.choose("On what ground is anything removed", "It would tell who told the hub")
    moira.write("Why does that apply here?", "The school asked not to be named.")
    moira.press("Save and go to the next")
    while moira.page.get_by_text("Every item is decided").count() == 0:
        moira.choose("What goes to whoever asked?", "Give it")
        moira.press("Save and go to the next")


def moira_hands_it_over(moira: Desk) -> None:
    moira.follow("Answer or end it")
    moira.choose("How does it end?", "Answered")
    moira.write(
        "Are there restricted records that you cannot read?",
        "Asked Idris: there are none of this family.",
    )
    moira.write(
        "What did you tell whoever asked, how and when?",
        "Handed over at the office, in an envelope.",
    )
    moira.press("End the request")
    moira.follow("The copy that was given")
    moira.sees("What Coventry MASH holds about Robin Example", "The worry")
    moira.sees_not("Jo Sample", "Draft")
    moira.photograph("subject_access_copy")
