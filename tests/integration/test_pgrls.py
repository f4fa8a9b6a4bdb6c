# ruff: noqa: S608  Table names come from the declarations.
"""What a linter of others finds in our row-level security, and whether each policy is tried.

pgrls reads the catalogue of the database as it stands after set-up. What it finds and we let stand
has its reason here; anything else fails.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from frontdoor.access.wall import NOBODY, ROOTS
from frontdoor.jobs.set_up import OPEN, TABLES
from launch import roles
from tests import make
from tests.database import Copy
from tests.integration.behind import state_of, two_hubs

# PostgreSQL's own words for: this role has no such privilege, or the policy does not let it.
DENIED = "42501"
LOOKED_AT = {f"public.{t.name}.frontdoor_seal" for t in TABLES if t.sealed or t.followed}
LOOKED_AT |= {f"public.{name}.frontdoor_seal" for name in ROOTS}
# What lets the owner's function remove what two people disposed of, and nothing else (decision 49).
DISPOSING = {
    f"public.{t.name}.frontdoor_{rule}"
    for t in TABLES
    for rule in ("going", "remove", "certify", "settle")
}
FINAL = {f"public.{table.name}.frontdoor_change" for table in TABLES if table.change == NOBODY}
# The errors that are none, place by place: no more, and no fewer.
ERRORS = {
    # Declared open: no case data. tests/house/test_models.py says which tables may be.
    "SEC001": {f"public.{table.name}" for table in OPEN},
    # For the owner alone, whose functions give away digests and numbers; nobody signs in as it.
    "SEC038": LOOKED_AT,
}
# The warnings that we let stand, each with its reason.
WARNINGS = {
    "SEC005": "Two sorts of policy look at no column: the owner's, and those that let nobody in.",
    "SEC008": "The owner's policy, for functions that give away digests and numbers alone.",
    "SEC010": "Nobody changes such a row: the privilege is missing as well.",
    "SEC013": "Triggers keep history and guard moves; guards.sql names every schema.",
    "SEC014": "Functions of the owner, read one by one: they answer numbers or digests.",
    "SEC025": "Agencies, people who work here and packs are open to read, and not to write.",
    "SEC035": "Decision 11: a key is scoped by what the wall looks up first, so it tells nothing.",
    "PERF003": "The first column of an index is the hub or the record, by which rows are found.",
    "PERF004": "The function is outside the index, on purpose: decision 22.",
}


@cache
def _found(address: str) -> tuple[tuple[str, str, str], ...]:
    """Return what pgrls finds: rule, severity and place."""
    said = _pgrls("lint", "--database-url", address, "--schemas", "public", "--format", "json")
    found = json.loads(said)["violations"]
    return tuple((each["rule_id"], each["severity"], each["location"]) for each in found)


def _pgrls(*words: str) -> str:
    """Return what pgrls says. Whether it likes what it sees is ours to read."""
    done = subprocess.run(  # noqa: S603  Its words are ours.
        [sys.executable, "-m", "pgrls", *words], capture_output=True, text=True, check=False
    )
    assert done.stdout, f"pgrls says nothing: {done.stderr}"
    return done.stdout


def _places(found: tuple[tuple[str, str, str], ...], rule: str) -> set[str]:
    return {place for each, _, place in found if each == rule}


@pytest.mark.django_db
def test_pgrls_finds_no_error_but_those_that_are_none(database_copy: Copy) -> None:
    found = _found(database_copy.superuser)
    errors = {rule for rule, severity, _ in found if severity == "error"}

    assert errors <= set(ERRORS)
    assert _places(found, "SEC001") <= ERRORS["SEC001"]
    assert _places(found, "SEC038") == ERRORS["SEC038"]


@pytest.mark.django_db
def test_each_warning_that_stands_has_its_reason_and_each_reason_a_warning(
    database_copy: Copy,
) -> None:
    found = _found(database_copy.superuser)
    warned = {rule for rule, severity, _ in found if severity == "warning"}

    assert warned == set(WARNINGS)
    assert _places(found, "SEC005") <= LOOKED_AT | FINAL | DISPOSING
    assert _places(found, "SEC008") == LOOKED_AT
    assert _places(found, "SEC010") <= FINAL


# --- Each policy is tried ---


class Tried:
    """What was asked of which table, as whom: taken down as it goes to the database."""

    WRITES = re.compile(r'\b(INSERT INTO|UPDATE) "?(\w+)"?')

    def __init__(self) -> None:
        self.what: set[tuple[str, str, str]] = set()

    def __call__(self, execute: Callable[..., Any], *asked: Any) -> Any:
        """Take a statement down, once the database has taken it."""
        answer, sql = execute(*asked), asked[0]
        for command, table in self.WRITES.findall(str(sql)):
            self.add(table, command.split()[0])
        return answer

    def add(self, table: str, command: str, *, role: str = "") -> None:
        """Remember that a command came to a table."""
        self.what.add((table, role or roles.names().application, command))

    def write(self, to: Path, *, at: str) -> None:
        """Write it down as pgrls reads it."""
        rows = [
            {"schema": "public", "relation": table, "role": role, "command": command}
            for table, role, command in sorted(self.what)
        ]
        told = {"pgrls_coverage_version": 1, "generated_at": at, "exercised": rows}
        to.write_text(json.dumps(told))


@pytest.fixture
def tried(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, database_copy: Copy
) -> Iterator[Tried]:
    """Return what two hubs full of rows, and somebody who tries the rest, have asked."""
    tried = Tried()
    with django_db_blocker.unblock(), connection.execute_wrapper(tried), two_hubs():
        make.enter("manager")
        for table in TABLES:
            assert state_of(f"SELECT 1 FROM {table.name} LIMIT 1") == ""
            tried.add(table.name, "SELECT")
            _try_to_write(table.name, tried)
        with psycopg.connect(database_copy.owner) as owner:
            for place in sorted(LOOKED_AT):
                name = place.split(".")[1]
                owner.execute(f"SELECT 1 FROM {name} LIMIT 1".encode())
                tried.add(name, "SELECT", role=roles.names().owner)
        yield tried


def _try_to_write(name: str, tried: Tried) -> None:
    """Try what no page does: it is refused, and that is what the policy is for."""
    for command, sql in {
        "UPDATE": f"UPDATE {name} SET hub_id = hub_id",
        "INSERT": f"INSERT INTO {name} (hub_id) VALUES (1)",
    }.items():
        if (name, roles.names().application, command) not in tried.what:
            assert state_of(sql) == DENIED, f"{command} of {name} is not refused"
            tried.add(name, command)


def test_every_policy_is_tried(tried: Tried, database_copy: Copy, tmp_path: Path) -> None:
    taken_down = tmp_path / "tried.json"
    tried.write(taken_down, at="2027-03-01T09:00:00Z")

    said = json.loads(
        _pgrls(
            "coverage", "--database-url", database_copy.superuser, "--schemas", "public",
            "--coverage", str(taken_down), "--format", "json",
        )
    )  # fmt: skip

    assert len(said["policies"]) > 3 * len(TABLES)
    untried = {each["location"] for each in said["policies"] if not each["covered"]}
    # What the owner's function removes is tried on every table in test_disposal_proof.py.
    assert untried - DISPOSING == set()
