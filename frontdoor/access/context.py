"""Tells the database who is asking, for the length of one transaction.

The row-level security policies read these settings and nothing else. Every setting is set every
time, empty when there is none: what an earlier piece of work left behind never counts (ground 11).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Zone

SETTINGS = ("zone", "hub", "agency", "user", "role", "code", "at", "telling")
_SET = "SELECT " + ", ".join(f"set_config('frontdoor.{name}', %s, true)" for name in SETTINGS)
_GET = "SELECT " + ", ".join(f"current_setting('frontdoor.{name}', true)" for name in SETTINGS)


def _set(**values: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("The context is set inside a transaction, or it does not hold.")
    with connection.cursor() as cursor:
        cursor.execute(_SET, [values.get(name, "") for name in SETTINGS])


def enter(actor: Actor | None, *, at: datetime | None = None) -> None:
    """Let the rest of this transaction see what `actor` may see; with nobody, no case at all.

    What somebody may see for a time alone, they see by `at`; without it, not at all.
    """
    _set(**({} if actor is None else _asking(actor, at)))


def _asking(actor: Actor, at: datetime | None) -> dict[str, str]:
    return {
        "zone": actor.zone,
        "hub": str(actor.hub_id),
        "agency": str(actor.agency_id),
        "user": str(actor.user_id),
        "role": actor.role,
        "at": "" if at is None else at.isoformat(),
    }


def can_ask() -> bool:
    """Tell whether somebody asks in a transaction that can still answer, not one to be undone."""
    return connection.in_atomic_block and not connection.needs_rollback


def enter_as_referrer(*, code: str) -> None:
    """Let the rest of this transaction see the one report whose code has this digest."""
    _set(zone=Zone.REFERRER, code=code)


@contextmanager
def as_actor(actor: Actor, *, at: datetime | None = None) -> Iterator[None]:
    """Run a piece of work outside a request, a job's or a command's, as `actor`.

    Inside a transaction that goes on, whoever asked before asks again afterwards.
    """
    with _for_a_while():
        enter(actor, at=at)
        yield


@contextmanager
def telling(actor: Actor, *, at: datetime) -> Iterator[None]:
    """Write down in `actor`'s name what another system tells, also of whom they may not see.

    So nothing is lost of what it tells of somebody restricted, and no count or refusal gives away
    that they are. Only counts leave this: no page shows anything that is read here.
    """
    with _for_a_while():
        _set(**_asking(actor, at), telling="on")
        yield


@contextmanager
def inside(hub_id: int) -> Iterator[None]:
    """Run a job's work inside one hub, in nobody's name: it sees what the hub's people see.

    Nothing of a case can be changed so: history refuses what nobody answers for.
    """
    with _for_a_while():
        _set(zone=Zone.HUB, hub=str(hub_id))
        yield


@contextmanager
def _for_a_while() -> Iterator[None]:
    before = _now() if connection.in_atomic_block else {}
    with transaction.atomic():
        yield
        # After an exception the savepoint takes the settings back by itself.
        if before:
            _set(**before)


def _now() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        found = cursor.fetchone() or ()
    return {name: value or "" for name, value in zip(SETTINGS, found, strict=True)}
