"""Lists as people and programs write them: every row with its number, every day as it is meant."""

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from frontdoor.casework.rolls import headings, rules
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.connectors import rolls
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import Involvement, SourceRecord
from tests import make, rolling

HEADS = "Person ID;Forename;Surname;DOB\r\n"
BORN = date(2015, 2, 1)


def book(rows: list[list[object]]) -> bytes:
    """Return a workbook as Excel writes it, with an empty sheet before it."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        made.add_worksheet("Notes")
        sheet, days = made.add_worksheet("People"), made.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, place, cell, days)
                else:
                    sheet.write(number, place, cell)
    return file.getvalue()


@pytest.mark.parametrize(
    "words",
    ["1/2/2015", "01/02/2015", "2015-02-01", "2015-02-01T00:00:00Z", "2015-02-01 00:00:00",
     "1.2.2015", "01-02-2015", "1 Feb 2015", "1 February 2015", "01-Feb-2015", "01-Feb-15",
     "20150201", "42036", "42036.0", " 1/2/15 "],
)  # fmt: skip
def test_a_day_is_read_as_people_programs_and_spreadsheets_write_it(words: str) -> None:
    assert rules.a_date(words) == BORN


@pytest.mark.parametrize("words", ["", "soon", "31/2/2015", "2/31/2015", "0", "2015", "1/2/0015"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert rules.a_date(words) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ((HEADS + "1;Zoë;Lowther;1/2/2015\r\n").encode("utf-8-sig"), "a.csv"),
        ((HEADS + "1;Zoë;Lowther;1/2/2015\r\n").encode("cp1252"), "a.csv"),
        (("sep=;\r\n" + HEADS + "1;Zoë;Lowther;1/2/2015\r\n").encode(), "a.csv"),
        ((HEADS + "1;Zoë;Lowther;1/2/2015\r\n").replace(";", ",").encode(), "a.csv"),
        ((HEADS + "1;Zoë;Lowther;1/2/2015\r\n").replace(";", "\t").encode("utf-16"), "a.tsv"),
        (book([["Person ID", "Forename", "Surname", "DOB"],
               [1, "Zoë", "Lowther", datetime(2015, 2, 1)]]), "a.xlsx"),  # noqa: DTZ001
        (book([["Person ID", "Forename", "Surname", "DOB"], ["1", "Zoë", "Lowther", 42036]]),
         "a.xlsx"),
    ],
    ids=["bom", "windows", "sep", "commas", "tabs", "workbook", "serial"],
)  # fmt: skip
def test_a_list_is_read_as_programs_write_it(content: bytes, name: str) -> None:
    listed = rolls.read(name, content)

    assert listed.why_not == ""
    assert listed.heads == ["Person ID", "Forename", "Surname", "DOB"]
    [(_, cells)] = listed.rows
    columns = headings.suggested(listed.heads, {})
    row = rules.read(cells, columns, today=date(2027, 3, 1), works=False)
    assert row.number == "1"
    assert row.person == {"given_names": "Zoë", "family_name": "Lowther", "date_of_birth": BORN}


def test_blank_lines_are_left_out_and_every_row_keeps_its_number() -> None:
    content = b"ID,Surname\n\n1,Lowther\n,\n2,Merrow\n"

    assert [number for number, _ in rolls.read("a.csv", content).rows] == [3, 5]


def test_twenty_thousand_rows_are_read() -> None:
    rows = [[f"P{n}", f"Given{n}", "Family", "1/2/2015"] for n in range(20_000)]
    content = rolling.csv(rows, heads=["ID", "Forename", "Surname", "DOB"])

    assert len(rolls.read("a.csv", content).rows) == 20_000


def test_longer_ones_are_read_where_no_page_waits() -> None:
    heads = ["ID", "Forename", "Surname", "DOB"]
    listed = [[f"P{n}", f"Given{n}", "Family", "1/2/2015"] for n in range(20_010)]
    text = rolling.csv(listed, heads=heads)

    # One more than is taken: whoever brings it is told that it is too long.
    assert len(rolls.read("a.csv", text).rows) == 20_001
    assert len(rolls.read("a.csv", text, is_long=True).rows) == 20_010
    sheet = book([[*each] for each in (heads, *listed)])
    assert len(rolls.read("a.xlsx", sheet).rows) == 20_001
    assert len(rolls.read("a.xlsx", sheet, is_long=True).rows) == 20_010


@pytest.mark.django_db
def test_a_register_of_ones_own_is_taken_and_says_nothing_of_who_else_there_is(walk: Walk) -> None:
    heads = ["ID", "Name", "DOB"]
    first = rolling.taken(
        walk, [["1", "Lowther, Tamsin", "1/2/2015"], ["2", "Joel Merrow", ""]],
        kind=Kind.REGISTER, heads=heads,
    )  # fmt: skip
    again = rolling.taken(
        make.later(walk, days=1), [["1", "Lowther, Tamsin", ""]], kind=Kind.REGISTER, heads=heads
    )

    assert (first.gone, again.gone) == (0, 0)
    make.enter("manager")
    held = SourceRecord.objects.select_related("person").order_by("number")
    assert [each.person.name for each in held] == ["Tamsin Lowther", "Joel Merrow"]
    assert not Involvement.objects.filter(source=rolling.SYSTEM).exists()
