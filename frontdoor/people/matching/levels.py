"""How far two descriptions agree, field by field, as levels that weights were trained for.

A level is a word; the shipped model has the same levels as SQL, for Splink (bench/matching). What
is missing has no level at all: it is never different.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import eq

from frontdoor.people.matching.alike import jaro_winkler, one_slip
from frontdoor.people.matching.description import Description, Names
from frontdoor.people.matching.names import root, sound

UNKNOWN = ""
CLOSE, SIMILAR = 0.9, 0.8  # Jaro-Winkler: close to where Splink's own comparisons begin.
HALF = 0.5
SURE = frozenset({"exact", "short", "part"})
KEPT = 200_000  # Pairs of words that a process remembers: the same names come again and again.

Level = tuple[str, Callable[[str, str], bool]]


def _found(one: str, other: str, levels: Iterable[Level]) -> str:
    if not one or not other:
        return UNKNOWN
    for level, holds in levels:
        if holds(one, other):
            return level
    return "different"


_EXACT: Level = ("exact", eq)
_BIRTH: tuple[Level, ...] = (
    _EXACT,
    ("exchanged", lambda one, other: one == other[:4] + other[6:] + other[4:6]),
    ("digit", one_slip),
    ("day", lambda one, other: one[4:] == other[4:]),
    ("month", lambda one, other: one[:6] == other[:6]),
    ("year", lambda one, other: one[:4] == other[:4]),
)
_POSTCODE: tuple[Level, ...] = (
    _EXACT,
    ("slip", one_slip),
    ("sector", lambda one, other: one[:-2] == other[:-2]),
    ("district", lambda one, other: one[:-3] == other[:-3]),
)


@lru_cache(maxsize=KEPT)
def given(one: str, other: str) -> str:
    """Return how far two given names agree."""
    if not one or not other:
        return UNKNOWN
    if one == other:
        return "exact"
    if root(one) == root(other):
        return "short"
    if one[0] == other[0] and (len(one) == 1 or len(other) == 1):
        return "initial"
    return _heard(one, other)


@lru_cache(maxsize=KEPT)
def family(one: str, other: str) -> str:
    """Return how far two family names agree, each with its parts apart."""
    if not one or not other:
        return UNKNOWN
    if one == other:
        return "exact"
    if (" " in one or " " in other) and set(one.split()) & set(other.split()):
        return "part"
    return _heard(one, other)


def _heard(one: str, other: str) -> str:
    """Return how far two names agree that are not the same: their letters are compared once."""
    alike = jaro_winkler(one, other)
    if alike >= CLOSE:
        return "close"
    if sound(one) == sound(other):
        return "sound"
    return "similar" if alike >= SIMILAR else "different"


@lru_cache(maxsize=KEPT)
def birth(one: str, other: str) -> str:
    """Return how far two dates of birth agree, each of eight digits."""
    return _found(one, other, _BIRTH)


@lru_cache(maxsize=KEPT)
def postcode(one: str, other: str) -> str:
    """Return how far two postcodes agree."""
    return _found(one, other, _POSTCODE)


def address(one: frozenset[str], other: frozenset[str]) -> str:
    """Return how far two addresses agree: how many words of the shorter one both have."""
    if not one or not other:
        return UNKNOWN
    shared = len(one & other) / min(len(one), len(other))
    if shared == 1:
        return "exact"
    return "most" if shared >= HALF else "some" if shared else "different"


def same(one: str, other: str) -> str:
    """Return whether two values are one."""
    if not one or not other:
        return UNKNOWN
    return "exact" if one == other else "different"


def exchanged(one: Names, other: Names) -> bool:
    """Tell whether the given name of each is the family name of the other."""
    return bool(one.given and one.family) and (
        one.given == other.family and one.family == other.given and one.given != one.family
    )


def names(one: Names, other: Names) -> tuple[str, str]:
    """Return the levels of the given and of the family name."""
    if exchanged(one, other):
        # Both names in one: what the second adds is in the first.
        return "exchanged", UNKNOWN
    return given_of(one, other), family_of(one, other)


def compare(one: Description, other: Description) -> dict[str, str]:
    """Return the level of each field; an empty one where either has nothing."""
    given_name, family_name = names(one.names, other.names)
    return {
        "given_name": given_name,
        "family_name": family_name,
        "date_of_birth": birth(one.born, other.born),
        "postcode": postcode(one.post, other.post),
        "address": address(one.place, other.place),
        "sex": same(one.gender, other.gender),
        "phone": same(one.line, other.line),
        "nhs_number": same(one.nhs_number, other.nhs_number),
    }


def given_of(one: Names, other: Names) -> str:
    """Return the level of the given names, where they are not exchanged."""
    level = given(one.given, other.given)
    if level in SURE or not (one.more or one.others or other.more or other.others):
        return level
    mine, theirs = {*one.more, *one.others}, {*other.more, *other.others}
    return "short" if one.given in theirs or other.given in mine else level


def family_of(one: Names, other: Names) -> str:
    """Return the level of the family names, where they are not exchanged."""
    level = family(one.family, other.family)
    if level in SURE or not (one.others or other.others):
        return level
    mine, theirs = one.family.split(), other.family.split()
    used = set(mine) & set(other.others) or set(theirs) & set(one.others)
    return "part" if used else level
