"""A requirement that is cited exists: (C5.4), (a.8(6)) and the like lead somewhere."""

import re
from functools import cache

import pytest

from tests.house.source import ROOT, files, text

SHARED = ROOT.parent / "shared" / "requirements.md"
OWN = "tests/house/test_requirements.py"
CITING = ("frontdoor/", "config/", "packs/", "docs/", "tests/", "README.md", "CHANGELOG.md")
# Sources P, D, C, S and B with their numbers, and what was decided for their conflicts and gaps.
CITED = re.compile(r"(?<![\w.#/-])([PDCSB]\d{1,2}(?:\.\d{1,2})?)(?![\w-]|\.\d)")
DECIDED = re.compile(r"\ba\.(7|8)(?:\(| |, )(\d{1,2}b?)\b")
GIVEN = re.compile(r"\*\*([PDCSB]\d+(?:\.\d+)?)(?:-([\d.]+))?")

pytestmark = pytest.mark.skipif(
    not SHARED.is_file(),
    reason="The requirements do not stand beside this checkout, at ../shared/requirements.md.",
)


@cache
def _known() -> frozenset[str]:
    found = set()
    for first, last in GIVEN.findall(SHARED.read_text(encoding="utf-8")):
        found.add(first)
        if last:
            section, _, number = first.rpartition(".")
            up_to = int(last.rpartition(".")[2])
            found |= {f"{section}.{each}" for each in range(int(number), up_to + 1)}
        # A whole section may be cited as well: C7.
        found.add(first.partition(".")[0])
    return frozenset(found)


@cache
def _decided() -> frozenset[tuple[str, str]]:
    whole = SHARED.read_text(encoding="utf-8")
    gaps = re.findall(r"^(\d+)\. ", whole.partition("## a.7")[2].partition("## a.8")[0], re.M)
    rows = re.findall(r"^\| ([^|]+) \|", whole.partition("## a.8")[2], re.M)
    numbers = {number for row in rows for number in re.findall(r"\d+b?", row)}
    return frozenset({("7", each) for each in gaps} | {("8", each) for each in numbers})


def _citing() -> list[str]:
    kept = (".py", ".toml", ".md", ".html", ".sql")
    cites = [path for path in files() if path.startswith(CITING) and path.endswith(kept)]
    return [path for path in cites if path != OWN]


def test_the_requirements_were_read() -> None:
    assert {"P26", "C2.7", "C15.16", "B22", "S11", "D15"} <= _known()
    assert {("8", "6b"), ("8", "15"), ("7", "21")} <= _decided()


def test_every_requirement_that_is_cited_exists() -> None:
    unknown = [
        f"{path}:{number} {name}"
        for path in _citing()
        for number, line in enumerate(text(path).splitlines(), 1)
        if "noqa" not in line
        for name in CITED.findall(line)
        if name not in _known()
    ]

    assert unknown == []


def test_every_decision_that_is_cited_exists() -> None:
    unknown = [
        f"{path}:{number} a.{section}({name})"
        for path in _citing()
        for number, line in enumerate(text(path).splitlines(), 1)
        for section, name in DECIDED.findall(line)
        if (section, name) not in _decided()
    ]

    assert unknown == []


def test_a_requirement_that_does_not_exist_would_be_seen() -> None:
    assert CITED.findall("As it should be (C16.99, B40).") == ["C16.99", "B40"]
    assert not {"C16.99", "B40"} & _known()
