"""Case study P29 of the Coventry presentation: a contact that starts inside the hub.

A mapping exercise suggests that two boys carry drugs and a gun for a man whom the police know.
Social care has never heard of them; they miss school. Trafficking, and crime that can be prevented.
The police search homes and school lockers at once, and find nothing.
"""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now

from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOBIN, CALLUM, GREER = "Tobin Ashgrove", "Callum Redfern", "Maddox Greer"
MAP = "Named four times on the map, each time with the man that they call Mads."
SEARCH = "Search {} and the locker at Hillcrest Academy for drugs and a gun, both boys at one time."
NOTHING = "Searched at 11:40 with a warrant. Nothing was found at home or in the locker."
ATTENDANCE = "In school on 61 days of 100 since September."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_boys_are_mapped_and_the_police_search_at_once(visit: Visit, scripted: bool) -> None:
    adaeze = visit("social-worker", scripted=scripted)
    moira = visit("manager", scripted=scripted)

    contact = adaeze_raises_what_the_map_shows(adaeze)
    tobin, callum = f"{contact}-A", f"{contact}-B"
    adaeze_names_the_other_boy_and_the_man(adaeze, contact)
    adaeze_hands_over(adaeze, contact)

    moira_finds_both_boys_on_the_worklist(moira)
    for boy, home in ((tobin, "4 Larkspur Row"), (callum, "19 Ferry Terrace")):
        moira_sends_him_to_mash_rated_red(moira, boy)
        moira_asks_the_police_to_search_at_once(moira, boy, home)
    moira_asks_what_is_known(moira, tobin)

    nadia = visit("police", scripted=scripted)
    nadia_reads_what_she_has_to_do_and_no_more(nadia)
    nadia_says_that_nothing_was_found(nadia)
    femi_tells_how_rarely_he_is_in_school(visit("education", scripted=scripted), tobin)
    for agency in ("social-care", "police", "health", "probation"):
        they_hold_nothing(visit(agency, scripted=scripted), tobin)

    moira_reads_that_nothing_was_found(moira, tobin, callum)
    moira_asks_for_one_thing_more_and_decides(moira, tobin)
    idris_authorises(visit("manager-2", scripted=scripted), tobin)
    moira_sends_the_product_with_the_result_and_what_is_still_to_do(moira, tobin)
    the_team_reads_both(visit("area-west-team", scripted=scripted), tobin)
    moira_still_has_the_other_boy(moira, callum)


def adaeze_raises_what_the_map_shows(adaeze: Desk) -> str:
    adaeze.open("/contacts/inside/")
    came = localtime(now() - timedelta(minutes=2))
    adaeze.choose("What work was it?", "Mapping by the exploitation team")
    adaeze.write("From which exercise?", "Mapping of November around the bus station")
    adaeze.write_date("Day it came to light", came.day, came.month, came.year)
    adaeze.write("Time it came to light", f"{came:%H:%M}")
    adaeze.choose("Has the child suffered harm", "Not known")
    adaeze.write("Given names", "Tobin")
    adaeze.write("Family name", "Ashgrove")
    adaeze.write_date("Date of birth", 9, 4, 2012)
    adaeze.write("Child’s address", "4 Larkspur Row, Coventry")
    adaeze.write("School, college or nursery", "Hillcrest Academy")
    adaeze.write(
        "What has happened, and what is the worry?",
        "Both boys are said to carry drugs, and perhaps a gun, for a man known to the police.",
    )
    adaeze.write("What it rests on", MAP)
    adaeze.tick("Trafficking")
    adaeze.tick("Criminal threat or activity")
    adaeze.press("Put on record and go on")
    found = re.search(r"CV-\d{2}-\d{5}", adaeze.page.locator("main").inner_text())
    assert found
    return found[0]


def adaeze_names_the_other_boy_and_the_man(adaeze: Desk, contact: str) -> None:
    adaeze.open(f"/contacts/{contact}/people/?part=child")
    adaeze.write("Given names", "Callum")
    adaeze.write("Family name", "Redfern")
    adaeze.write("School, college or nursery", "Hillcrest Academy")
    adaeze.press("Add this person")
    adaeze.open(f"/contacts/{contact}/people/?part=risk")
    adaeze.write("Given names", "Maddox")
    adaeze.write("Family name", "Greer")
    adaeze.write("Also known as", "Mads")
    adaeze.press("Add this person")


def adaeze_hands_over(adaeze: Desk, contact: str) -> None:
    adaeze.open(f"/contacts/{contact}/concern/")
    adaeze.choose(f"Is it the same for {CALLUM}", "The same as")
    adaeze.press("Save the concern")
    adaeze.press("Hand over to the manager")
    adaeze.sees(f"{contact} is with the manager")


def moira_finds_both_boys_on_the_worklist(moira: Desk) -> None:
    moira.open("/")
    moira.sees(TOBIN, CALLUM)


def moira_sends_him_to_mash_rated_red(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/route/")
    moira.choose("Where does this go?", "To MASH")
    moira.choose("Rating", "Red")
    moira.write("Why is this right for the child?", "A gun may be in his home or at his school.")
    moira.press("Decide")
    moira.sees("Decided for")


def moira_asks_the_police_to_search_at_once(moira: Desk, case: str, home: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.follow("Give somebody something to do")
    moira.press("Give it to them")
    moira.sees("There is a problem", "Choose who does it")
    moira.photograph("set-action")
    moira.write("What is to be done?", SEARCH.format(home))
    moira.write("What is it for?", "To take away what could hurt him or others, before tonight.")
    moira.pick("Who does it?", "West Midlands Police")
    moira.choose("By when?", "At once")
    moira.press("Give it to them")
    moira.sees(
        "West Midlands Police has it to do by",
        "Who does what by when",
        "West Midlands Police to act",
    )


def moira_asks_what_is_known(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/commence/")
    moira.choose("What asking rests on", "Section 47")
    moira.press("Commence the enquiry")
    moira.sees("5 of 5 have yet to answer", "Still to be done: West Midlands Police")
    moira.photograph("action-on-case")


def nadia_reads_what_she_has_to_do_and_no_more(nadia: Desk) -> None:
    nadia.open("/requests/")
    nadia.sees("Search 4 Larkspur Row", "Search 19 Ferry Terrace", CALLUM)
    nadia.photograph("actions-in-tray")
    nadia.follow("Search 19 Ferry Terrace")
    nadia.sees("To take away what could hurt him", CALLUM)
    nadia.sees_not(TOBIN, GREER, MAP)


def nadia_says_that_nothing_was_found(nadia: Desk) -> None:
    for place in ("Search 4 Larkspur Row", "Search 19 Ferry Terrace"):
        nadia.open("/requests/")
        nadia.follow(place)
        nadia.choose("Was it done?", "Yes")
        nadia.press("Tell the hub")
        nadia.sees("There is a problem", "What came of it?")
        nadia.write("What came of it?", NOTHING)
        nadia.press("Tell the hub")
        nadia.sees("The hub has what came of it", "Done", NOTHING, "in time")
    nadia.photograph("action-done")


def femi_tells_how_rarely_he_is_in_school(femi: Desk, case: str) -> None:
    femi.open("/requests/")
    femi.sees_not("Search 4 Larkspur Row")
    femi.open(f"/requests/{case}/")
    femi.choose(f"What does your agency hold on {TOBIN}?", "Held and shared")
    femi.write(f"Facts about {TOBIN}", ATTENDANCE)
    for name in (CALLUM, GREER):
        femi.choose(f"What does your agency hold on {name}?", "Nothing held")
    femi.write("What does your agency make of this?", "He is out with older boys when not here.")
    femi.press("Send the answer")


def they_hold_nothing(partner: Desk, case: str) -> None:
    partner.open(f"/requests/{case}/")
    for name in (TOBIN, CALLUM, GREER):
        partner.choose(f"What does your agency hold on {name}?", "Nothing held")
    partner.press("Send the answer")
    partner.sees("Nothing held")


def moira_reads_that_nothing_was_found(moira: Desk, tobin: str, callum: str) -> None:
    for case in (tobin, callum):
        moira.open(f"/cases/{case}/")
        moira.sees(NOTHING, "Done by West Midlands Police", "In time.")
    moira.open(f"/cases/{tobin}/")
    moira.sees(ATTENDANCE)


def moira_asks_for_one_thing_more_and_decides(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/action/")
    moira.write("What is to be done?", "See him at school, and find out who collects him.")
    moira.write("What is it for?", "So that somebody he trusts asks him.")
    moira.pick("Who does it?", "Education")
    moira.choose("By when?", "Within one working day")
    moira.press("Give it to them")
    moira.open(f"/cases/{case}/decide/")
    moira.sees("Still to be done.", "See him at school", ATTENDANCE)
    moira.photograph("decide-with-open-action")
    moira.choose("Outcome", "Children and families assessment")
    moira.choose("Level of need", "4")
    moira.write("Rationale", "Nothing was found, and a man who uses children is close to him.")
    moira.write("Recommendations", "Work with him and his family against exploitation.")
    moira.pick("Primary need", "Abuse, neglect and exploitation")
    moira.press("Decide")
    moira.sees("Decided, waiting for authorisation")


def idris_authorises(idris: Desk, case: str) -> None:
    idris.open(f"/cases/{case}/authorise/")
    idris.press("Authorise")
    idris.sees("Authorised")


def moira_sends_the_product_with_the_result_and_what_is_still_to_do(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/send/")
    moira.sees("Still to be done by Education", "Done by West Midlands Police")
    moira.page.get_by_label("Still to be done by Education").uncheck()
    moira.choose("Teams that receive it", "Area team West")
    moira.choose("What sharing this rests on", "section 17")
    moira.press("Send and complete the enquiry")
    moira.sees("There is a problem", "is still to be done")
    moira.photograph("send-with-open-action")
    moira.tick("Still to be done by Education")
    moira.tick("Done by West Midlands Police")
    moira.press("Send and complete the enquiry")
    moira.sees("Sent to Area team West", "who were told")


def the_team_reads_both(team: Desk, case: str) -> None:
    team.open(f"/products/{case}-1/")
    team.sees(NOTHING, "Still to be done by Education", "See him at school")


def moira_still_has_the_other_boy(moira: Desk, case: str) -> None:
    moira.open("/")
    moira.sees(CALLUM)
    moira.open(f"/cases/{case}/")
    moira.sees("Rated Red", NOTHING)
