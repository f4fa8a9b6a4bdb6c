"""Puts a set into a hub of the bench's database, and asks it as the program does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import transaction

from bench.matching.sets import Told
from frontdoor.access import context
from frontdoor.people import keying
from frontdoor.people.searching import COLUMNS


def load(name: str, rows: list[Told]) -> tuple[int, dict[int, str]]:
    """Write people into a hub of their own, as the owner and past the history.

    Returns the hub, and who each of its records is.
    """
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        with owner.transaction(), owner.cursor() as cursor:
            cursor.execute(
                "INSERT INTO access_hub (slug, name, prefix) VALUES (%s, %s, %s) RETURNING id",
                [name, name, name[-4:]],
            )
            [hub] = cursor.fetchone() or [0]
            cursor.execute("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY")
            cursor.execute("ALTER TABLE people_person DISABLE TRIGGER USER")
            _copy(cursor, hub, rows)
            cursor.execute("SELECT id FROM people_person WHERE hub_id = %s ORDER BY id", [hub])
            numbers = [number for (number,) in cursor.fetchall()]
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE people_person ENABLE TRIGGER USER")
            cursor.execute("ALTER TABLE people_person FORCE ROW LEVEL SECURITY")
        last = numbers[0] - 1
        while last < numbers[-1]:
            with owner.transaction(), owner.cursor() as cursor:
                last = keying.fill(cursor, after=last, at_once=10_000)
        owner.execute("VACUUM ANALYZE people_person, people_matchkey")
    return hub, {number: told.who for number, told in zip(numbers, rows, strict=True)}


def _copy(cursor: "psycopg.Cursor[tuple[object, ...]]", hub_id: int, rows: list[Told]) -> None:
    rest = (
        "age_said", "school", "gp", "description", "ethnicity", "first_language", "interpreter",
        "religion", "disability",
    )  # fmt: skip
    names = ", ".join(("hub_id", "version", "not_known", *COLUMNS, *rest))
    with cursor.copy(f"COPY people_person ({names}) FROM STDIN") as copy:
        for told in rows:
            said = [getattr(told.said, column) for column in COLUMNS]
            copy.write_row([hub_id, 1, [], *said, *[""] * len(rest)])


@contextmanager
def inside(hub_id: int) -> Iterator[None]:
    """Ask as the program inside a hub, behind the wall."""
    with transaction.atomic(), context.inside(hub_id):
        yield


def size() -> dict[str, int]:
    """Return how many bytes the keys and their indexes take."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        found = owner.execute(
            "SELECT pg_table_size('people_matchkey'), pg_indexes_size('people_matchkey'),"
            " (SELECT count(*) FROM people_matchkey)"
        ).fetchone()
    assert found
    return dict(zip(("table", "indexes", "rows"), found, strict=True))
