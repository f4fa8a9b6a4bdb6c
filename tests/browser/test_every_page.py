"""Every page of the page table in a real browser: nothing that the accessibility rules forbid,
and no sideways scroll at 320 pixels. The pages of a case are opened at the stage that has them.
"""

from collections import defaultdict

import pytest

from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.house.test_pages import FILES, Row, rows
from tests.world import PEOPLE, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _stages() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        if set(row.cells.values()) & {"yes"} and row.page not in FILES:
            found[row.at].append(row)
    return found


def _reader(row: Row) -> str:
    """Return the short name of the first who gets the page by the table, "" for the public."""
    column = next(column for column, answer in row.cells.items() if answer == "yes")
    return PEOPLE.get(column, "")


@pytest.mark.parametrize("stage", _stages())
def test_every_page_of_a_stage_is_for_everybody(stage: str, visit: Visit) -> None:
    world = World(stage)
    desks: dict[str, Desk] = {}

    for row in _stages()[stage]:
        short = _reader(row)
        if short not in desks:
            desks[short] = visit(short)
        desks[short].open(world.address(row.page))


@pytest.mark.parametrize("path", ["/cases/CV-26-99999-A/", "/settings/bank-holidays/"])
def test_a_page_that_says_why_not_is_for_everybody_too(path: str, visit: Visit) -> None:
    visit("manager").open(path)


def test_two_managers_decide_at_once_and_the_second_is_shown_what_the_first_did(
    visit: Visit,
) -> None:
    case = World("taken").case
    assert case is not None
    moira, idris = visit("manager"), visit("manager-2")
    for desk in (moira, idris):
        desk.open(f"/cases/{case.reference}/route/")
        desk.choose("Where does this go?", "To MASH")
        desk.write("Why is this right for the child?", f"As seen by {id(desk)}.")

    moira.press("Decide")
    idris.press("Decide")

    moira.sees("Decided for")
    idris.sees("Moira Quayle", "send to MASH")
    idris.sees_not("Something went wrong")
    assert f"As seen by {id(idris)}." in idris.page.content()
