"""Reads the names of the sheets of a spreadsheet, and the first rows of the first of them."""

from datetime import date, datetime, timedelta
from io import BytesIO

import python_calamine

from frontdoor.connectors.reader.letters import CELL, COLUMNS, ROWS, WARNING, is_like_a_formula

SHEETS, NAMES = 3, 20


def read(content: bytes) -> dict[str, object]:
    """Return the sheets of a spreadsheet by name, and the first rows of three."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [
        {"name": name[:CELL], "rows": _rows(book, name)} for name in book.sheet_names[:SHEETS]
    ]
    names = ", ".join(name[:60] for name in book.sheet_names[:NAMES])
    about = [("Sheets", f"{len(book.sheet_names)}: {names}")]
    if any(is_like_a_formula(each["rows"]) for each in sheets):  # type: ignore[arg-type]
        about.append(WARNING)
    return {"about": about, "sheets": sheets}


def _rows(book: python_calamine.CalamineWorkbook, name: str) -> list[list[str]]:
    rows = book.get_sheet_by_name(name).to_python(nrows=ROWS)
    return [[words(cell) for cell in row[:COLUMNS]] for row in rows]


def words(cell: object) -> str:
    """Return a cell as people write it."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)[:CELL] if not isinstance(cell, timedelta) else str(cell)
