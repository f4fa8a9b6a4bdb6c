"""What the law says is said by the dated law pack, with its source, and never by code or pages."""

import ast
import re

import pytest

from frontdoor.policy import reading
from frontdoor.policy.law import Law
from tests.house.source import ROOT, Source, files, python, text

# Names of statutes, and the words in which a statement of law is made.
OF_LAW = re.compile(
    r"\b(?:Act (?:19|20)\d\d|GDPR|EWHC|Articles? \d|Schedule \d"
    r"|consent is not (?:needed|relied on)|(?:under|below|without) section \d+)",
    re.IGNORECASE,
)
# Invented hubs and the people in them quote what they like; migrations are history.
WITHOUT = ("frontdoor/jobs/example/",)
SOURCES = [
    each
    for each in python("frontdoor/")
    if not each.path.startswith(WITHOUT) and "/migrations/" not in each.path
]
PAGES = [path for path in files() if path.startswith("frontdoor/") and path.endswith(".html")]
ENGLAND = (ROOT / "packs" / "law" / "england.toml").read_text(encoding="utf-8")


def _law() -> Law:
    return reading.read_law(ENGLAND, name="england")


def _docstrings(source: Source) -> set[int]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(source.tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }


def _said(source: Source) -> list[str]:
    """Return every text of a file that somebody could read on a page."""
    silent = _docstrings(source)
    return [
        node.value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
    ]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.path)
def test_no_code_says_what_the_law_is(source: Source) -> None:
    assert [said for said in _said(source) if OF_LAW.search(said)] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_says_what_the_law_is(page: str) -> None:
    assert OF_LAW.findall(text(page)) == []


@pytest.mark.parametrize(
    "said",
    ["Under section 47.", "Children Act 1989", "UK GDPR, Article 6", "Consent is not needed."],
)
def test_the_search_finds_what_it_is_for(said: str) -> None:
    assert OF_LAW.search(said)


def test_every_statement_of_the_pack_has_its_source_and_the_pack_its_date() -> None:
    law = _law()

    assert law.law.effective_from
    assert [each.slug for each in law.texts if not each.source.strip()] == []


def test_every_statement_that_code_asks_for_is_in_the_pack() -> None:
    asked = {
        node.args[0].value
        for source in SOURCES
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "said"
        if node.args and isinstance(node.args[0], ast.Constant)
    }

    assert asked <= {each.slug for each in _law().texts}
    assert "tell_family" in asked


def test_what_a_request_rests_on_is_said_for_each_basis() -> None:
    law = _law()

    for slug in ("section_47", "section_47_agreed", "consent", "ground"):
        assert law.said(f"request_{slug}").format(who="Ann", ground="It would delay.")
