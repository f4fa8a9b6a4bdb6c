"""What no file of this repository says: one machine's places, package hosts, work left behind."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house.source import files, text

# This file tells what to look for, and would find itself.
OWN = "tests/house/test_words.py"
LOCKS = ("package-lock.json", "requirements/")
BINARY = (".png", ".ico", ".woff2", ".jpg", ".pdf", ".webp")

FORBIDDEN = {
    "a place on somebody's machine": r"(?<![\w.~:/])/(home|Users|work|root|mnt|media)/[\w.-]",
    "a host that packages come from": r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com))",
    "work left behind without an issue": r"\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)",
    "a small picture instead of a word": "[\U0001f300-\U0001faff\u2600-\u26ff\u2705\u274c]",
    "a breakpoint": r"\b(breakpoint\(\)|pdb\.set_trace)",
    "a mark of a merge": r"^(<{7}|>{7}|={7})( |$)",
}
# Numbers that could ring, or be somebody's: Ofcom's drama ranges, and NHS numbers from 999.
TELEPHONE = re.compile(r"(?<![\d.#\w-])0(?:\d[ -]?){9,10}(?![\d\w])")
DRAMA = re.compile(
    r"0(7700900|1632960|2079460|1144960|1134960|1154960|1164960|1174960|1184960"
    r"|1214960|1314960|1414960|1514960|1614960|1914980|2890180|2920180|3069990|8081570|9098790)"
)
NHS = re.compile(r"(?<![\d.\w])(\d{3}) ?(\d{3}) ?(\d{4})(?![\d\w.])")


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    kept = [path for path in files() if path != OWN and not path.endswith(BINARY)]
    return tuple((path, text(path)) for path in kept)


def _lines(pattern: str) -> Iterator[str]:
    sought = re.compile(pattern)
    for path, whole in _texts():
        if sought.search(whole) or pattern.startswith("^"):
            for number, line in enumerate(whole.splitlines(), 1):
                if sought.search(line):
                    yield f"{path}:{number} {line.strip()[:80]}"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = list(_lines(FORBIDDEN[what]))
    if what == "a small picture instead of a word":
        # Tests type what people may type.
        found = [line for line in found if not line.startswith("tests/")]

    assert found == []


def test_telephone_numbers_are_from_the_ranges_that_ring_nowhere() -> None:
    # A pack holds the numbers that a hub publishes.
    ringing = [
        f"{path} {number}"
        for path, whole in _texts()
        if not path.startswith((*LOCKS, "packs/", "bench/results/"))
        for number in TELEPHONE.findall(whole)
        if not DRAMA.match(re.sub(r"\D", "", number))
    ]

    assert ringing == []


def test_nhs_numbers_are_from_the_range_that_nobody_has() -> None:
    somebodys = [
        f"{path} {''.join(digits)}"
        for path, whole in _texts()
        if path.startswith(("frontdoor/", "tests/")) and not path.endswith(".sql")
        for digits in NHS.findall(whole)
        if _is_nhs_number("".join(digits)) and digits[0] != "999"
    ]

    assert somebodys == []


def _is_nhs_number(digits: str) -> bool:
    """Tell whether the last digit is the check digit of the nine before it (modulus 11)."""
    weighed = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return not digits.startswith("0") and (11 - weighed % 11) % 11 == int(digits[9])


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a place on somebody's machine", "see /home/somebody/frontdoor"),
        ("a host that packages come from", "index = https://pypi.org/simple"),
        ("work left behind without an issue", "# TODO: later"),
        ("a mark of a merge", "<<<<<<< HEAD"),
    ],
)
def test_what_is_forbidden_would_be_seen(what: str, line: str) -> None:
    assert re.search(FORBIDDEN[what], line)


def test_work_that_has_an_issue_may_wait() -> None:
    assert not re.search(FORBIDDEN["work left behind without an issue"], "# TODO #12: later")


def test_a_number_that_could_be_somebodys_would_be_seen() -> None:
    assert TELEPHONE.search("Ring 020 7123 4567")
    assert not DRAMA.match("02071234567")
    assert _is_nhs_number("9990000018")
