"""Has the rows of a list read by a child process (sandbox.py), and looks at them again."""

import json
from dataclasses import dataclass
from typing import Any

from frontdoor.casework.papers.recognising import recognise
from frontdoor.casework.papers.vocabulary import Kind
from frontdoor.connectors import sandbox

ANSWER, LONG_ANSWER = 64 * 1024 * 1024, 256 * 1024 * 1024
LONG_WALL = 110.0  # seconds
MOST_CELLS, CELL = 60, 1_000
_READERS = {Kind.CSV: "csv", Kind.TXT: "csv", Kind.XLSX: "xlsx"}
NO_LIST = "It is no list. Save it as CSV or as an Excel workbook (XLSX), and send that."
UNREAD = "It could not be read. Save it as CSV (comma delimited), and send that."


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The headings and rows of a file, or why there are none."""

    heads: list[str]
    rows: list[tuple[int, list[str]]]
    why_not: str = ""


def read(name: str, content: bytes, *, is_long: bool = False) -> Listed:
    """Return what a child process reads of a list; each row has its number in the file.

    A long one, of up to 200,000 rows, has a minute or two, where no page waits for it.
    """
    found = recognise(name, content)
    if found.kind not in _READERS:
        return _not(found.refused or NO_LIST)
    try:
        with sandbox.turn() as mine:
            said = _answered(_READERS[found.kind], content, is_long) if mine else b""
        rows = [_row(each) for each in json.loads(said)["rows"]]
    except (OSError, ValueError, RecursionError, TypeError, KeyError, LookupError):
        return _not(UNREAD)
    if not rows:
        return _not("There is nothing in it.")
    return Listed(heads=rows[0][1], rows=rows[1:])


def _answered(reader: str, content: bytes, is_long: bool) -> bytes:
    if is_long:
        return sandbox.answered(f"{reader}_long", content, most=LONG_ANSWER, wall=LONG_WALL)
    return sandbox.answered(f"{reader}_rows", content, most=ANSWER)


def _not(why: str) -> Listed:
    return Listed(heads=[], rows=[], why_not=why)


def _row(said: Any) -> tuple[int, list[str]]:
    number, cells = said
    return int(number), [sandbox.plain(cell, CELL) for cell in cells[:MOST_CELLS]]
