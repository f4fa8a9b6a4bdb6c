"""Reads the page table: what is expected of each page, from each who asks, of each record.

The answers stand in page_table.csv and are read by people; that they hold together, without
asking any page, is checked in tests/house/test_page_table_holds.py.

A cell has two words, for opening a page and for sending its form with nothing in it:

yes   the page, or the form again      go    to another page of the house
in    to the sign-in page              no    refused (403)
none  none that they may know of (404) 405   not in that way
late  somebody was here before (409)   bad   not a page at all (400)
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("page_table.csv")
FIRST = ("page", "at", "record")
OPENING = frozenset({"yes", "in", "go", "no", "none", "405"})
SENDING = OPENING | {"late", "bad"}
# What lets somebody see that the record is there.
LET_IN = frozenset({"yes", "go", "late", "405"})


@dataclass(frozen=True)
class Cell:
    """What somebody gets who opens a page, and who sends its form."""

    opened: str
    sent: str

    def __str__(self) -> str:
        return f"{self.opened}/{self.sent}"


@dataclass(frozen=True)
class Row:
    """A page, how far its case has come, what is about the record, and a cell for each who asks."""

    page: str
    at: str
    record: str
    cells: dict[str, Cell]

    def __str__(self) -> str:
        return f"{self.page} at {self.at}, {self.record}"


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the table."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_row(line) for line in csv.DictReader(file))


def _row(line: dict[str, str]) -> Row:
    named = {column: words for column, words in line.items() if column not in FIRST}
    cells = {column: Cell(*words.split("/")) for column, words in named.items()}
    return Row(line["page"], line["at"], line["record"], cells)


def columns() -> list[str]:
    """Return the names of those who ask, in the order of the table."""
    return list(rows()[0].cells)


def cells() -> Iterator[tuple[Row, str, Cell]]:
    """Return every cell with its row, and who asks."""
    for row in rows():
        for column, cell in row.cells.items():
            yield row, column, cell
