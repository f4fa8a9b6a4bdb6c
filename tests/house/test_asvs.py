"""Every requirement of ASVS 5.0 that we hold ourselves to has an answer; what it names is there.

The ids are OWASP's and stand in docs/asvs.csv without a word of theirs.
"""

import ast
import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest

from config import settings
from tests.house.source import ROOT, text

TABLE = "docs/asvs.csv"
SHARED = ROOT.parent / "shared" / "data" / "asvs" / "asvs5.csv"
# Level 2 in full, and level 3 of files, authorisation and logging.
WHOLE_CHAPTERS = {"V5", "V8", "V16"}
ANSWERS = {
    "test": "a test shows it",
    "setting": "a setting of the program makes it so",
    "code": "the code does it, and no test shows it",
    "document": "a document says what is asked for",
    "installation": "whoever installs has to see to it, and is told so",
    "not applicable": "there is no such thing here",
    "not met": "and what is missing",
}
AIM = 0.6


@dataclass(frozen=True)
class Row:
    """One requirement, what we say to it, and what shows that."""

    id: str
    answer: str
    by: str
    words: str

    @property
    def places(self) -> list[str]:
        """Return what is named, one by one."""
        return self.by.split(" ; ") if self.by else []


def _rows() -> list[Row]:
    return [Row(**each) for each in csv.DictReader(text(TABLE).splitlines())]


@cache
def _names(path: str) -> frozenset[str]:
    """Return what a Python file defines."""
    made = ast.walk(ast.parse(text(path)))
    return frozenset(n.name for n in made if isinstance(n, ast.FunctionDef | ast.ClassDef))


def _is_there(row: Row, place: str) -> bool:
    path, mark, name = place.partition("#" if row.answer in ("document", "installation") else "::")
    if row.answer == "setting":
        return hasattr(settings, place) or f'"{place}"' in text("config/settings.py")
    if not (ROOT / path).is_file() or not mark:
        return False
    if mark == "#":
        return name in re.findall(r"^#+ (.+)$", text(path), re.M)
    is_test = name.startswith("test_") and path.startswith("tests/")
    return name in _names(path) and is_test == (row.answer == "test")


def test_each_requirement_has_one_answer_that_is_explained() -> None:
    rows = _rows()

    assert [each for each, times in Counter(row.id for row in rows).items() if times > 1] == []
    assert [row.id for row in rows if row.answer not in ANSWERS] == []


def test_whatever_an_answer_names_is_there() -> None:
    lost = [(row.id, place) for row in _rows() for place in row.places if not _is_there(row, place)]

    assert lost == []


def test_whatever_is_met_names_what_shows_it_and_whatever_is_not_says_why() -> None:
    for row in _rows():
        if row.answer in ("not applicable", "not met"):
            assert row.words.endswith("."), row.id
            assert not row.by, row.id
        else:
            assert row.by, row.id


def test_a_test_that_is_not_there_would_be_seen() -> None:
    lie = Row("V1.1.1", "test", "tests/house/test_asvs.py::test_of_nothing", "")
    code = Row(
        "V1.1.1",
        "code",
        "tests/house/test_asvs.py::test_a_test_that_is_not_there_would_be_seen",
        "",
    )

    assert not _is_there(lie, lie.by)
    assert not _is_there(code, code.by)
    assert not _is_there(Row("V1.1.1", "setting", "NO_SUCH", ""), "NO_SUCH")
    assert not _is_there(Row("V1.1.1", "document", "", ""), "docs/security.md#No such heading")


def test_every_requirement_that_we_hold_ourselves_to_is_in_the_table() -> None:
    if not SHARED.is_file():
        pytest.skip("The ids of ASVS do not stand beside this checkout, at ../shared/data/asvs.")
    with SHARED.open(encoding="utf-8") as given:
        wanted = [
            each["req_id"]
            for each in csv.DictReader(given)
            if int(each["L"]) <= 2 or each["chapter_id"] in WHOLE_CHAPTERS
        ]

    assert [row.id for row in _rows()] == wanted


def test_most_of_what_applies_is_shown_by_a_test(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = Counter(row.answer for row in _rows())
    apply = sum(told.values()) - told["not applicable"]
    share = told["test"] / apply
    with capsys.disabled():
        print(f"\nASVS 5.0: {dict(told)}; {share:.0%} of {apply} that apply are met by a test")  # noqa: T201

    assert share >= AIM
