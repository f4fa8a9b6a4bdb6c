# ruff: noqa: S608  Its SQL is made of names and numbers of this code.
"""Ways of changing history that nobody should get away with, drawn from a seed.

Each is done by a superuser who has taken the guards away. What it does is returned in words.
"""

from collections.abc import Callable
from random import Random
from typing import Any

import psycopg

Behind = psycopg.Connection[tuple[Any, ...]]
LOGS = ("audit_event", "audit_look", "audit_rowchange")
# A column of each log, and another value of it than it has.
EDITS = {
    "audit_event": {
        "hub_id": "hub_id + 1", "subject": "subject || 'x'", "kind": "kind || 'x'",
        "facts": "facts || '{\"x\": 1}'", "by_id": "coalesce(by_id, 0) + 1",
        "by_name": "'Somebody Else'", "at": "at - interval '1 second'", "xact": "xact + 1",
        "id": "id + 1000000",
    },
    "audit_look": {
        "hub_id": "hub_id + 1", "subject": "subject || 'x'", "purpose": "purpose || 'x'",
        "refused": "NOT refused", "by_id": "by_id + 1", "by_name": "'Somebody Else'",
        "agency_id": "coalesce(agency_id, 0) + 1", "at": "at + interval '1 microsecond'",
        "xact": "xact - 1", "id": "id + 1000000",
    },
    "audit_rowchange": {
        "hub_id": "hub_id + 1", '"table"': "\"table\" || 'x'", "row_id": "row_id + 1",
        "action": "'x' || left(action, 5)", "before": "coalesce(before, '{}') || '{\"x\": 1}'",
        "after": "coalesce(after, '{}') - 'stage' || '{\"x\": 1}'",
        "by_id": "coalesce(by_id, 0) + 1", "at": "at - interval '1 day'", "xact": "xact + 3",
        "id": "id + 1000000",
    },
}  # fmt: skip
SEAL_EDITS = {
    "sealed_at": "sealed_at - interval '1 minute'", "since": "since - 1", "until": "until + 1",
    "events": "events || events || '\\x01'", "looks": "looks || '\\x00'",
    "changes": "set_byte(changes || '\\x00', 0, 255)",
    "root": "set_byte(root, 3, 255 - get_byte(root, 3))",
    "before": "set_byte(before, 9, 255 - get_byte(before, 9))",
    "signature": "set_byte(signature, 40, 255 - get_byte(signature, 40))",
}  # fmt: skip


def disarm(behind: Behind) -> None:
    """Take the guards away, as the owner of a database can."""
    for table in (*LOGS, "audit_batch"):
        behind.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())


def draw(random: Random, behind: Behind) -> str:
    """Change history in one way, and return what was done."""
    # Most are of one entry: that is what somebody would do.
    return random.choice([_edit, _edit, _edit, _remove, _remove, _put_in, _swap, *OTHERS])(
        random, behind
    )


def _entry(random: Random, behind: Behind, table: str) -> int:
    numbers = [
        row[0]
        for row in behind.execute(
            f"SELECT id FROM {table} WHERE xact < (SELECT max(until) FROM audit_batch)"
            " ORDER BY id".encode()
        )
    ]
    return int(random.choice(numbers))


def _edit(random: Random, behind: Behind) -> str:
    table = random.choice(LOGS)
    column = random.choice(list(EDITS[table]))
    number = _entry(random, behind, table)
    return _run(behind, f"UPDATE {table} SET {column} = {EDITS[table][column]} WHERE id = {number}")


def _remove(random: Random, behind: Behind) -> str:
    table = random.choice(LOGS)
    return _run(behind, f"DELETE FROM {table} WHERE id = {_entry(random, behind, table)}")


def _put_in(random: Random, behind: Behind) -> str:
    table = random.choice(LOGS)
    number = _entry(random, behind, table)
    columns = ", ".join(column for column in EDITS[table] if column != "id")
    return _run(
        behind,
        f"INSERT INTO {table} (id, {columns}) SELECT id + 2000000, {columns} FROM {table}"
        f" WHERE id = {number}",
    )


def _swap(random: Random, behind: Behind) -> str:
    """Put one entry in the place of another, and that one in its place."""
    table = random.choice(LOGS)
    one = _entry(random, behind, table)
    while (other := _entry(random, behind, table)) == one:
        pass
    columns = random.choice(["id", "id, xact", "at, id"])
    named = [name.strip() for name in columns.split(",")]
    first = dict(zip(named, _values(behind, table, columns, one), strict=True))
    second = dict(zip(named, _values(behind, table, columns, other), strict=True))
    behind.execute(f"UPDATE {table} SET id = -1 WHERE id = {one}".encode())
    for number, new in ((other, first), (-1, second)):
        sets = ", ".join(f"{name} = %s" for name in named)
        behind.execute(
            f"UPDATE {table} SET {sets} WHERE id = {number}".encode(), list(new.values())
        )
    return f"swap {columns} of {one} and {other} in {table}"


def _values(behind: Behind, table: str, columns: str, number: int) -> tuple[Any, ...]:
    found = behind.execute(f"SELECT {columns} FROM {table} WHERE id = {number}".encode())
    return found.fetchall()[0]


def _batch(random: Random, behind: Behind) -> int:
    [(last,)] = behind.execute("SELECT max(number) FROM audit_batch").fetchall()
    return random.randint(1, int(last))


def _seal(random: Random, behind: Behind) -> str:
    column = random.choice(list(SEAL_EDITS))
    value = SEAL_EDITS[column]
    number = _batch(random, behind)
    return _run(behind, f"UPDATE audit_batch SET {column} = {value} WHERE number = {number}")


def _no_seal(random: Random, behind: Behind) -> str:
    return _run(behind, f"DELETE FROM audit_batch WHERE number = {_batch(random, behind)}")


def _other_order(random: Random, behind: Behind) -> str:
    one = _batch(random, behind)
    while (other := _batch(random, behind)) == one:
        pass
    behind.execute(f"UPDATE audit_batch SET number = 10000 WHERE number = {one}".encode())
    behind.execute(f"UPDATE audit_batch SET number = {one} WHERE number = {other}".encode())
    return _run(behind, f"UPDATE audit_batch SET number = {other} WHERE number = 10000")


def _cut_off(random: Random, behind: Behind) -> str:
    """Take the end away, with all that it held: what only a checkpoint from outside can tell."""
    first = _batch(random, behind)
    said = f"cut off from batch {first} on"
    for table in LOGS:
        behind.execute(
            f"DELETE FROM {table} WHERE xact >= (SELECT since FROM audit_batch"
            f" WHERE number = {first})".encode()
        )
    behind.execute(f"DELETE FROM audit_batch WHERE number >= {first}".encode())
    return said


def _empty(random: Random, behind: Behind) -> str:
    return _run(behind, f"TRUNCATE {random.choice(LOGS)}")


def _empty_all(random: Random, behind: Behind) -> str:
    return _run(behind, f"TRUNCATE {', '.join(LOGS)}, audit_batch, audit_sealing")


OTHERS: tuple[Callable[[Random, Behind], str], ...] = (
    _seal, _no_seal, _other_order, _cut_off, _cut_off, _empty, _empty_all,
)  # fmt: skip


def _run(behind: Behind, sql: str) -> str:
    done = behind.execute(sql.encode())
    assert sql.startswith("TRUNCATE") or done.rowcount == 1, f"Nothing was done: {sql}"
    return sql
