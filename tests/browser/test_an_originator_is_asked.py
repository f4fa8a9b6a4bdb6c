"""The police want to be asked first: they are, they answer in other words, and those go."""

import pytest

from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.integration import orchard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "There is reason to keep the child away from that address."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_the_police_gave_goes_in_the_words_they_agree_to(visit: Visit, scripted: bool) -> None:
    walk: Walk = orchard.today()
    case = make.locked(walk).enquiry.case.reference
    moira, nadia = visit("manager", scripted=scripted), visit("police", scripted=scripted)
    team = visit("early-help-team-team", scripted=scripted)

    moira_asks_the_police(moira, case)
    nadia_agrees_to_other_words(nadia)
    moira_sends_it(moira, case)

    team.open("/products/")
    team.follow("Robin Example")
    team.sees(WORDS)
    team.sees_not("Seen there twice.")


def moira_asks_the_police(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/send/")
    moira.sees("Ask first", "Cannot go yet")
    moira.photograph("send_asking_first")
    moira.follow("Ask West Midlands Police about West Midlands Police on Robin")
    moira.write("Why does the team need this?", "They visit the family at home.")
    moira.photograph("ask_first")
    moira.press("Ask West Midlands Police")
    moira.sees("No answer yet", "Nothing goes before it agrees")


def nadia_agrees_to_other_words(nadia: Desk) -> None:
    nadia.open("/requests/")
    nadia.sees("You asked to be asked first")
    nadia.follow("May “West Midlands Police on Robin Example” go to")
    nadia.sees("Seen there twice.", "They visit the family at home.")
    nadia.choose("May it go to this team?", "Yes, in other words")
    nadia.write("The words that may go", WORDS)
    nadia.photograph("clear")
    nadia.press("Send the answer")
    nadia.sees("Your answer is with the hub", WORDS)
    nadia.photograph("cleared")


def moira_sends_it(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/send/")
    moira.sees("Agreed", f"“{WORDS}”")
    moira.photograph("send_agreed")
    moira.tick("West Midlands Police on Robin Example")
    moira.choose("What sharing this rests on", "Children Act 1989, section 17")
    moira.press("Send and complete the enquiry")
    moira.sees("Sent to Early Help")
