"""The page table keeps its own laws, whatever the pages do: reviewers read these first.

What every page really answers is asked in tests/integration/test_the_page_table.py.
"""

from collections.abc import Iterator

import pytest

from frontdoor.access.vocabulary import ZONE_OF
from frontdoor.web.gate import ANYBODY
from tests.house.test_pages import COLUMNS, addresses
from tests.house.test_pages import rows as plain
from tests.matrix import table
from tests.matrix.records import of
from tests.matrix.table import LET_IN, OPENING, SENDING, Cell, Row, cells, rows

PAGES = dict(addresses())
GATES = {name: set(getattr(page, "page_for", ())) for name, page in PAGES.items()}
PUBLIC = {name for name, who in GATES.items() if ANYBODY in who}
# A record of somebody else's, and one that is not there: they may not be told apart.
NOTHING = "nothing"
STRANGERS = [c for c in table.columns() if c.startswith("x_")] + ["oth", "els"]
# Kept for readers who are none of those who ask; also where their look without the right is over.
KEPT = ("restricted", "adopted", "expired")
# What is restricted is not restricted again: what was typed comes back with that.
AGAIN = "restricting:restrict"
# About a worker of the hub; and what has left it, which its team keeps.
STAYS = {
    ("worklist:cover", "coo"), ("worklist:cover", "man"),
    ("disclosures:product", "tea"), ("disclosures:added", "tea"),
}  # fmt: skip


def _of_records() -> Iterator[Row]:
    return (row for row in rows() if row.record != "-")


def test_there_are_more_cells_than_fifteen_thousand() -> None:
    assert sum(len(("opened", "sent")) for _ in cells()) >= 15_000


def test_every_word_is_one_that_is_explained() -> None:
    assert {cell.opened for _, _, cell in cells()} <= OPENING
    assert {cell.sent for _, _, cell in cells()} <= SENDING


def test_every_address_has_its_rows_and_every_row_an_address() -> None:
    asked = {row.page for row in rows()}

    assert asked == set(PAGES), "tests/matrix/propose.py prints rows: read them before they go in."


def test_a_page_of_a_record_is_asked_in_every_relation_to_it() -> None:
    records: dict[str, list[str]] = {}
    for row in rows():
        records.setdefault(f"{row.page} {row.at}", []).append(row.record)

    assert {
        page: found
        for page, found in records.items()
        if sorted(found) != sorted(of(page.split()[1]))
    } == {}


def test_the_table_agrees_with_the_one_in_short() -> None:
    short = {row.page: row for row in plain()}
    named = {"hub": "x_man"} | {name: name for name in COLUMNS if name != "hub"}

    assert {
        f"{row} as {column}"
        for row in rows()
        if row.record in ("-", "open")
        for column, there in named.items()
        if short[row.page].cells[column] != row.cells[there].opened
    } == set()


# The page asks for sign-in by itself, in the words of a program.
ASKS_ITSELF = {"drafts:save"}


@pytest.mark.parametrize("column", ["nobody", "left"])
def test_nobody_who_is_not_signed_in_gets_further_than_the_sign_in_page(column: str) -> None:
    private = [row for row in rows() if row.page not in PUBLIC | ASKS_ITSELF]

    assert {
        f"{row}: {cell}"
        for row in private
        if str(cell := row.cells[column]) not in ("in/in", "in/405")
    } == set()


@pytest.mark.parametrize("column", STRANGERS)
def test_a_record_of_somebody_elses_is_as_one_that_is_not_there(column: str) -> None:
    there = {row.page: row.cells[column] for row in rows() if row.record == NOTHING}

    assert {str(row) for row in _of_records() if row.cells[column] != there[row.page]} == set()


@pytest.mark.parametrize("record", KEPT)
def test_a_record_that_is_kept_for_others_is_as_one_that_is_not_there(record: str) -> None:
    there = {row.page: row.cells for row in rows() if row.record == NOTHING}

    assert {
        f"{row} as {column}: {cell}"
        for row, column, cell in cells()
        if row.record == record and (row.page, column) not in STAYS
        if cell != there[row.page][column]
    } == set()


def test_whoever_is_named_as_a_reader_has_the_pages_that_were_theirs() -> None:
    before = {row.page: row.cells for row in rows() if row.record == "open"}

    assert {
        f"{row} as {column}: {cell}"
        for row, column, cell in cells()
        if row.record == "readers" and row.page != AGAIN and cell != before[row.page][column]
    } == set()


def test_whoever_may_not_open_a_page_may_not_send_it() -> None:
    shut = {"in", "no", "none"}

    assert {
        f"{row} as {column}: {cell}"
        for row, column, cell in cells()
        if cell.opened in shut and cell.sent not in (cell.opened, "405")
        if row.page != AGAIN and not _comes_too_late(row, column, cell)
    } == set()


def _comes_too_late(row: Row, column: str, cell: Cell) -> bool:
    """Tell whether what was typed comes back with its words: the case went on meanwhile."""
    [asked] = [each for each in rows() if (each.page, each.record) == (row.page, "open")]
    return row.record == "ended" and str(cell) == "no/yes" and asked.cells[column].sent == "yes"


def test_the_gate_lets_in_nobody_whom_the_table_shuts_out() -> None:
    roles = {name: role for name, role in COLUMNS.items() if role is not None and name != "hub"}
    roles |= {f"x_{name}": role for name, role in roles.items()}

    assert {
        f"{row} as {column}: {cell}"
        for row, column, cell in cells()
        if column in roles and row.page not in PUBLIC
        if not {roles[column], ZONE_OF[roles[column]]} & GATES[row.page]
        if cell.opened in LET_IN - {"405"} or cell.sent in LET_IN - {"405"}
    } == set()
