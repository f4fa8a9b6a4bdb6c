"""Rows of text as a file, XLSX or CSV, in which no cell is a live formula (U8)."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A text that begins like a formula, an address or a number stays the text that it is.
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# What a spreadsheet program would work out; a number that begins with its sign is none.
_LIVE = re.compile(r"\s*[=+@\t\r-](?![\d.,\s]*$)")


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file as Excel reads it; what it would work out stands behind an apostrophe."""
    file = StringIO(newline="")
    made = csv.writer(file)
    made.writerow(heads)
    made.writerows([f"'{cell}" if _LIVE.match(cell) else cell for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def write(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file: one sheet of that title, its heads in bold, every cell a text."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TEXT}) as book:
        bold = book.add_format({"bold": True})
        page = book.add_worksheet(title)
        for column, head in enumerate(heads):
            page.write_string(0, column, head, bold)
        for number, row in enumerate(rows, 1):
            for column, said in enumerate(row):
                page.write_string(number, column, said)
        page.freeze_panes(1, 0)
        page.set_column(0, len(heads) - 1, 24)
    return file.getvalue()
