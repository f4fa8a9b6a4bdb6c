"""The figures as people see them: tables, bars, what is behind a number, and the file."""

import re
from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from frontdoor.access import context
from frontdoor.audit.models import Look
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight import operations
from frontdoor.oversight.measures.period import Period
from frontdoor.web.oversight import spreadsheet
from frontdoor.web.oversight.tables import Cell, Line, Table
from tests import counting, make
from tests.pages import text

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

PAGE = "/figures/"
OF_THE_SOURCE = "since=2015-01&until=2015-12"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def source(walk: Walk) -> Walk:
    """Return Coventry with the tables of the source, counted."""
    with context.inside(walk.hub.pk):
        operations.load(hub_id=walk.hub.pk, rows=counting.rows_of_the_source(), at=walk.at)
        operations.count(hub_id=walk.hub.pk, at=walk.at)
    return walk


def _counted(walk: Walk) -> None:
    with context.inside(walk.hub.pk):
        operations.count(hub_id=walk.hub.pk, at=walk.at)


def _rows(page: str, slug: str) -> list[list[str]]:
    """Return a table of the page as it is read, without what is only heard."""
    part = page.split(f'id="{slug}"')[1].split("</table>", maxsplit=1)[0]
    part = re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", part)
    lines = re.findall(r"<tr.*?</tr>", part, re.S)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S) for line in lines)
    return [[" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in line] for line in cells]


def _sheet(file: bytes) -> list[list[tuple[str, str]]]:
    """Return the first sheet of a file: for each cell its kind and what is in it."""
    with ZipFile(BytesIO(file)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
    strings = ["".join(each.itertext()) for each in shared.findall(f"{SHEET}si")]
    assert not list(sheet.iter(f"{SHEET}f")), "There is a formula in the file"
    rows: list[list[tuple[str, str]]] = []
    for row in sheet.iter(f"{SHEET}row"):
        rows.append([])
        for cell in row.findall(f"{SHEET}c"):
            value = cell.findtext(f"{SHEET}v") or ""
            kind = cell.get("t", "n")
            rows[-1].append((kind, strings[int(value)] if kind == "s" else value))
    return rows


def _as_read(kind: str, value: str) -> str:
    return value if kind == "s" else f"{float(value):.6g}"


def _bare(cell: str) -> str:
    """Return a number of the page as a file has it."""
    if re.fullmatch(r"[\d,.]+%?", cell):
        return f"{float(cell.replace(',', '').rstrip('%')):.6g}"
    return cell


# --- The page ---


def test_the_page_shows_the_tables_of_the_source(sign_in: SignIn, source: Walk) -> None:
    page = sign_in("performance").get(f"{PAGE}?{OF_THE_SOURCE}").content.decode()

    by_source, in_time = _rows(page, "sources"), _rows(page, "completion")
    none = ["0", "0.0%"] * 3  # Without an outcome yet, joined, and by mistake.
    assert by_source[7] == ["Police", "957", "36.1%", "1,691", "63.9%", *none, "2,648"]
    assert by_source[-1] == ["Total", "4,724", "37.8%", "7,762", "62.2%", *none, "12,486"]
    assert in_time[1][:6] == ["Red", "546", "69.6%", "238", "30.4%", "784"]
    assert in_time[-1] == ["Total", "2,697", "69.5%", "1,181", "30.5%", "3,878", *"000", "8,608"]


def test_a_group_that_told_of_nobody_has_its_row_all_the_same(sign_in: SignIn, walk: Walk) -> None:
    make.contact(walk)
    _counted(walk)

    page = sign_in("performance").get(PAGE).content.decode()

    # Who does not report is seen as well (S4).
    assert ["Police", *["0", "–"] * 5, "0"] in _rows(page, "sources")


def test_august_is_marked_and_no_other_month(sign_in: SignIn, source: Walk) -> None:
    page = sign_in("manager").get(f"{PAGE}?{OF_THE_SOURCE}").content.decode()

    notes = {row[0]: row[-1] for row in _rows(page, "months")[1:]}
    assert notes.pop("August 2015") == "Usually quieter: school holidays"
    assert set(notes.values()) == {""}


def test_each_table_has_its_bars_with_the_same_totals(sign_in: SignIn, source: Walk) -> None:
    page = sign_in("manager").get(f"{PAGE}?{OF_THE_SOURCE}").content.decode()

    drawings = re.findall(r'<svg(?! class="moj-).*?</svg>', page, re.S)
    # Nobody of the past has a clock for the first look, nor for the response.
    assert len(drawings) == 3
    assert "style" not in "".join(drawings)
    said = re.findall(r"<text[^>]*>([^<]*)</text>", drawings[1])
    assert dict(zip(said[5::2], said[6::2], strict=True))["Police"] == "2,648"


def test_months_can_be_chosen_and_the_wrong_order_is_told(sign_in: SignIn, source: Walk) -> None:
    client = sign_in("manager")

    march = client.get(f"{PAGE}?since=2015-03&until=2015-03").content.decode()
    wrong = client.get(f"{PAGE}?since=2015-04&until=2015-03")

    assert len(_rows(march, "months")) == 3
    assert wrong.status_code == 422
    assert "The last month must not be before the first" in wrong.content.decode()


@pytest.mark.parametrize("months", ["since=2015-13", "until=x", "since=2031-01", "since="])
def test_months_without_figures_are_refused_in_words(
    months: str, sign_in: SignIn, source: Walk
) -> None:
    response = sign_in("manager").get(f"{PAGE}?{months}")

    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


def test_a_hub_that_has_never_counted_says_so(sign_in: SignIn, walk: Walk) -> None:
    said = text(sign_in("performance").get(PAGE))

    assert "Nothing has been counted yet. A team manager can count again." in said


def test_a_manager_counts_again_with_one_button(sign_in: SignIn, walk: Walk) -> None:
    make.contact(walk)
    client = sign_in("manager")

    said = text(client.post(reverse("oversight:count"), follow=True))

    assert "Counted again" in said
    assert "by Moira Quayle" in said


def test_the_page_asks_the_database_as_often_for_much_as_for_little(
    sign_in: SignIn, source: Walk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in("performance")
    client.get(PAGE)  # The first page after signing in keeps until when that lasts.

    with django_assert_max_num_queries(12):
        client.get(f"{PAGE}?{OF_THE_SOURCE}")


# --- What is behind a number ---


def test_a_manager_opens_the_cases_behind_a_number(sign_in: SignIn, walk: Walk) -> None:
    enquiry = make.enquiry(walk)
    make.contact(walk)
    _counted(walk)
    client = sign_in("manager")
    page = client.get(PAGE).content.decode()
    address = re.search(r'href="(/figures/children/[^"]*rating=amber[^"]*running[^"]*)"', page)
    assert address is not None

    behind = client.get(address[1].replace("&amp;", "&"))

    said = text(behind)
    assert f">{enquiry.case.reference}</a>" in behind.content.decode()
    assert "1 child as things stand now" in said
    assert "Amber" in said
    make.enter()
    assert Look.objects.filter(subject="figures", purpose__startswith="Amber").exists()


def test_every_number_is_as_many_children_as_there_are_behind_it(
    sign_in: SignIn, source: Walk
) -> None:
    make.requests(source)
    make.contact(source)
    _counted(source)
    client = sign_in("manager")
    page = client.get(f"{PAGE}?since=2015-12&until=2027-03").content.decode()
    links = re.findall(r'href="(/figures/children/[^"]*)">([\d,]+)<', page)
    recent = [link for link in links if "since=2027-03" in link[0] or "span=" in link[0]]

    different = {
        address: (number, said)
        for address, number in recent
        if f": {number} child"
        not in (said := text(client.get(address.replace("&amp;", "&")))).replace("  ", " ")
    }

    assert len(recent) > 20
    assert different == {}


def test_what_was_loaded_is_listed_without_a_page_of_its_own(sign_in: SignIn, source: Walk) -> None:
    page = sign_in("manager").get(
        f"/figures/children/?{OF_THE_SOURCE}&group=early_help"
    ).content.decode()  # fmt: skip

    assert "Loaded from before Frontdoor" in page
    assert "early_help-0" in page
    assert "/cases/early_help-0" not in page


def test_more_than_can_be_read_is_cut_off_and_told(sign_in: SignIn, source: Walk) -> None:
    said = text(sign_in("manager").get(f"/figures/children/?{OF_THE_SOURCE}"))

    assert "12,486 children as things stand now" in said
    assert "The first 200 are listed" in said


def test_a_performance_officer_sees_the_numbers_and_is_told_why_no_more(
    sign_in: SignIn, source: Walk
) -> None:
    page = sign_in("performance").get(f"{PAGE}?{OF_THE_SOURCE}")

    assert "/figures/children/" not in page.content.decode()
    assert "figures need no child’s name" in text(page)
    assert "Count again" not in text(page)


@pytest.mark.parametrize(
    "asked", ["group=army", "outcome=x", "rating=pink", "span=x", "state=x", "since=2015-13"]
)
def test_a_figure_that_is_none_is_unknown(asked: str, sign_in: SignIn, source: Walk) -> None:
    assert sign_in("manager").get(f"/figures/children/?{asked}").status_code == 404


# --- The file ---


@pytest.mark.parametrize("table", ["months", "sources", "first-look", "response", "completion"])
def test_the_file_has_the_rows_of_the_page_and_no_formula(
    table: str, sign_in: SignIn, source: Walk
) -> None:
    make.requests(source)
    _counted(source)
    client = sign_in("performance")
    months = "since=2015-01&until=2027-03"

    page = client.get(f"{PAGE}?{months}").content.decode()
    file = client.get(f"{PAGE}{table}.xlsx?{months}")

    assert file["Content-Disposition"] == (
        f'attachment; filename="{table}-2015-01-to-2027-03.xlsx"'
    )
    rows = _sheet(file.content)
    shown = _rows(page, table)
    assert len(rows) == len(shown)
    assert [[_as_read(*cell) for cell in row] for row in rows[1:]] == [
        [_bare(cell) for cell in row] for row in shown[1:]
    ]


@pytest.mark.parametrize("begins", ["=1+1", "+44", "-1", "@SUM(A1)", "=HYPERLINK(1)", "1e5"])
def test_a_text_that_begins_like_a_formula_stays_text(begins: str) -> None:
    line = Line(begins, [Cell(begins)], parts=(0,))
    table = Table(
        slug="a", title=begins, about=begins, heads=[begins, begins], lines=[line], total=line,
        legend=(begins,),
    )  # fmt: skip

    file = spreadsheet.write(
        table,
        hub=begins,
        period=Period(since=counting.YEAR[0], until=counting.YEAR[-1]),
        counted_at=make.MONDAY_9AM,
    )

    assert _sheet(file) == [[("s", begins), ("s", begins)]] * 3


def test_a_table_that_is_none_is_unknown(sign_in: SignIn, source: Walk) -> None:
    assert sign_in("performance").get("/figures/secrets.xlsx").status_code == 404


def test_a_file_for_the_wrong_months_leads_back_to_the_page_that_says_so(
    sign_in: SignIn, source: Walk
) -> None:
    response = sign_in("performance").get("/figures/sources.xlsx?since=2015-04&until=2015-03")

    assert response.headers["Location"] == "/figures/?since=2015-04&until=2015-03"
