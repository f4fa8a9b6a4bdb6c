"""Each reason for which no page is served, or somebody is warned, is proven by breaking it (R19).

A reason is one that a test of the start-up check quotes, in words that stand in no other.
"""

import ast
from pathlib import Path

import pytest

from tests.house.source import ROOT

CHECKS = ("frontdoor/jobs/startup.py", "frontdoor/access/standing.py")
PROOFS = ("tests/integration/test_startup*.py", "tests/integration/test_sealing.py",
          "tests/integration/test_rekeying.py")  # fmt: skip
SHORTEST = 8  # characters that a test has to quote


def _pieces(node: ast.AST) -> list[str]:
    """Return the fixed words of a sentence, piece by piece."""
    return [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


def _reasons(path: Path) -> list[list[str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        _pieces(each.value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Yield) and each.value is not None
    ]
    listed = [
        [piece]
        for each in ast.walk(tree)
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]).endswith("_FAULTS")
        for piece in _pieces(each.value)
    ]
    return [pieces for pieces in [*found, *listed] if any(len(e) >= SHORTEST for e in pieces)]


ALL = [reason for path in CHECKS for reason in _reasons(ROOT / path)]
QUOTED = {
    piece
    for pattern in PROOFS
    for path in sorted(ROOT.glob(pattern))
    for piece in _pieces(ast.parse(path.read_text(encoding="utf-8")))
    if len(piece) >= SHORTEST
}


@pytest.mark.parametrize("reason", ALL, ids=lambda reason: reason[0][:40])
def test_every_reason_is_quoted_by_a_test_that_breaks_it(reason: list[str]) -> None:
    others = ["".join(each) for each in ALL if each is not reason]

    own = [q for q in QUOTED if any(q in e or e in q for e in reason if len(e) >= SHORTEST)]

    assert [each for each in own if not any(each in other for other in others)], reason


def test_there_are_reasons() -> None:
    assert len(ALL) > 30
