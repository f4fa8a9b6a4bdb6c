"""Takes the walls away, one at a time, to see that the others hold and that the table notices.

First the gate (who a page is for), then the function that says yes or why not, then what Django
asks for, last the database's own row-level security.
"""

import gc
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CellType

import psycopg
import pytest
from django.db import models
from psycopg import sql

from frontdoor.access.reach import Reach
from frontdoor.jobs.set_up import TABLES
from frontdoor.kernel.prepared import prepared
from frontdoor.policy import rules
from tests.database import Copy
from tests.house.test_pages import addresses


class _Everybody(tuple[object, ...]):
    """A page's list of those it is for, in which everybody stands."""

    __slots__ = ()

    def __contains__(self, who: object) -> bool:
        return True


@contextmanager
def without_the_gate(_: Copy) -> Iterator[None]:
    """Let whoever is signed in to every page."""
    kept = [(cell, cell.cell_contents) for _, page in addresses() for cell in _kept_in(page)]
    for cell, _who in kept:
        cell.cell_contents = _Everybody()
    try:
        yield
    finally:
        for cell, who in kept:
            cell.cell_contents = who


def _kept_in(page: Callable[..., object]) -> list[CellType]:
    """Return where the gate of a page keeps whom it is for; a public page has none."""
    gate = inspect.unwrap(page, stop=lambda each: "who" in each.__code__.co_freevars)
    named = zip(gate.__code__.co_freevars, gate.__closure__ or (), strict=True)
    return [cell for name, cell in named if name == "who"]


@contextmanager
def without_reasons(_: Copy) -> Iterator[None]:
    """Let every task be everybody's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "why_not", lambda *_, **__: "")
        yield


@contextmanager
def without_reach(_: Copy) -> Iterator[None]:
    """Let Django ask for the rows of every hub and agency."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reach, "get_queryset", models.Manager.get_queryset)
        _learn_anew()
        yield
    _learn_anew()


def _learn_anew() -> None:
    """Forget the SQL of questions: it has the wall in it, or has it not."""
    for each in gc.get_objects():
        if type(each) is prepared:  # Asking a lazy object what it is would make it.
            each.forget()


@contextmanager
def without_row_security(copy: Copy) -> Iterator[None]:
    """Let the database show every row to whoever asks."""
    opened = sql.SQL("CREATE POLICY nothing_hidden ON {} FOR SELECT USING (true)")
    shut = sql.SQL("DROP POLICY nothing_hidden ON {}")
    names = [sql.Identifier(table.name) for table in TABLES]
    with psycopg.connect(copy.superuser, autocommit=True) as connection:
        for name in names:
            connection.execute(opened.format(name))
        try:
            yield
        finally:
            for name in names:
                connection.execute(shut.format(name))
