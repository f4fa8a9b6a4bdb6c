"""Each point at which something can fail is in a table, with its verdict and its test.

The table is tests/faults/points.csv (R2); it is read by people.
"""

import ast
import csv
from dataclasses import dataclass
from functools import cache

import pytest

from tests.house.source import ROOT, text

TABLE = "tests/faults/points.csv"
# "mended": it did not hold when it was first tried.
VERDICTS = {"holds", "mended"}
NOT_HERE = "not applicable"
WANTED = 30


@dataclass(frozen=True)
class Point:
    """Where something fails, for real; what is stored then, and what somebody is told."""

    point: str
    fault: str
    stays: str
    told: str
    verdict: str
    test: str


ALL = [Point(**each) for each in csv.DictReader(text(TABLE).splitlines())]


@cache
def _tests(path: str) -> frozenset[str]:
    if not (ROOT / path).is_file():
        return frozenset()
    made = ast.walk(ast.parse(text(path)))
    return frozenset(node.name for node in made if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.point)
def test_each_point_has_a_verdict_and_the_test_that_tried_it(row: Point) -> None:
    path, _, name = row.test.partition("::")

    if row.verdict == NOT_HERE:
        assert row.told.endswith("."), "Say why."
        assert not row.test
    else:
        assert row.verdict in VERDICTS
        assert row.fault, "Say what is done for real."
        assert row.stays, "Say what is stored."
        assert row.told, "Say what somebody is told."
        assert name in _tests(path)


def test_every_test_of_a_fault_is_in_the_table() -> None:
    tried = {row.test for row in ALL}
    found = {
        f"tests/faults/{path.name}::{name}"
        for path in (ROOT / "tests" / "faults").glob("test_*.py")
        for name in _tests(f"tests/faults/{path.name}")
        if name.startswith("test_")
    }

    assert found - tried == set()


def test_there_are_as_many_points_as_were_promised_and_each_is_one() -> None:
    assert len({row.point for row in ALL}) == len(ALL)
    assert len([row for row in ALL if row.verdict in VERDICTS]) >= WANTED
