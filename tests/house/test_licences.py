"""What we build on may be used by any hub: each package has a licence that asks for little."""

import re
from functools import cache
from importlib import metadata

import pytest

from tests.house.source import text

FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software|Unlicense|Zlib|HPND|CC0|MPL|Mozilla|0BSD|"
    r"Public Domain|PostgreSQL)",
    re.I,
)
# What asks for more, and why that is no burden here.
MORE = {
    "psycopg": "LGPL: used as it is, and anybody may put another in its place",
    "psycopg-binary": "LGPL, as psycopg",
    "psycopg-pool": "LGPL, as psycopg",
    "pglast": "GPL: the parser of pgrls, which tests start as a program of its own; not shipped",
}
SHIPPED = ("run", "embedded")


@cache
def _locked(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"^([A-Za-z0-9._-]+)==", text(f"requirements/{name}.txt"), re.M))


def _licence(package: str) -> str | None:
    """Return what a package says of its licence, or nothing where it is not installed here."""
    try:
        about = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None
    named = [*about.get_all("License-Expression", []), *about.get_all("License", [])]
    classified = [each for each in about.get_all("Classifier", []) if each.startswith("License")]
    return " ".join([*(each[:200] for each in named), *classified])


def test_every_package_that_is_locked_has_a_licence_that_is_free_or_has_its_reason() -> None:
    locked = _locked("run") | _locked("embedded") | _locked("test")
    told = {package: _licence(package) for package in sorted(locked)}

    assert sum(said is not None for said in told.values()) > len(told) / 2
    assert {
        package: said
        for package, said in told.items()
        if said is not None and package not in MORE and not FREE.search(said)
    } == {}


def test_nothing_under_the_gpl_is_shipped() -> None:
    for name in SHIPPED:
        for package in _locked(name):
            said = _licence(package) or ""
            assert not re.search(r"(?<!L)\bA?GPL", said.replace("Lesser", "L")), package


@pytest.mark.parametrize("package", MORE)
def test_no_reason_is_given_for_what_is_not_there(package: str) -> None:
    assert package in _locked("run") | _locked("test")
