"""What is ordinary takes few steps: counted in a browser, from the worklist on (S3, U6)."""

import pytest
from django.utils.timezone import now

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.operations import Caller
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.deciding import waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPTED = pytest.mark.parametrize(
    "scripted", [True, False], ids=["with JavaScript", "without JavaScript"]
)
NFA = "No further action"


@SCRIPTED
def test_no_further_action_takes_four_steps_and_the_referrer_knows(
    visit: Visit, scripted: bool
) -> None:
    case = given_a_worry_of_a_school(immediate_harm="no")
    moira = visit("manager", scripted=scripted)

    moira.begins_to_count()
    moira_opens_what_waits(moira)
    moira.choose("Where does this go?", f"Close: {NFA}")
    moira.choose(f"Ready reason for “{NFA}”", "It was looked into, and is not borne out.")
    moira.press("Decide")

    assert moira.steps <= 4
    moira.sees("Closed", "It was looked into, and is not borne out.")
    assert moira.loads <= 2
    the_school_reads_the_outcome(visit, case, scripted=scripted)


@SCRIPTED
def test_from_the_worklist_to_a_rating_with_its_reason_takes_five_steps(
    visit: Visit, scripted: bool
) -> None:
    given_a_worry_of_a_school(immediate_harm="no")
    moira = visit("manager", scripted=scripted)

    moira.begins_to_count()
    moira_opens_what_waits(moira)
    moira.choose("Where does this go?", "To MASH")
    moira.choose("Rating, if you rate it now", "Amber")
    moira.write("Why is this right for the child?", "Bruises, and a partner nobody knows.")
    moira.press("Decide")

    assert (moira.steps, moira.loads) == (5, 2)
    moira.sees("Amber", "Bruises, and a partner nobody knows.", "Rated, waiting to commence")


def test_as_advised_takes_two_steps(visit: Visit) -> None:
    given_a_worry_of_a_school(immediate_harm="no", below_threshold="yes")
    moira = visit("manager")

    moira.begins_to_count()
    moira_opens_what_waits(moira)
    moira.press("Decide")

    assert moira.steps == 2
    moira.sees("With the triage team", "As the policy advises")


def given_a_worry_of_a_school(**answers: str) -> Case:
    return waiting(make.walk(at=now()), caller=Caller(source="school", name="Jo Sample"), **answers)


def moira_opens_what_waits(moira: Desk) -> None:
    moira.follow("Decide where")
    moira.sees("Where does this go?", "Shouting at night.")


def the_school_reads_the_outcome(visit: Visit, case: Case, *, scripted: bool) -> None:
    moira = visit("manager-2", scripted=scripted)
    moira.open(f"/contacts/{case.contact.reference}/tell-referrer/")
    moira.sees("No further action by social care.")
