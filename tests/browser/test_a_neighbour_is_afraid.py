"""A neighbour rings and is afraid: who told stays unknown, and what was found stays with few."""

import pytest

from frontdoor.jobs.example import looking
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.integration import orchard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOUND = "The man upstairs was seen with a knife."
MADE_OF_IT = "It bears on safety."
SAID = "There is a marker on the address."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_who_told_and_what_was_found_is_for_those_who_need_it(visit: Visit, scripted: bool) -> None:
    walk = orchard.today()
    case = make.in_triage(walk)
    looking.allocate(walk, case)
    [asked, *_] = make.requests(walk, asked=("police",))
    bea, tomasz = visit("officer", scripted=scripted), visit("triage", scripted=scripted)
    moira, nadia = visit("manager", scripted=scripted), visit("police", scripted=scripted)

    bea_protects_who_told(bea, case.contact.reference)
    tomasz_keeps_what_he_found(tomasz, case.reference)
    bea_sees_nothing_of_it(bea, case.reference)
    nadia_shares_with_managers(nadia, asked.enquiry.case.reference)
    bea_sees_nothing_to_see(bea, asked.enquiry.case.reference)
    moira_sees_it_all(moira, case.reference, asked.enquiry.case.reference)
    nadia_opens_what_she_makes_of_it(nadia, asked.enquiry.case.reference)
    bea_reads_what_is_open(bea, asked.enquiry.case.reference)
    moira_lifts_it(moira, case.contact.reference)


def bea_protects_who_told(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/")
    bea.follow("Protect who told us")
    bea.photograph("protect_who_told")
    bea.press("Protect who told us")
    bea.sees("There is a problem", "Give the reason")
    bea.write("Why must it not become known who told us?", "She lives below him.")
    bea.press("Protect who told us")
    bea.sees("A referrer whose identity is protected")
    bea.sees_not("Jo Sample")
    bea.photograph("protected_contact")
    bea.follow("See who told us")
    bea.sees("Jo Sample", "Ask a manager to lift it.")
    bea.photograph("see_who_told")


def tomasz_keeps_what_he_found(tomasz: Desk, case: str) -> None:
    tomasz.open(f"/cases/{case}/ring-back/")
    tomasz.sees("A referrer whose identity is protected", "Do not write here who they are.")
    tomasz.sees_not("Jo Sample")
    tomasz.photograph("ring_back_protected")
    tomasz.open(f"/cases/{case}/chronology/")
    tomasz.write("When was it?", "May 2024")
    tomasz.write("What happened?", FOUND)
    tomasz.unfold("Keep this to fewer people")
    tomasz.choose("Who in the hub may see this?", "Managers only")
    tomasz.photograph("chronology_kept")
    tomasz.press("Add the line")
    tomasz.sees(FOUND, "Managers only")
    tomasz.photograph("chronology_with_kept")


def bea_sees_nothing_of_it(bea: Desk, case: str) -> None:
    for where in ("", "triage/"):
        bea.open(f"/cases/{case}/{where}")
        bea.sees_not(FOUND, "Managers only", "a line added")


def nadia_shares_with_managers(nadia: Desk, case: str) -> None:
    nadia.open(f"/requests/{case}/")
    nadia.choose("What does your agency hold on Robin Example?", "Held and shared")
    nadia.write("Facts about Robin Example", SAID)
    nadia.unfold("Keep this to fewer people")
    nadia.choose(
        "Who in the hub may see the facts about Robin Example?", "Whoever gave it, and managers"
    )
    nadia.write("What does your agency make of this?", MADE_OF_IT)
    nadia.unfold("Keep this to fewer people", last=True)
    nadia.choose("Who in the hub may see what your agency makes of it?", "Managers only")
    nadia.photograph("answer_kept")
    nadia.press("Send the answer")
    nadia.sees(SAID, "Whoever gave it, and managers")
    nadia.photograph("answered_kept")


def bea_sees_nothing_to_see(bea: Desk, case: str) -> None:
    bea.open(f"/cases/{case}/")
    bea.sees("No facts shown on Robin Example.")
    bea.sees_not(SAID, MADE_OF_IT)
    bea.photograph("answer_not_to_see")


def moira_sees_it_all(moira: Desk, case: str, other: str) -> None:
    moira.open(f"/cases/{case}/triage/")
    moira.sees(FOUND, "Managers only")
    moira.photograph("triage_with_kept")
    moira.open(f"/cases/{other}/")
    moira.sees(SAID, "Whoever gave it, and managers", MADE_OF_IT, "Managers only")
    moira.photograph("case_with_kept_answer")


def nadia_opens_what_she_makes_of_it(nadia: Desk, case: str) -> None:
    nadia.open(f"/requests/{case}/")
    nadia.follow("what you make of it")
    nadia.choose("Who in the hub may see this from now on?", "Everybody in the hub")
    nadia.press("Keep it so")
    nadia.sees("There is a problem", "Give the reason")
    nadia.photograph("keep_later")
    nadia.write("Why?", "The operation is over.")
    nadia.press("Keep it so")
    nadia.sees("Who may see this is changed", MADE_OF_IT)


def bea_reads_what_is_open(bea: Desk, case: str) -> None:
    bea.open(f"/cases/{case}/")
    bea.sees(MADE_OF_IT, "The operation is over.")
    bea.sees_not(SAID)


def moira_lifts_it(moira: Desk, contact: str) -> None:
    moira.open(f"/contacts/{contact}/")
    moira.follow("See who told us")
    moira.write("Why does it no longer have to stay unknown?", "She has moved away.")
    moira.press("Let the hub see who told us")
    moira.sees("Jo Sample", "Who told us is no longer protected")
