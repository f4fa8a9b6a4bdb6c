"""An anonymous caller is cut off in mid-sentence, and the manager speaks to them (C4.11).

What was said until then is enough: two children behind a green door, one of whom is being hurt.
"""

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_anonymous_caller_is_cut_off_in_mid_sentence(visit: Visit, scripted: bool) -> None:
    bea = visit("officer", scripted=scripted)

    contact = bea_takes_down_what_she_hears(bea)
    bea_passes_the_caller_on(bea, contact)
    bea_names_the_second_child(bea, contact)
    bea_writes_that_one_of_them_is_being_hurt(bea, contact)

    moira = visit("manager", scripted=scripted)
    moira_sees_the_urgent_child_first(moira, contact)


def bea_takes_down_what_she_hears(bea: Desk) -> str:
    bea.follow("New contact")
    bea.write("Description", "Girl of about 8 behind the green door, Larkrise Court")
    bea.tick("The caller does not want to say who they are")
    bea.press("Put on record and go on")
    found = re.search(r"CV-\d{2}-\d{5}", bea.page.locator("main").inner_text())
    assert found
    return found[0]


def bea_passes_the_caller_on(bea: Desk, contact: str) -> None:
    bea.press("The caller is with the manager now")
    bea.press("Yes, the manager speaks with them")
    bea.sees(contact, "Caller passed to the manager")


def bea_names_the_second_child(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/?part=child")
    bea.write("Description", "A baby that cries")
    bea.press("Add this person")


def bea_writes_that_one_of_them_is_being_hurt(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/concern/")
    bea.write(
        "What has happened, and what is the worry?", "“He is hitting the baby, he …” Cut off."
    )
    bea.choose("Has the child suffered harm", "Not known")
    bea.choose("Is it the same for A baby that cries", "Different")
    if bea.scripted:
        bea.page.get_by_text("What is different for A baby that cries").click()
    else:
        bea.page.locator("details.govuk-details").last.locator("summary").click()
    yes = bea.page.locator('input[name="b_immediate_harm"][value="yes"]')
    yes.check()
    bea.press("Save the concern")
    bea.sees("on top of the manager’s list", "A baby that cries: Yes")


def moira_sees_the_urgent_child_first(moira: Desk, contact: str) -> None:
    moira.open("/")
    first = moira.page.locator("tbody tr").first
    assert "A baby that cries" in first.inner_text()
    moira.open(f"/cases/{contact}-B/")
    moira.sees("Immediate harm", "Caller passed to the manager")
    moira.open(f"/cases/{contact}-A/")
    moira.sees("Girl of about 8")
