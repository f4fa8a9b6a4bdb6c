"""A table as an XLSX file: the same rows as on the page, and no live formula (U8)."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from frontdoor.oversight.measures.period import Period
from frontdoor.web.components import sheet as sheets
from frontdoor.web.components import words
from frontdoor.web.oversight.tables import INSIDE, Cell, Table


def write(table: Table, *, hub: str, period: Period, counted_at: datetime) -> bytes:
    """Return the file: the table on the first sheet, and what it is about on the second."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **sheets.AS_TEXT}) as book:
        formats = {
            "bold": book.add_format({"bold": True}),
            int: book.add_format({"num_format": "#,##0"}),
            Decimal: book.add_format({"num_format": "0.0"}),
        }
        sheet = book.add_worksheet("Figures")
        for column, head in enumerate(table.spoken_heads):
            sheet.write_string(0, column, head, formats["bold"])
        for row, line in enumerate([*table.lines, table.total], 1):
            sheet.write_string(row, 0, line.name)
            for column, cell in enumerate(line.cells, 1):
                _write(sheet, row, column, cell, formats)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(table.heads), 16)
        about = book.add_worksheet("About")
        for row, said in enumerate(_about(table, hub, period, counted_at)):
            about.write_string(row, 0, said)
    return file.getvalue()


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet",
    row: int,
    column: int,
    cell: Cell,
    formats: dict[object, object],
) -> None:
    if isinstance(cell.value, int | Decimal):
        sheet.write_number(row, column, float(cell.value), formats[type(cell.value)])
    else:
        sheet.write_string(row, column, cell.text)


def _about(table: Table, hub: str, period: Period, counted_at: datetime) -> list[str]:
    return [
        f"{hub}: {table.title}",
        f"{period.since:%B %Y} to {period.until:%B %Y}",
        f"Counted on {words.moment(counted_at)}",
        table.about,
        "Children in contacts are counted, each with a rating, an outcome and clocks of their own.",
        INSIDE,
    ]
