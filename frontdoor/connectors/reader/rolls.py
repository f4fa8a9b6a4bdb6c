"""Reads every row of a list: a table as text, or the first sheet of a spreadsheet."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from itertools import islice

import python_calamine

from frontdoor.connectors.reader.letters import decoded
from frontdoor.connectors.reader.sheets import words

# One more than is taken, and the headings; more where nobody waits for a page.
MOST_ROWS, MOST_UNATTENDED, MOST_CELLS, CELL = 20_002, 200_002, 60, 1_000
Answer = dict[str, object]


def text(content: bytes, *, most: int = MOST_ROWS) -> Answer:
    """Return the rows of a table as text, by the mark that its first line has most of."""
    whole = decoded(content)
    csv.field_size_limit(64 * 1024)
    first = whole.lstrip("\r\n").partition("\n")[0]
    # A spreadsheet program may say itself which mark it writes.
    if first.casefold().startswith("sep=") and len(first.strip()) == 5:
        whole = whole.lstrip("\r\n").partition("\n")[2]
        return _rows(csv.reader(StringIO(whole), delimiter=first[4]), most)
    mark = max(",;\t|", key=first.count)
    return _rows(csv.reader(StringIO(whole), delimiter=mark), most)


def long_text(content: bytes) -> Answer:
    """Return the same of a table that nobody waits for."""
    return text(content, most=MOST_UNATTENDED)


def book(content: bytes, *, most: int = MOST_ROWS) -> Answer:
    """Return the rows of the first sheet that has any."""
    found = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    for name in found.sheet_names:
        sheet = found.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False, nrows=most)
        if rows:
            return _rows(([words(cell) for cell in row[:MOST_CELLS]] for row in rows), most)
    return {"rows": []}


def long_book(content: bytes) -> Answer:
    """Return the same of a spreadsheet that nobody waits for."""
    return book(content, most=MOST_UNATTENDED)


def _rows(rows: Iterable[list[str]], most: int) -> Answer:
    """Return the rows that say anything, each with its number in the file."""
    listed = [
        [number, [cell.strip()[:CELL] for cell in row[:MOST_CELLS]]]
        for number, row in islice(enumerate(rows, 1), most)
        if any(cell.strip() for cell in row)
    ]
    return {"rows": listed}
