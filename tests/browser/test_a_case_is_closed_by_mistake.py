"""A case is closed by mistake: it is found again, opened again with a reason, and taken further."""

import pytest
from django.utils.timezone import now

from frontdoor.casework.contacts.operations import Caller
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.deciding import waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRONG = "The other Robin was meant."


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_was_closed_by_mistake_is_opened_again_and_goes_to_mash(
    visit: Visit, scripted: bool
) -> None:
    case = waiting(
        make.walk(at=now()),
        caller=Caller(source="school", name="Jo Sample"),
        immediate_harm="no",
    ).reference
    moira = visit("manager", scripted=scripted)

    moira_closes_the_wrong_one(moira, case)
    moira_finds_it_among_what_ended(moira, case)
    moira_opens_it_again(moira)
    moira_sends_it_to_mash(moira, case)


def moira_closes_the_wrong_one(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/route/")
    moira.choose("Where does this go?", "Close: No further action")
    moira.write("Why is this right for the child?", "It was looked into, and is not borne out.")
    moira.press("Decide")
    moira.sees("Closed")


def moira_finds_it_among_what_ended(moira: Desk, case: str) -> None:
    moira.open(f"/find/?reference={case}")
    moira.sees("Closed", "Open again, if this was a mistake")


def moira_opens_it_again(moira: Desk) -> None:
    moira.follow("Open again, if this was a mistake")
    moira.sees("Open this case again", "Who knows how it ended", "The referrer")
    moira.photograph("a case is opened again")
    moira.write("Why is this opened again?", WRONG)
    moira.press("Open again")
    moira.sees("Waiting for a manager’s decision", WRONG, "They know how it ended before")
    moira.photograph("a case that was opened again")


def moira_sends_it_to_mash(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/route/")
    moira.choose("Where does this go?", "To MASH")
    moira.write("Why is this right for the child?", "Bruises, and a partner nobody knows.")
    moira.press("Decide")
    moira.sees("Waiting for a rating", WRONG)
