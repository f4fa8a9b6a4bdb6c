"""Case study P28 of the Coventry presentation: a missing girl is found, and others with her.

A girl of 14, missing, is found in a hotel room with two men. She has no social care history. A
second young person is identified on the way; the school tells of poor attendance and of a
termination in October, and not of which girl. The strategy discussion is held at once, while
agencies gather: arrests, a network, safety planning.
"""

import re

import pytest
from django.utils.timezone import localtime

from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.conftest import ItIs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SATURDAY_NIGHT = make.london("2027-03-06", "21:40")
ISLA, FREYA = "Isla Fennimore", "Freya Ashdown"
MEN = ("The taller of the two men in room 214", "The younger of the two men in room 214")
CONCERN = "Missing since Friday. Found tonight in room 214 of a hotel with two men."
TERMINATION = "A termination in October. The school nurse did not say for which of the two girls."
NETWORK = "Four other young people are in contact with the two men. Both were arrested."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_missing_girl_is_found_and_a_network_behind_her(
    visit: Visit, it_is: ItIs, scripted: bool
) -> None:
    it_is(SATURDAY_NIGHT)
    bea = visit("officer", scripted=scripted)
    contact = bea_takes_the_call_of_the_police(bea)
    case = f"{contact}-A"
    bea_names_the_two_men(bea, contact)
    bea_writes_down_what_happened(bea, contact)

    moira = visit("manager", scripted=scripted)
    moira_calls_a_strategy_discussion_at_once(moira, case)
    duty = visit("locality-duty-team", scripted=scripted)
    the_duty_manager_has_it(duty)
    nadia = visit("police", scripted=scripted)
    the_police_read_that_they_are_invited(nadia, case)
    moira_asks_the_agencies_meanwhile(moira, case)

    bea_names_the_second_girl(bea, contact)
    nadia_knows_the_men(nadia, case)
    femi_tells_of_school_and_of_a_termination(visit("education", scripted=scripted), case)
    the_exploitation_team_is_told(moira, case)
    moira_asks_for_the_network(moira, case)
    nadia_finds_the_network(nadia)

    moira_records_what_was_decided(moira, case)
    moira_decides_for_a_section_47_enquiry(moira, case)
    idris_authorises(visit("manager-2", scripted=scripted), case)
    moira_sends_all_but_what_is_not_known_to_be_hers(moira, case)
    the_second_girl_has_a_case_of_her_own(moira, contact)


def bea_takes_the_call_of_the_police(bea: Desk) -> str:
    bea.follow("New contact")
    bea.pick("Who is telling us?", "Professional: Police")
    bea.write("Given names", "Isla")
    bea.write("Family name", "Fennimore")
    bea.write_date("Date of birth", 3, 5, 2012)
    bea.choose("Sex", "Female")
    bea.write("Caller’s name", "PC 4711, missing persons")
    bea.write("Telephone number", "07700 900471")
    bea.press("Put on record and go on")
    bea.sees("is on record")
    found = re.search(r"CV-\d{2}-\d{5}", bea.page.locator("main").inner_text())
    assert found
    return found[0]


def bea_names_the_two_men(bea: Desk, contact: str) -> None:
    for man in MEN:
        bea.open(f"/contacts/{contact}/people/")
        bea.follow("Person who may pose a risk")
        bea.write("Description", man)
        bea.press("Add this person")


def bea_writes_down_what_happened(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/concern/")
    bea.choose("Has the child suffered harm", "Yes")
    bea.write("Why this may be a Red", "Fourteen, and found with two adult men.")
    bea.write("What has happened, and what is the worry?", CONCERN)
    bea.choose("Is the child missing", "Yes")
    bea.tick("Sexual exploitation")
    bea.press("Save the concern")
    bea.press("Hand over to the manager")
    bea.sees(f"{contact} is with the manager")


def moira_calls_a_strategy_discussion_at_once(moira: Desk, case: str) -> None:
    moira.open("/")
    moira.follow(ISLA)
    moira.press("Call a strategy discussion")
    moira.sees("opens a MASH enquiry", "rates Isla Fennimore Red", "Locality duty manager")
    moira.photograph("strategy-call")
    moira.press("Call the discussion")
    moira.sees("There is a problem", "Why can it not wait?")
    moira.write("Why can it not wait?", "She was found with two men tonight; they know her home.")
    moira.write("When and how do people join?", "At once, by telephone: 01632 960020")
    moira.press("Call the discussion")
    moira.sees("A strategy discussion is to be held", "Red", "Record the strategy discussion")
    moira.photograph("strategy-called")
    moira.open("/")
    moira.sees("Strategy discussion to be held")
    assert case in moira.page.locator("table.fd-worklist tbody tr").first.inner_text()


def the_duty_manager_has_it(duty: Desk) -> None:
    duty.open("/")
    duty.follow(ISLA)
    duty.sees("The strategy discussion is to be held by", "01632 960020", CONCERN)
    duty.press("Acknowledge")


def the_police_read_that_they_are_invited(nadia: Desk, case: str) -> None:
    nadia.open("/requests/")
    nadia.sees("Strategy discussions that you are invited to", case, "01632 960020")
    nadia.photograph("strategy-tray")
    # Nobody has asked them about her yet.
    nadia.sees_not("Isla", "room 214")


def moira_asks_the_agencies_meanwhile(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/commence/")
    moira.choose("What asking rests on", "section 47")
    moira.press("Commence the enquiry")
    moira.sees("5 of 5 have yet to answer", "Strategy discussion to be held")


def bea_names_the_second_girl(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/")
    bea.follow("Another child")
    bea.write("Given names", "Freya")
    bea.write("Family name", "Ashdown")
    bea.press("Add this person")
    bea.sees(FREYA)


def nadia_knows_the_men(nadia: Desk, case: str) -> None:
    nadia.open(f"/requests/{case}/")
    nadia.choose(f"What does your agency hold on {ISLA}?", "Nothing held")
    for man in MEN:
        nadia.choose(f"What does your agency hold on {man}?", "Held and shared")
        nadia.write(f"Facts about {man}", "Seen with girls of her age at this hotel in spring.")
    nadia.write("What does your agency make of this?", "The two men pose a high risk to girls.")
    nadia.press("Send the answer")
    nadia.open("/requests/")
    nadia.sees(f"{ISLA}, on {FREYA}", f"{ISLA}, {case}: to be held by")


def femi_tells_of_school_and_of_a_termination(femi: Desk, case: str) -> None:
    femi.open(f"/requests/{case}/")
    femi.choose(f"What does your agency hold on {ISLA}?", "Held and shared")
    femi.write(f"Facts about {ISLA}", TERMINATION)
    femi.page.get_by_label("This is sensitive health information").first.check()
    for man in MEN:
        femi.choose(f"What does your agency hold on {man}?", "Nothing held")
    femi.write("What does your agency make of this?", "Attendance fell to 58 % this term.")
    femi.press("Send the answer")
    femi.sees("Sensitive health information", TERMINATION)


def the_exploitation_team_is_told(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/tell-team/")
    moira.pick("Which team?", "Exploitation team")
    moira.write("Why does this team need to know?", "Two men, and more than one girl.")
    moira.choose("What sharing this rests on", "section 47")
    moira.press("Tell this team")
    moira.sees("Told: Exploitation team")


def moira_asks_for_the_network(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/action/")
    moira.write("What is to be done?", "Find out who else is in contact with the two men.")
    moira.write("What is it for?", "Other young people may be at risk tonight.")
    moira.pick("Who does it?", "West Midlands Police")
    moira.choose("Whom is it about?", MEN[0])
    moira.page.get_by_role("group", name="By when?").get_by_role("radio").first.check()
    moira.press("Give it to them")
    moira.sees("Find out who else is in contact")


def nadia_finds_the_network(nadia: Desk) -> None:
    nadia.open("/requests/")
    nadia.follow("Find out who else is in contact with the two men.")
    nadia.choose("Was it done?", "Yes, it was done")
    nadia.write("What came of it?", NETWORK)
    nadia.press("Tell the hub")


def moira_records_what_was_decided(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees(NETWORK, TERMINATION, "Sensitive health information")
    moira.press("Record the strategy discussion")
    moira.press("Save the record")
    moira.sees("There is a problem", "Who took part?")
    held = localtime()
    moira.write_date("Day it was held", held.day, held.month, held.year - 1)
    moira.write("Time it was held", f"{held:%H:%M}")
    moira.write("Who took part?", "Responsive Services, the police, health, the hub.")
    moira.write("What was said and decided?", "Both girls are at risk. The two men are arrested.")
    moira.choose("What is the outcome?", "Section 47 enquiry, jointly with the police")
    moira.write("Who does what now?", "Foster carers tonight; nobody tells the men where.")
    moira.press("Save the record")
    # Last year: a slip of the pen.
    moira.sees("There is a problem", "before the contact was received")
    moira.write_date("Day it was held", held.day, held.month, held.year)
    moira.photograph("strategy-record")
    moira.press("Save the record")
    moira.sees("The strategy discussion is on record", "The two men are arrested.")
    moira.sees("Section 47 enquiry, jointly with the police")


def moira_decides_for_a_section_47_enquiry(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/decide/")
    moira.choose("Outcome", "Strategy discussion or section 47 enquiry")
    moira.choose("Level of need", "4")
    moira.write("Rationale", "She was exploited by two men, who are part of a network.")
    moira.pick("Primary need", "Abuse, neglect and exploitation")
    moira.page.get_by_label("Why decide without").fill("The enquiry has begun; she is at risk.")
    moira.press("Decide")
    moira.sees("Decided, waiting for authorisation")


def idris_authorises(idris: Desk, case: str) -> None:
    idris.open(f"/cases/{case}/authorise/")
    idris.press("Authorise")
    idris.sees("Authorised")


def moira_sends_all_but_what_is_not_known_to_be_hers(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/send/")
    held = moira.page.get_by_label(re.compile(r"Education.* on Isla Fennimore"))
    moira.sees(TERMINATION)
    held.uncheck()
    moira.press("Send and complete the enquiry")
    moira.sees("Sent to Locality duty manager and Responsive Services")
    sent = moira.page.get_by_role("link", name="Product for Locality duty manager").last
    moira.goes_by(sent)
    moira.sees("She was exploited by two men")
    moira.sees_not(TERMINATION)


def the_second_girl_has_a_case_of_her_own(moira: Desk, contact: str) -> None:
    moira.open("/")
    moira.follow(FREYA)
    moira.sees(f"{contact}-B")
    moira.open(f"/cases/{contact}-B/route/")
    moira.sees("Nobody has answered this yet")
    moira.press("Call a strategy discussion")
    moira.sees("opens a MASH enquiry on Freya Ashdown")
