"""Case study P26 of the Coventry presentation, from the mother's call to what leaves the hub.

A girl of 13 visits a "friend" whom her mother does not know, and comes home drunk. Education tells
of worse behaviour; the police find that the friend is a man with convictions against children. The
outcome is early help at level 3, and her mother is told enough to protect her.
"""

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONVICTIONS = "Karl Brandreth, convicted in 2014 and 2019 of offences against girls under 16."
BEHAVIOUR = "Since September: three fights, shouts at staff, sleeps in lessons."
FOR_THE_MOTHER = "Police advise that Kez is not safe around children. Do not let Jessamy visit."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_mother_rings_and_her_daughter_is_helped(visit: Visit, scripted: bool) -> None:
    bea = visit("officer", scripted=scripted)
    moira = visit("manager", scripted=scripted)

    contact, code = bea_takes_the_call(bea)
    case = f"{contact}-A"
    bea_looks_whether_jessamy_is_known(bea, case)
    bea_adds_the_mother(bea, contact)
    bea_adds_the_friend(bea, contact)
    bea_writes_down_the_concern(bea, contact)
    bea_hands_over(bea, contact)

    moira_finds_her_on_the_worklist(moira, case)
    moira_sends_her_to_mash(moira, case)
    moira_rates_her_amber(moira, case)
    moira_asks_the_agencies(moira, case)

    nadia = visit("police", scripted=scripted)
    nadia_tells_of_the_convictions(nadia, case)
    femi = visit("education", scripted=scripted)
    femi_tells_of_her_behaviour(femi, case)
    moira_sees_who_has_yet_to_answer(moira, case)
    for agency in ("social-care", "health", "probation"):
        they_hold_nothing(visit(agency, scripted=scripted), case)

    moira_decides(moira, case)
    idris_authorises(visit("manager-2", scripted=scripted), case)
    moira_proposes_what_the_mother_may_be_told(moira, case)
    nadia_agrees(nadia)
    moira_tells_the_mother(moira, case)
    moira_sends_the_product(moira, case)
    moira_lets_the_referrer_read(moira, contact)

    lena = visit("early-help-team-team", scripted=scripted)
    the_team_receives_what_it_needs(lena, case)
    the_mother_reads_her_page(visit(scripted=scripted), contact, code)
    the_whole_story_is_told(moira, case)


def bea_takes_the_call(bea: Desk) -> tuple[str, str]:
    bea.follow("New contact")
    bea.pick("Who is telling us?", "Public: Family member, relative or carer")
    bea.write("Given names", "Jessamy")
    bea.write("Family name", "Quartermain")
    bea.write_date("Date of birth", 9, 4, 2013)
    bea.choose("Sex", "Female")
    bea.write("Child’s address", "4 Larkspur Row, Coventry")
    bea.write("Postcode", "cv1 9zy")
    bea.write("School, college or nursery", "Hillcrest Academy")
    bea.tick("Not known: GP or surgery")
    bea.write("Caller’s name", "Dilys Quartermain")
    bea.write("How they know the child", "Mother")
    bea.write("Telephone number", "07700 900123")
    bea.press("Put on record and go on")
    bea.sees("is on record", "Received", "a response is due by")
    text = bea.page.locator("main").inner_text()
    return _found(r"CV-\d{2}-\d{5}", text), _found(r"[A-Z0-9]{5}-[A-Z0-9]{5}", text)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, f"{pattern} is not in {text}"
    return match[0]


def bea_looks_whether_jessamy_is_known(bea: Desk, case: str) -> None:
    bea.follow("Is Jessamy Quartermain known?")
    bea.sees("No record that may be this child")
    bea.press("Confirm: not known to us")


def bea_adds_the_mother(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/")
    bea.follow("Parent or carer")
    bea.write("Given names", "Dilys")
    bea.write("Family name", "Quartermain")
    bea.pick("How they stand to the child", "Mother")
    bea.choose("Do they live at the child’s address?", "Yes")
    bea.choose("Do they hold parental responsibility?", "Yes")
    bea.choose("Were they asked for consent?", "Yes")
    bea.choose("Did they give consent?", "Yes")
    bea.press("Add this person")


def bea_adds_the_friend(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/")
    bea.follow("Person who may pose a risk")
    bea.write("Also known as", "Kez")
    bea.write("Description", "A man in a flat above the shops on Larkspur Parade")
    bea.write("Age, as it was said", "about 35")
    bea.pick("How they stand to the child", "Friend or acquaintance")
    bea.press("Add this person")


def bea_writes_down_the_concern(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/concern/")
    bea.press("Save the concern")
    bea.sees("There is a problem", "Answer the first question of all")
    bea.write(
        "What has happened, and what is the worry?",
        "Goes to see a friend called Kez after school. Came home drunk last night.",
    )
    bea.write("What does the child say, in their own words?", "He is nice, he listens to me.")
    bea.write("What goes well, and who helps already?", "She and her mother talk.")
    bea.choose("Has the child suffered harm", "No")
    bea.tick("Sexual exploitation")
    bea.tick("Risky adult")
    bea.choose("Does the family know of this contact?", "Yes")
    bea.press("Save the concern")
    bea.sees("Concern written down", "He is nice, he listens to me.")


def bea_hands_over(bea: Desk, contact: str) -> None:
    bea.press("Hand over to the manager")
    bea.sees(f"{contact} is with the manager")
    bea.open("/")
    bea.sees("Jessamy Quartermain")


def moira_finds_her_on_the_worklist(moira: Desk, case: str) -> None:
    moira.open("/")
    moira.photograph("worklist")
    moira.follow("Jessamy Quartermain")
    moira.sees("13 years", case, "He is nice, he listens to me.", "First look by a manager")


def moira_sends_her_to_mash(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/route/")
    moira.choose("Where does this go?", "To MASH")
    moira.press("Decide")
    moira.sees("There is a problem")
    moira.choose("Where does this go?", "To MASH")
    moira.write("Why is this right for the child?", "An unknown man gives alcohol to a girl of 13.")
    moira.press("Decide")
    moira.sees("Decided for Jessamy Quartermain")


def moira_rates_her_amber(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/rate/")
    moira.choose("Rating", "Amber")
    moira.write("Reason for the rating", "Significant concern; she is at home with her mother.")
    moira.press("Save the rating")
    moira.sees("Amber")


def moira_asks_the_agencies(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/commence/")
    moira.sees("Jessamy Quartermain", "Dilys Quartermain")
    moira.sees("nobody can tell who told us")
    moira.write("Summary of the concerns", "She may be at risk from a man. Please search.")
    moira.choose("What asking rests on", "The family agree")
    moira.press("Commence the enquiry")
    moira.sees("5 of 5 have yet to answer")


def nadia_tells_of_the_convictions(nadia: Desk, case: str) -> None:
    nadia.open("/")
    nadia.sees("Jessamy Quartermain")
    nadia.open(f"/requests/{case}/")
    nadia.sees("With the consent of Dilys Quartermain")
    nadia.sees_not("07700 900123")
    friend = "A man in a flat above the shops on Larkspur Parade"
    nadia.choose("What does your agency hold on Jessamy Quartermain?", "Nothing held")
    nadia.choose("What does your agency hold on Dilys Quartermain?", "Nothing held")
    nadia.choose(f"What does your agency hold on {friend}?", "Held and shared")
    nadia.press("Send the answer")
    nadia.sees("There is a problem", "Write the facts that you share")
    nadia.write(f"Facts about {friend}", CONVICTIONS)
    nadia.write("What does your agency make of this?", "High risk to girls. He grooms by alcohol.")
    nadia.press("Send the answer")
    nadia.sees(CONVICTIONS)


def femi_tells_of_her_behaviour(femi: Desk, case: str) -> None:
    femi.open(f"/requests/{case}/")
    femi.sees_not(CONVICTIONS)
    femi.choose("What does your agency hold on Jessamy Quartermain?", "Held and shared")
    femi.write("Facts about Jessamy Quartermain", BEHAVIOUR)
    femi.choose("What does your agency hold on Dilys Quartermain?", "Nothing held")
    femi.choose("What does your agency hold on A man in a flat", "Nothing held")
    femi.write("What does your agency make of this?", "A marked change; she is tired and angry.")
    femi.press("Send the answer")


def moira_sees_who_has_yet_to_answer(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees("3 of 5", "Probation Service", CONVICTIONS, BEHAVIOUR)
    moira.photograph("case")


def they_hold_nothing(partner: Desk, case: str) -> None:
    partner.open(f"/requests/{case}/")
    for name in ("Jessamy Quartermain", "Dilys Quartermain", "A man in a flat"):
        partner.choose(f"What does your agency hold on {name}", "Nothing held")
    partner.press("Send the answer")
    partner.sees("Nothing held")


def moira_decides(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/decide/")
    moira.sees(CONVICTIONS, BEHAVIOUR)
    moira.choose("Outcome", "Diversion to Early Help: Early Help, level 3")
    moira.choose("Level of need", "3")
    moira.write("Rationale", "Her mother protects her and wants help; no contact with him since.")
    moira.write("Recommendations", "Work on internet safety and on sexual exploitation.")
    moira.press("Decide")
    moira.sees("Decided, waiting for authorisation")


def idris_authorises(idris: Desk, case: str) -> None:
    idris.open(f"/cases/{case}/authorise/")
    idris.sees("Her mother protects her")
    idris.press("Authorise")
    idris.sees("Authorised")


def moira_proposes_what_the_mother_may_be_told(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/tell/")
    moira.choose("Who may be told?", "Dilys Quartermain")
    moira.write("What may be said", FOR_THE_MOTHER)
    moira.write("How this protects the child", "Her mother can keep her from him.")
    moira.press("Ask ")
    moira.sees("Waiting for the agency to agree")


def nadia_agrees(nadia: Desk) -> None:
    nadia.open("/requests/")
    nadia.follow("Dilys Quartermain")
    nadia.sees(FOR_THE_MOTHER)
    nadia.choose("Do you agree to these words?", "Yes")
    nadia.press("Send the answer")


def moira_tells_the_mother(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.follow("Record that Dilys Quartermain was told")
    moira.write("How were they told?", "By telephone; she will collect Jessamy from school.")
    moira.press("Record that they were told")
    moira.sees("Told")


def moira_sends_the_product(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/send/")
    moira.sees("Summary information", "Work on internet safety")
    moira.choose("What sharing this rests on", "consent")
    moira.press("Send and complete the enquiry")
    moira.sees("Sent to Early Help (Family Hubs)")


def moira_lets_the_referrer_read(moira: Desk, contact: str) -> None:
    moira.open(f"/contacts/{contact}/tell-referrer/")
    moira.sees("received and has been considered")
    moira.press("Let them read it")


def the_team_receives_what_it_needs(lena: Desk, case: str) -> None:
    lena.open("/")
    lena.follow("Jessamy Quartermain")
    lena.sees("Work on internet safety", "A marked change", "Early Help, level 3")
    lena.sees_not(CONVICTIONS, BEHAVIOUR, "07700 900123")
    lena.press("Acknowledge")
    lena.sees("Acknowledged")


def the_mother_reads_her_page(public: Desk, contact: str, code: str) -> None:
    public.write("Reference", contact)
    public.write("Code", "WRONG-WRONG")
    public.press("Show my report")
    public.sees("There is a problem")
    public.write("Code", code.lower())
    public.press("Show my report")
    public.sees("received and has been considered")
    public.sees_not("Quartermain", "Early Help", "Kez")


def the_whole_story_is_told(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.sees("Closed", "Sent", "acknowledged")
