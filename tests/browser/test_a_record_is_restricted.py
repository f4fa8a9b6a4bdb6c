"""A colleague's child: the record is restricted; one evening somebody has to break the glass."""

import pytest

from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.integration import orchard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHY = "The hospital rings about a child in the ward: which team has the case?"


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_colleagues_child_is_for_named_readers_until_the_hospital_rings(
    visit: Visit, scripted: bool
) -> None:
    case = make.case(orchard.today()).reference
    moira, bea = visit("manager", scripted=scripted), visit("officer", scripted=scripted)
    idris = visit("manager-2", scripted=scripted)

    moira_restricts_it(moira, case)
    bea_finds_nothing(bea, case)
    bea_breaks_the_glass(bea, case)
    idris_asks_why(idris, case)
    bea_finds_nothing(bea, case)


def moira_restricts_it(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/")
    moira.follow("Restrict this record to named readers")
    moira.photograph("restrict")
    moira.choose("Why is it restricted?", "Family of somebody who works here")
    moira.tick("Adaeze Obi")
    moira.press("Restrict it")
    moira.sees("Restricted", "For its readers alone")
    moira.photograph("restricted_case")


def bea_finds_nothing(bea: Desk, case: str) -> None:
    bea.open("/")
    bea.sees_not("Robin Example")
    bea.open("/find/")
    bea.write("Open a case by its reference", case)
    bea.press("Open the case")
    bea.sees("There is no case with this reference, or none that you may see")
    bea.sees_not("Robin")


def bea_breaks_the_glass(bea: Desk, case: str) -> None:
    bea.follow("Break the glass")
    bea.write("Reference of the record", case)
    bea.write("Why do you have to see it now?", WHY)
    bea.press("Open the record")
    bea.sees("You look through broken glass", "Robin Example")
    bea.photograph("through_glass")


def idris_asks_why(idris: Desk, case: str) -> None:
    idris.open("/")
    idris.sees("1 look through broken glass to review")
    idris.sees_not("Robin", case)
    idris.follow("Review")
    idris.sees("Bea Holloway", "Record")
    idris.sees_not("Robin", case)
    idris.photograph("restricted_records")
    idris.follow("Look")
    idris.sees(WHY)
    idris.photograph("review_glass")
    idris.choose("Was it justified?", "Not justified")
    idris.write("What did you look into, and what was done?", "The ward had not rung.")
    idris.press("Save the review")
    idris.sees("Not justified", "Every look has been reviewed.")
