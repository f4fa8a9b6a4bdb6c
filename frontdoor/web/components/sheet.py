"""Rows of text as an XLSX file, in which no cell is a live formula (U8)."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A text that begins like a formula, an address or a number stays the text that it is.
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


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
