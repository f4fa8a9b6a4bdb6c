"""The storeys, the river and the rooms, as import-linter holds them; and that it would notice."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.house.source import ROOT, text

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
]

# For each contract, what somebody could write who does not know it.
VIOLATIONS: Mapping[str, tuple[str, str]] = {
    "Storeys look down only, and every package has its storey": (
        "frontdoor/people/planted.py",
        "from frontdoor.casework.contacts import vocabulary",
    ),
    "The river runs one way: a later stage may know an earlier one": (
        "frontdoor/casework/contacts/planted.py",
        "from frontdoor.casework.enquiries import vocabulary",
    ),
    "A room is read in one order: from its words to what it does": (
        "frontdoor/audit/rules.py",
        "from frontdoor.audit import queries",
    ),
    "Rules are pure: they reach no database, no framework and no table": (
        "frontdoor/access/rules.py",
        "from django.conf import settings",
    ),
    "No two packages that stand side by side need each other": (
        "frontdoor/web/sign_in/planted.py",
        "from frontdoor.web.worklist import planted",
    ),
    "What all pages stand on knows no single area": (
        "frontdoor/web/components/planted.py",
        "from frontdoor.web import doing",
    ),
    "The house knows neither its settings nor its launcher": (
        "frontdoor/kernel/planted.py",
        "from config import settings",
    ),
    "Settings stand below the launcher, and reach into the doors alone": (
        "config/planted.py",
        "from frontdoor.policy import models",
    ),
}
# The other half of a circle: only together are the two wrong.
ALSO = {"frontdoor/web/worklist/planted.py": "from frontdoor.web.sign_in import planted"}


def _lint(checkout: Path) -> str:
    """Return what import-linter says of a checkout."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports; lint_imports(no_cache=True)",
        ],
        cwd=checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    ).stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the code, to be spoilt."""
    for folder in ("frontdoor", "config", "launch"):
        ignored = shutil.ignore_patterns("__pycache__", "*.html", "*.pyc")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _broken(said: str) -> list[str]:
    return [name for name in CONTRACTS if f"{name} BROKEN" in said]


def test_every_contract_is_kept(checkout: Path) -> None:
    said = _lint(checkout)

    assert f"{len(CONTRACTS)} kept, 0 broken" in said, said


def test_every_contract_has_somebody_who_breaks_it_here() -> None:
    assert list(VIOLATIONS) == CONTRACTS


def test_each_contract_notices_what_breaks_it(checkout: Path) -> None:
    for path, line in [*VIOLATIONS.values(), *ALSO.items()]:
        (checkout / path).write_text(f"{line}\n", encoding="utf-8")

    said = _lint(checkout)

    # That it is the planted lines that break them, `test_every_contract_is_kept` shows.
    assert _broken(said) == CONTRACTS, said


def test_a_new_package_must_find_its_storey(checkout: Path) -> None:
    new = checkout / "frontdoor" / "newcomer"
    new.mkdir()
    (new / "__init__.py").touch()

    said = _lint(checkout)

    assert CONTRACTS[0] in _broken(said), said
    assert "frontdoor.newcomer" in said
