"""Asks the database what there is to seal. How an entry becomes bytes stands in guards.sql."""

from datetime import datetime
from typing import Any

from django.db import connection

# The logs in the order in which a seal holds them.
LOGS = ("events", "looks", "changes")

_NUMBERING = """
CREATE OR REPLACE FUNCTION audit_xact(of xid8 DEFAULT pg_current_xact_id()) RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED AS 'SELECT $1::text::bigint + {shift}::bigint'
"""
# More transactions than could have ended after the last seal that a backup holds.
_STRETCHES = """
SELECT number
FROM (SELECT number, row_number() OVER (ORDER BY number) AS place FROM audit_batch) numbered
WHERE place %% %s = 1 ORDER BY number
"""
_LEAP = 1_000_000
_COMPARED = """
SELECT number, sealed_at, since, until, length(events), length(looks), length(changes),
    root, before, signature, now_is, ARRAY[events, looks, changes] = now_is
FROM (
    SELECT *, ARRAY[frontdoor_listed('events', since, until),
        frontdoor_listed('looks', since, until), frontdoor_listed('changes', since, until)] now_is
    FROM audit_batch WHERE number >= %s ORDER BY number LIMIT %s
) compared
"""


def is_behind() -> bool:
    """Tell whether the server gives out numbers that are sealed: it is not the one that did."""
    return bool(_ask("SELECT audit_xact() < coalesce(max(until), 0) FROM audit_batch")[0][0])


def go_on_counting() -> None:
    """Let transactions be numbered from behind what is sealed on. Asked of the owner."""
    if is_behind():
        [(shift,)] = _ask(
            "SELECT max(until) + %s - pg_current_xact_id()::text::bigint FROM audit_batch", _LEAP
        )
        count_from(shift=int(shift))


def count_from(*, shift: int) -> None:
    """Let transactions be numbered by so many more than the server does."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERING.format(shift=shift), None)


def horizon() -> int:
    """Return the number before which every transaction has ended: nothing of theirs comes later.

    It is asked before what it bounds, never in one statement with it.
    """
    return int(_ask("SELECT audit_xact(pg_snapshot_xmin(pg_current_snapshot()))")[0][0])


def between(since: int, until: int) -> list[bytes]:
    """Return the list of each log for these transactions: number and digest of each entry."""
    each = ", ".join(f"frontdoor_listed('{log}', %s, %s)" for log in LOGS)
    [row] = _ask(f"SELECT {each}", *[since, until] * len(LOGS))
    return [bytes(listed) for listed in row]


def waiting(since: int) -> datetime | None:
    """Return when the oldest entry in sight that is not sealed was written, if there is one."""
    found: datetime | None = _ask("SELECT frontdoor_waiting(%s)", since)[0][0]
    return found


def impossible() -> list[tuple[str, int]]:
    """Return the log and number of entries that claim a transaction which cannot have been."""
    return [(log, number) for log, number in _ask("SELECT * FROM frontdoor_impossible()")]


def stretches(most: int) -> list[int]:
    """Return the number of the first of every so many batches, in order."""
    return [int(number) for (number,) in _ask(_STRETCHES, most)]


def compared(*, first: int, most: int) -> list[tuple[Any, ...]]:
    """Return the batches from a number on: each with its seal, its lists as they are made now, and
    whether they are those that it holds.
    """
    return _ask(_COMPARED, first, most)


def certificates() -> list[tuple[int, str | None, bytes, bytes, list[str]]]:
    """Return what certificates of disposal say: number, words, lists of entries that went.

    The last value is every digest that an event tells of it; without words there is no certificate.
    """
    return [
        (int(number), said, bytes(events or b""), bytes(changes or b""), list(told or []))
        for number, said, events, changes, told in _ask("SELECT * FROM frontdoor_certificates()")
    ]


def _ask(sql: str, *values: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall())
