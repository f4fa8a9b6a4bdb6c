"""Plants a canary in whatever is written about a child while a world is made.

Every word that an operation stores gets one, where fields.csv says that the field holds words; so
a copy of it, in a product, the ledger or the history, has the canary of what it was copied from.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.db import models

from frontdoor.access.models import Agency, User
from frontdoor.access.reach import Kept
from frontdoor.casework.contacts.models import Referrer
from tests.canaries.declared import FIELDS, PLANTED, Declared

TOKEN = re.compile(r"Zqxj\d{4}")
# A number of the health service as pages set it, and without its spaces.
NHS = re.compile(r"\b999 ?55(\d) ?(\d{4})\b")
# No other day of a world is like these.
BORN, EXPECTED = date(2013, 3, 17), date(2031, 10, 19)
DAYS = {"17 March 2013": "date_of_birth", "19 October 2031": "expected_on"}


@dataclass(frozen=True)
class Canary:
    """One secret: where it was planted, and whose it is."""

    token: str
    declared: Declared
    hub: int
    agency: str = ""
    kept_to: str = ""
    given_by: str = ""

    def __str__(self) -> str:
        whose = (self.agency, self.kept_to, self.given_by)
        return " ".join([str(self.declared), *(each for each in whose if each)])


@dataclass
class Garden:
    """The canaries of one world, by their words."""

    planted: dict[str, Canary] = field(default_factory=dict)

    def plant(self, row: models.Model, declared: Declared, held: Any) -> Any:
        """Return what is stored in place of `held`."""
        if declared.how == "words":
            return self._words(row, declared, held or "")
        if declared.how == "leaves":
            return _leaves(held, lambda words: self._words(row, declared, words))
        return PLAIN[declared.how](self, row, declared, held)

    def _words(self, row: models.Model, declared: Declared, held: str) -> str:
        if found := TOKEN.search(held):
            self._keep(found[0], row)
            return held
        if not held and (not declared.filled or getattr(row, "protected", False)):
            return held
        token = self._new(row, declared)
        longest = getattr(row._meta.get_field(declared.field), "max_length", None)
        kept = held[: longest - len(token) - 1] if longest else held
        return f"{kept} {token}".strip()

    def nhs(self, row: models.Model, declared: Declared, held: str) -> str:
        """Return a number that nobody else has."""
        if NHS.fullmatch(held):
            return held
        return f"99955{self._new(row, declared)[-4:]:0>5}"

    def _keep(self, token: str, row: models.Model) -> None:
        """Keep a canary as its item is kept from now on, wherever it was copied before."""
        if token in self.planted and isinstance(row, Kept | Referrer):
            kept_to, given_by = _kept(row)
            known = self.planted[token]
            self.planted[token] = replace(known, kept_to=kept_to, given_by=given_by)

    def _new(self, row: models.Model, declared: Declared) -> str:
        token = f"Zqxj{len(self.planted):04}"
        agency_id = getattr(row, "agency_id", None) or getattr(row, "team_id", None)
        kept_to, given_by = _kept(row)
        self.planted[token] = Canary(
            token=token,
            declared=declared,
            hub=getattr(row, "hub_id", 0),
            agency=_slug(agency_id) if agency_id else "",
            kept_to=kept_to,
            given_by=given_by,
        )
        return token


def _kept(row: models.Model) -> tuple[str, str]:
    if not isinstance(row, Kept):
        return "", ""
    return row.kept_to, _name(getattr(row, row.GIVEN_BY))


def _leaves(held: Any, plant: Callable[[str], str]) -> Any:
    if isinstance(held, dict):
        return {key: _leaves(each, plant) for key, each in held.items()}
    if isinstance(held, list | tuple):
        return [_leaves(each, plant) for each in held]
    # Whatever has a space in it was written by somebody; a slug was chosen from a list.
    return plant(held) if isinstance(held, str) and " " in held else held


PLAIN: dict[str, Callable[..., Any]] = {
    "nhs": Garden.nhs,
    "postcode": lambda garden, row, declared, held: held or garden._new(row, declared),
    "born": lambda _, row, declared, held: held if row.expected_on else BORN,
    "expected": lambda _, row, declared, held: held and EXPECTED,
}


@cache
def _slug(agency_id: int) -> str:
    return str(Agency.objects.get(pk=agency_id).slug)


@cache
def _name(user_id: int) -> str:
    return str(User.objects.get(pk=user_id).username)


# What fields that can hold a canary are made of; all others keep their own way of being stored.
KINDS = (models.CharField, models.TextField, models.JSONField, models.DateField)


@contextmanager
def planting() -> Iterator[Garden]:
    """Plant whatever is stored from now on."""
    garden = Garden()
    with pytest.MonkeyPatch.context() as patch:
        for kind in KINDS:
            patch.setattr(kind, "pre_save", _planter(kind.pre_save, garden))
        yield garden


def _planter(stored: Callable[..., Any], garden: Garden) -> Callable[..., Any]:
    def pre_save(self: "models.Field[Any, Any]", row: models.Model, add: bool) -> Any:
        held = stored(self, row, add)
        declared = FIELDS.get((row._meta.db_table, self.name))
        if declared not in PLANTED:
            return held
        planted = garden.plant(row, declared, held)
        setattr(row, self.attname, planted)
        return planted

    return pre_save
