"""Case study P27 of the Coventry presentation: a child of two is left with a stranger.

Her mother left her with somebody whom she had just met, and did not come back. The police used
their powers of protection. The home is poor, with things for taking drugs; other children of her
mother live with relatives. The case is allocated at once with a view to a strategy discussion; her
father is found, assessed by the responsive service, and can have her.
"""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now

from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WREN, MOTHER, FATHER = "Wren Hartnoll", "Shona Hartnoll", "Davy Okell"
HOME = "Foil, pipes and needles in reach of a child; no food, no bed for her."
ASSESS = "Responsive Services to assess Davy Okell as a carer for Wren, at his home."
POSITIVE = "Seen at home with his sister. Positive: she can stay with him, with visits each week."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_child_is_left_and_comes_to_her_father(visit: Visit, scripted: bool) -> None:
    bea = visit("officer", scripted=scripted)
    moira = visit("manager", scripted=scripted)

    contact = bea_takes_the_call_of_the_police(bea)
    case = f"{contact}-A"
    bea_names_her_mother_and_the_children_elsewhere(bea, contact)
    bea_writes_down_how_she_was_found(bea, contact)
    bea_writes_down_police_protection(bea, case)

    moira_sees_seventy_two_hours_and_calls_a_strategy_discussion(moira, case)
    moira_allocates_her_at_once(moira, case)
    bea_names_the_father_who_was_found(bea, contact)
    moira_has_him_assessed(moira, case)

    kit = visit("social-care", scripted=scripted)
    kit_reads_whom_to_assess_and_nothing_of_the_home(kit)
    adaeze_records_the_discussion(visit("manager-2", scripted=scripted), case)
    kit_says_that_he_can_have_her(kit)

    moira_reads_the_result(moira, case)
    bea_writes_down_that_protection_has_ended(bea, case)
    health_never_heard_of_it(visit("health", scripted=scripted))


def bea_takes_the_call_of_the_police(bea: Desk) -> str:
    bea.follow("New contact")
    bea.pick("Who is telling us?", "Professional: Police")
    bea.write("Given names", "Wren")
    bea.write("Family name", "Hartnoll")
    two = localtime(now()) - timedelta(days=800)
    bea.write_date("Date of birth", two.day, two.month, two.year)
    bea.choose("Sex", "Female")
    bea.write("Child’s address", "9 Ferry Terrace, Coventry")
    bea.write("Caller’s name", "Constable Ines Fairbrother")
    bea.press("Put on record and go on")
    found = re.search(r"CV-\d{2}-\d{5}", bea.page.locator("main").inner_text())
    assert found
    return found[0]


def bea_names_her_mother_and_the_children_elsewhere(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/?part=carer")
    bea.write("Given names", "Shona")
    bea.write("Family name", "Hartnoll")
    bea.pick("How they stand to the child", "Mother")
    bea.press("Add this person")
    for given in ("Rory", "Isla"):
        bea.open(f"/contacts/{contact}/people/?part=sibling")
        bea.write("Given names", given)
        bea.write("Family name", "Hartnoll")
        bea.press("Add this person")


def bea_writes_down_how_she_was_found(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/concern/")
    bea.choose("Has the child suffered harm", "Yes")
    bea.write(
        "What has happened, and what is the worry?",
        f"Left with a woman whom her mother had just met; her mother did not come back. {HOME}",
    )
    bea.tick("Immediate safeguarding")
    bea.tick("Police powers of protection used")
    bea.press("Save the concern")
    bea.press("Hand over to the manager")
    bea.sees("is with the manager")


def bea_writes_down_police_protection(bea: Desk, case: str) -> None:
    bea.open(f"/cases/{case}/police-protection/")
    began = localtime(now() - timedelta(hours=1))
    bea.write("Who used it?", "Constable 4471, West Midlands Police")
    bea.write_date("Day it began", began.day, began.month, began.year)
    bea.write("Time it began", f"{began:%H:%M}")
    bea.write("Where is the child now?", "With a foster carer for tonight")
    bea.press("Put on record")
    bea.sees("its 72 hours run")


def moira_sees_seventy_two_hours_and_calls_a_strategy_discussion(moira: Desk, case: str) -> None:
    moira.open("/")
    moira.follow(WREN)
    moira.open(f"/cases/{case}/")
    moira.sees("Police protection", HOME, "Rory Hartnoll", "Isla Hartnoll")
    moira.open(f"/cases/{case}/strategy/")
    moira.write("Why can it not wait?", "She is two, and nobody who may care for her is known.")
    if not moira.page.get_by_label("Section 47").first.is_visible():
        moira.page.get_by_text("Who is invited, and what teams are told").click()
    moira.choose("What sharing this rests on", "Section 47")
    moira.press("Call the discussion")
    moira.sees("Strategy discussion to be held", "Red")


def moira_allocates_her_at_once(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/allocate/")
    moira.choose("Worker", "Adaeze Obi")
    moira.press("Give it to them")
    moira.sees(f"{WREN} is with Adaeze Obi now")


def bea_names_the_father_who_was_found(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/?part=absent_parent")
    bea.write("Given names", "Davy")
    bea.write("Family name", "Okell")
    bea.pick("How they stand to the child", "Father")
    bea.write("What they bring to keep the child safe", "In work, no drugs, wants to have her.")
    bea.press("Add this person")
    bea.sees(FATHER)


def moira_has_him_assessed(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/action/")
    moira.write("What is to be done?", ASSESS)
    moira.write("What is it for?", "To know before the 72 hours end whether she can go to him.")
    moira.pick("Who does it?", "Children's Services")
    moira.tick(FATHER)
    moira.choose("By when?", "Another day or time")
    tomorrow = localtime(now() + timedelta(days=1))
    moira.write_date("Day", tomorrow.day, tomorrow.month, tomorrow.year)
    moira.write("Time", "6pm")
    moira.press("Give it to them")
    moira.sees("Children's Services has it to do by", ASSESS)
    moira.photograph("father-to-be-assessed")


def kit_reads_whom_to_assess_and_nothing_of_the_home(kit: Desk) -> None:
    kit.open("/requests/")
    kit.follow("Responsive Services to assess")
    kit.sees(ASSESS, WREN, FATHER, "before the 72 hours end")
    kit.sees_not(HOME, MOTHER, "Constable 4471", "Rory Hartnoll")


def adaeze_records_the_discussion(idris: Desk, case: str) -> None:
    idris.open(f"/cases/{case}/strategy/record/")
    held = localtime(now())
    idris.write_date("Day it was held", held.day, held.month, held.year)
    idris.write("Time it was held", f"{held:%H:%M}")
    idris.write("Who took part?", "Police, health, Responsive Services")
    idris.write("What was said and decided?", "She stays where she is until her father is seen.")
    idris.page.get_by_role("group", name="What is the outcome?").get_by_role("radio").last.check()
    idris.press("Save the record")


def kit_says_that_he_can_have_her(kit: Desk) -> None:
    kit.open("/requests/")
    kit.follow("Responsive Services to assess")
    kit.choose("Was it done?", "Yes")
    kit.write("What came of it?", POSITIVE)
    kit.press("Tell the hub")
    kit.sees("Done", POSITIVE, "in time")


def moira_reads_the_result(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees("Who does what by when", POSITIVE, "Done by Children's Services", "Adaeze Obi")
    moira.photograph("father-assessed")


def bea_writes_down_that_protection_has_ended(bea: Desk, case: str) -> None:
    bea.open(f"/cases/{case}/police-protection/")
    ended = localtime(now())
    bea.write_date("Day it ended", ended.day, ended.month, ended.year)
    bea.write("Time it ended", f"{ended:%H:%M}")
    bea.write("How did it end?", "She is with her father.")
    bea.press("Put the end on record")
    bea.sees("She is with her father.", "Police protection ended")


def health_never_heard_of_it(partner: Desk) -> None:
    partner.open("/requests/")
    partner.sees_not(ASSESS)
