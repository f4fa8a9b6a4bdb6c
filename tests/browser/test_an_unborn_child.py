"""Case study P30 of the Coventry presentation: a child who is not born yet.

A pregnant woman tells her midwife of violence by a new partner. The health check finds substance
misuse, earlier violent relationships and trouble with her mental health; her earlier children were
removed. The outcome is a pre-birth assessment, and the hospital is told of it (C14.9).
"""

import re
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHILD, MOTHER, PARTNER = "Unborn Lowther", "Cerys Lowther", "Brannoc Tew"
EARLIER = ("Alun Lowther", "Nia Lowther")
EVERYBODY = (CHILD, MOTHER, PARTNER, *EARLIER)
SUBSTANCES = "Uses heroin again since the spring; two earlier partners broke her ribs."
REMOVED = "Both children were removed in 2022 and live with carers."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_child_who_is_not_born_yet_is_assessed_before_the_birth(
    visit: Visit, scripted: bool
) -> None:
    expected = localdate() + timedelta(days=120)
    bea = visit("officer", scripted=scripted)
    moira = visit("manager", scripted=scripted)

    contact = bea_takes_the_midwifes_call(bea, expected)
    case = f"{contact}-A"
    bea_adds_the_mother_with_a_record_of_her_own(bea, contact)
    bea_adds_the_new_partner(bea, contact)
    bea_adds_the_children_who_were_removed(bea, contact)
    bea_writes_down_what_was_disclosed(bea, contact)

    moira_reads_that_the_child_is_unborn(moira, case, expected)
    moira_sends_it_to_mash_and_rates_it(moira, case)
    moira_asks_the_agencies(moira, case)
    health_tells_of_substances_and_earlier_violence(visit("health", scripted=scripted), case)
    social_care_tells_of_the_children(visit("social-care", scripted=scripted), case)
    for agency in ("police", "education", "probation"):
        they_hold_nothing(visit(agency, scripted=scripted), case)

    moira_decides_on_a_pre_birth_assessment(moira, case)
    idris_authorises(visit("manager-2", scripted=scripted), case)
    moira_sends_the_product(moira, case)
    the_team_reads_of_an_unborn_child(visit("area-west-team", scripted=scripted), expected)
    moira_tells_the_hospital_the_outcome(moira, case)
    the_hospital_reads_it(visit("hospital-alerts-team", scripted=scripted), expected)


def _words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def bea_takes_the_midwifes_call(bea: Desk, expected: date) -> str:
    bea.follow("New contact")
    bea.pick("Who is telling us?", "Professional: Other primary health service")
    bea.write("Family name", "Lowther")
    bea.write_date("Expected date, if unborn", expected.day, expected.month, expected.year)
    bea.choose("Sex", "Not known yet (unborn)")
    bea.write("Child’s address", "9 Ferry Terrace, Coventry")
    bea.write("Postcode", "cv2 9zz")
    bea.write("Caller’s name", "Ines Fairbrother")
    bea.write("How they know the child", "Midwife")
    bea.press("Put on record and go on")
    bea.sees(CHILD, f"Unborn, expected {_words(expected)}", "Awaited since")
    bea.sees_not("Nobody has written down yet what the child says")
    found = re.search(r"CV-\d{2}-\d{5}", bea.page.locator("main").inner_text())
    assert found
    return found[0]


def bea_adds_the_mother_with_a_record_of_her_own(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/?part=carer")
    bea.write("Given names", "Cerys")
    bea.write("Family name", "Lowther")
    bea.write_date("Date of birth", 14, 2, 1998)
    bea.pick("How they stand to the child", "Mother")
    bea.choose("Do they hold parental responsibility?", "Yes")
    bea.choose("Were they asked for consent?", "Yes")
    bea.choose("Did they give consent?", "Yes")
    bea.press("Add this person")


def bea_adds_the_new_partner(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/people/?part=risk")
    bea.write("Given names", "Brannoc")
    bea.write("Family name", "Tew")
    bea.write("Age, as it was said", "about 30")
    bea.press("Add this person")


def bea_adds_the_children_who_were_removed(bea: Desk, contact: str) -> None:
    for given in ("Alun", "Nia"):
        bea.open(f"/contacts/{contact}/people/?part=sibling")
        bea.write("Given names", given)
        bea.write("Family name", "Lowther")
        bea.press("Add this person")
    bea.sees("Brother or sister who lives elsewhere")


def bea_writes_down_what_was_disclosed(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/concern/")
    bea.write(
        "What has happened, and what is the worry?",
        "Told her midwife that her new partner hit her twice this month.",
    )
    bea.choose("Has the child suffered harm", "No")
    bea.choose("Is there domestic abuse at home", "Yes")
    bea.press("Save the concern")
    bea.press("Hand over to the manager")
    bea.sees("is with the manager")


def moira_reads_that_the_child_is_unborn(moira: Desk, case: str, expected: date) -> None:
    moira.open("/")
    moira.sees(CHILD, f"unborn, expected {_words(expected)}")
    moira.follow(CHILD)
    moira.open(f"/cases/{case}/")
    moira.sees(f"Unborn, expected {_words(expected)}", "An unborn child is in scope", "In writing")
    moira.photograph("unborn-case")


def moira_sends_it_to_mash_and_rates_it(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/route/")
    moira.sees(f"Unborn, expected {expected_words(moira)}")
    moira.choose("Where does this go?", "To MASH")
    moira.write("Why is this right for the child?", "Violence in pregnancy, and earlier removals.")
    moira.press("Decide")
    moira.open(f"/cases/{case}/rate/")
    moira.choose("Rating", "Amber")
    moira.write("Reason for the rating", "Significant, and four months until the birth.")
    moira.press("Save the rating")


def expected_words(desk: Desk) -> str:
    found = re.search(r"nborn, expected (\d+ \w+ \d+)", desk.page.locator("main").inner_text())
    assert found
    return found[1]


def moira_asks_the_agencies(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/commence/")
    moira.sees(*EVERYBODY)
    moira.choose("What asking rests on", "The family agree")
    moira.press("Commence the enquiry")
    moira.sees("5 of 5 have yet to answer")


def _answer(partner: Desk, case: str, told: dict[str, str], analysis: str = "") -> None:
    partner.open(f"/requests/{case}/")
    partner.sees("Unborn, expected")
    for name in EVERYBODY:
        answer = "Held and shared" if name in told else "Nothing held"
        partner.choose(f"What does your agency hold on {name}?", answer)
        if name in told:
            partner.write(f"Facts about {name}", told[name])
    if analysis:
        partner.write("What does your agency make of this?", analysis)
    partner.press("Send the answer")


def health_tells_of_substances_and_earlier_violence(health: Desk, case: str) -> None:
    _answer(health, case, {MOTHER: SUBSTANCES}, "The unborn child is at risk from both parents.")


def social_care_tells_of_the_children(social_care: Desk, case: str) -> None:
    told = dict.fromkeys(EARLIER, REMOVED)
    _answer(social_care, case, told, "The reasons of 2022 are there again.")


def they_hold_nothing(partner: Desk, case: str) -> None:
    _answer(partner, case, {})
    partner.sees("Nothing held")


def moira_decides_on_a_pre_birth_assessment(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/decide/")
    moira.sees(SUBSTANCES, REMOVED)
    moira.choose("Outcome", "Children and families assessment: Pre-birth assessment")
    moira.choose("Level of need", "3")
    moira.write("Rationale", "Violence, substances and earlier removals, before a birth.")
    moira.write("Recommendations", "Assess before the birth, with the midwife.")
    moira.pick("Primary need", "Abuse, neglect and exploitation")
    moira.press("Decide")
    moira.sees("Decided, waiting for authorisation")


def idris_authorises(idris: Desk, case: str) -> None:
    idris.open(f"/cases/{case}/authorise/")
    idris.sees("Pre-birth assessment")
    idris.press("Authorise")
    idris.sees("Authorised")


def moira_sends_the_product(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/send/")
    moira.choose("Teams that receive it", "Area team West")
    moira.press("Send and complete the enquiry")
    moira.sees("Sent to Area team West", "Tell Hospital child-protection alerts the outcome")


def the_team_reads_of_an_unborn_child(team: Desk, expected: date) -> None:
    team.open("/")
    team.follow(CHILD)
    team.sees(
        f"Unborn, expected {_words(expected)}",
        MOTHER,
        *EARLIER,
        "Pre-birth assessment",
        "Assess before the birth",
        "at risk from both parents",
    )
    team.photograph("unborn-product")
    team.press("Acknowledge")
    team.sees("Acknowledged")


def moira_tells_the_hospital_the_outcome(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/tell-team/")
    moira.write("Why does this team need to know?", "The ward must know of it at the birth.")
    moira.press("Tell this team")
    moira.sees("Hospital child-protection alerts")
    moira.sees_not("Tell Hospital child-protection alerts the outcome")


def the_hospital_reads_it(hospital: Desk, expected: date) -> None:
    hospital.open("/")
    hospital.follow(CHILD)
    hospital.sees(f"Unborn, expected {_words(expected)}", MOTHER, "Pre-birth assessment")
    hospital.sees_not(SUBSTANCES, REMOVED)
