"""What multiplying works on: which tables, what a journey left there, what is to be made of it."""

from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import models

from frontdoor.access.models import Draft
from frontdoor.audit.models import RowChange
from frontdoor.jobs.set_up import TABLES
from frontdoor.oversight.models import Count, Past, Tally
from frontdoor.people.models import MatchKey

Owner = psycopg.Connection[tuple[Any, ...]]
Marks = dict[str, int]
Model = type[models.Model]

WITHOUT: tuple[Model, ...] = (RowChange, Draft, Past, Tally, Count, MatchKey)
COPIED: tuple[Model, ...] = tuple(each.model for each in TABLES if each.model not in WITHOUT)
ZONE = "Europe/London"


@dataclass(frozen=True, kw_only=True)
class Walked:
    """A journey that was walked: its hub, its weight, and each table's numbers before and after."""

    hub_id: int
    weight: float
    is_open: bool
    before: Marks
    after: Marks


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be copied: how many copies, and where in each table their numbers begin."""

    copies: int
    base: Marks
    width: Marks

    def numbers(self, table: str, copy: int) -> range:
        """Return the numbers that the rows of one copy have in a table; not all need be there."""
        first = self.base[table] + (copy - 1) * self.width[table] + 1
        return range(first, first + self.width[table])


def is_text(field: Any) -> bool:
    """Tell whether a column holds words."""
    return isinstance(field, models.CharField | models.TextField)


def name_of(model: Model) -> str:
    """Return the name of a table."""
    return str(model._meta.db_table)
