"""What comes in writing: a school's form after its call, and a surgery's letter that waited (C4.5).

The form that follows a call is put with it, and nothing has waited for it. The letter lay in a tray
for days: its clock runs from when it arrived, and late is told as late. Professionals are asked
not to write by post, and the child goes on all the same (C3.13).
"""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now

from frontdoor.casework.contacts.operations import Caller
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCHOOL = Caller(source="school", name="Jo Sample", relationship="Teacher")
EVIDENCE = "Bruises on both arms on Monday and on Thursday, seen by two teachers."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_form_that_follows_a_call_stands_with_it(visit: Visit, scripted: bool) -> None:
    walk = make.walk(at=now() - timedelta(hours=2))
    case = make.case(walk, caller=SCHOOL).reference
    contact = case.removesuffix("-A")
    bea = visit("officer", scripted=scripted)
    moira = visit("manager", scripted=scripted)

    moira_sees_that_the_form_is_awaited_and_decides(moira, case)
    bea_finds_the_call_that_it_follows(bea, contact)
    bea_types_in_what_it_says(bea, contact)
    moira_reads_the_form(moira, case)


def moira_sees_that_the_form_is_awaited_and_decides(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees("Awaited since", "Nothing waits for it")
    moira.photograph("form-awaited")
    moira.open(f"/cases/{case}/route/")
    moira.choose("Where does this go?", "To MASH")
    moira.write("Why is this right for the child?", "It cannot wait for a form.")
    moira.press("Decide")
    moira.sees("Decided for Robin Example")


def bea_finds_the_call_that_it_follows(bea: Desk, contact: str) -> None:
    bea.follow("Type in a form")
    bea.page.get_by_text("Does it follow a call?").click()
    bea.follow(f"Robin Example, {contact}")


def bea_types_in_what_it_says(bea: Desk, contact: str) -> None:
    bea.write("Role or relationship", "Designated lead")
    bea.write("Evidence", EVIDENCE)
    bea.choose("Level of need, as the referrer sees it", "Level 4")
    bea.write("Signed by", "J. Sample")
    bea.write_date("Day it arrived", 31, 2, 2026)
    bea.press("Put it with the contact")
    bea.sees("There is a problem", "must be a real date")
    today = localtime(now())
    bea.write_date("Day it arrived", today.day, today.month, today.year)
    bea.press("Put it with the contact")
    bea.sees(f"The written form is with {contact}", EVIDENCE, "Arrived")
    bea.photograph("form-arrived")


def moira_reads_the_form(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees("What the form says", EVIDENCE, "Level 4, Specialist", "Written referral arrived")
    moira.sees_not("Awaited since")


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_letter_that_waited_is_a_contact_of_its_own(visit: Visit, scripted: bool) -> None:
    bea = visit("officer", scripted=scripted)
    moira = visit("manager", scripted=scripted)

    contact = bea_types_in_the_letter(bea)
    bea_adds_the_brother_and_hands_over(bea, contact)
    moira_sees_both_children_late(moira, contact)
    moira_challenges_the_surgery(moira, contact)


def bea_types_in_the_letter(bea: Desk) -> str:
    bea.follow("Type in a form")
    bea.photograph("form-typed")
    bea.pick("How did this arrive?", "Post")
    arrived = localtime(now()) - timedelta(days=6)
    bea.write_date("Day it arrived", arrived.day, arrived.month, arrived.year)
    bea.write("Time it arrived", "9:30am")
    bea.pick("Who wrote?", "Professional: GP")
    bea.write("Name", "Dr Linnet")
    bea.write("Telephone number", "01632 960456")
    bea.write("Given names", "Wren")
    bea.write("Family name", "Amory")
    bea.write("What has happened, and what is the worry?", "Lost four kilos since the summer.")
    bea.write("What the parents say", "Her father says that she will not eat.")
    bea.press("Put on record and go on")
    bea.sees("There is a problem", "Answer the first question of all")
    bea.choose("Has the child suffered harm", "Not known")
    bea.press("Put on record and go on")
    bea.sees("There is a problem", "write why it waited")
    bea.write("Why it waited", "It lay in the tray of somebody on leave.")
    bea.press("Put on record and go on")
    bea.sees("is on record; its clock runs from when it arrived", "Lost four kilos")
    found = re.search(r"CV-\d{2}-\d{5}", bea.page.locator("main").inner_text())
    assert found
    return found[0]


def bea_adds_the_brother_and_hands_over(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/?part=child")
    bea.write("Given names", "Pip")
    bea.write("Family name", "Amory")
    bea.press("Add this person")
    bea.press("Hand over to the manager")
    bea.sees(f"{contact} is with the manager")


def moira_sees_both_children_late(moira: Desk, contact: str) -> None:
    for letter in ("A", "B"):
        moira.open(f"/cases/{contact}-{letter}/")
        moira.sees("Late", "It lay in the tray of somebody on leave.", "will not eat")


def moira_challenges_the_surgery(moira: Desk, contact: str) -> None:
    moira.open("/")
    moira.follow("1 partner to be challenged")
    moira.sees("Dr Linnet", "GP", "Post", contact)
    moira.photograph("challenges")
    moira.follow("Challenge")
    moira.press("Write it down")
    moira.sees("There is a problem")
    moira.write(
        "What was the partner told, and by what way?",
        "Rang the surgery: they telephone first from now on.",
    )
    moira.press("Write it down")
    moira.sees("Nobody is to be challenged.", "they telephone first from now on", "Moira Quayle")
