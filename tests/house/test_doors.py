"""Only doors know HTTP, forms, addresses, settings and the clock; nobody uses signals."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Source, house, imports, python

INSIDE = tuple(source for source in python("frontdoor/") if not source.is_door)
PAGES = python("frontdoor/web/", "frontdoor/api/")

# What a request, a form, an address and an installation are made of.
HTTP = (
    "django.conf",
    "django.contrib.messages",
    "django.core.mail",
    "django.forms",
    "django.http",
    "django.middleware",
    "django.shortcuts",
    "django.template",
    "django.test",
    "django.urls",
    "django.views",
    "http",
    "os.environ",
    "requests",
    "smtplib",
    "socket",
    "urllib.request",
)
CLOCK = (
    "django.db.models.functions.Now",
    "django.db.models.functions.TransactionNow",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    "django.utils.timezone.now",
    "time",
)
CLOCK_CALLS = {"now", "utcnow", "today", "localdate"}
SIGNALS = (
    "django.contrib.auth.signals",
    "django.core.signals",
    "django.db.models.signals",
    "django.dispatch",
)
# The ways round queries and operations, straight to a table.
TABLES = {"objects", "_base_manager", "_default_manager", "raw", "select_for_update", "cursor"}


def _importing(sources: tuple[Source, ...], names: tuple[str, ...]) -> list[str]:
    return [
        f"{source.at(node)} imports {name}"
        for source in sources
        for node, name in imports(source)
        if any(name == forbidden or name.startswith(f"{forbidden}.") for forbidden in names)
    ]


def _clock_calls(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            whose = ast.unparse(node.func.value)
            if node.func.attr in CLOCK_CALLS and whose.endswith(("datetime", "date", "timezone")):
                yield f"{source.at(node)} asks {whose}.{node.func.attr}()"
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield f"{source.at(node.value)} sets {node.arg}"


def _tables(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in TABLES:
            yield f"{source.at(node)} reaches for .{node.attr}"


def test_only_doors_know_requests_forms_addresses_and_settings() -> None:
    assert _importing(INSIDE, HTTP) == []


def test_only_doors_look_at_the_clock() -> None:
    assert _importing(INSIDE, CLOCK) == []
    assert [found for source in INSIDE for found in _clock_calls(source)] == []


def test_nobody_uses_signals() -> None:
    assert _importing((*house(), *python("launch/")), SIGNALS) == []


def test_pages_reach_records_through_queries_and_operations() -> None:
    assert [found for source in PAGES for found in _tables(source)] == []


def test_pages_build_no_query_of_their_own() -> None:
    ours = ("django.db.connection", "django.db.models", "psycopg")

    assert _importing(PAGES, ours) == []


def test_pages_do_not_catch_what_the_house_raises() -> None:
    # One place turns refusals into pages, and one shows them in a form.
    areas = [page for page in PAGES if page.path.count("/") > 2 and "/components/" not in page.path]
    caught = [
        f"{page.at(handler)} catches {ast.unparse(handler.type)}"
        for page in areas
        for handler in ast.walk(page.tree)
        if isinstance(handler, ast.ExceptHandler) and handler.type is not None
        if {"Refused", "Invalid", "Stale", "Unknown", "Exception"}
        & {name.id for name in ast.walk(handler.type) if isinstance(name, ast.Name)}
    ]

    assert caught == []


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("from django.utils.timezone import now", CLOCK),
        ("import time", CLOCK),
        ("from time import monotonic", CLOCK),
        ("from django import forms", HTTP),
        ("from django.http import Http404", HTTP),
        ("from django.db.models.signals import post_save", SIGNALS),
        ("from django.dispatch import receiver", SIGNALS),
    ],
)
def test_a_forbidden_import_would_be_seen(line: str, where: tuple[str, ...]) -> None:
    source = Source("frontdoor/people/planted.py", line, ast.parse(line))

    assert _importing((source,), where)


@pytest.mark.parametrize(
    "line",
    [
        "at = datetime.now(tz=UTC)",
        "on = date.today()",
        "at = timezone.now()",
        "at = models.DateTimeField(auto_now=True)",
    ],
)
def test_a_look_at_the_clock_would_be_seen(line: str) -> None:
    source = Source("frontdoor/people/planted.py", line, ast.parse(line))

    assert list(_clock_calls(source))


def test_a_reach_for_a_table_would_be_seen() -> None:
    line = "found = Case.objects.filter(reference=reference)"
    source = Source("frontdoor/web/planted.py", line, ast.parse(line))

    assert list(_tables(source))
