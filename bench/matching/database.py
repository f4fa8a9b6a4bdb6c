"""Puts a set into a hub of the bench's database, and asks it as the program does."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from django.db import transaction

from bench.matching.sets import Told
from frontdoor.access import context
from frontdoor.people.matching import keys
from frontdoor.people.matching.weighing import COLUMNS


def load(name: str, rows: list[Told]) -> tuple[int, dict[int, str]]:
    """Write people into a hub of their own, past the history and what it refers to.

    Returns the hub, and who each of its records is.
    """
    with psycopg.connect(_admin(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        with admin.transaction(), admin.cursor() as cursor:
            cursor.execute(
                "INSERT INTO access_hub (slug, name, prefix) VALUES (%s, %s, %s) RETURNING id",
                [name, name, hashlib.sha256(name.encode()).hexdigest()[:4]],
            )
            [hub] = cursor.fetchone() or [0]
            _copy(cursor, hub, rows)
            cursor.execute("SELECT id FROM people_person WHERE hub_id = %s ORDER BY id", [hub])
            numbers = [number for (number,) in cursor.fetchall()]
            _key(cursor, hub, numbers, rows)
        admin.execute("VACUUM ANALYZE people_person, people_matchkey")
    return hub, {number: told.who for number, told in zip(numbers, rows, strict=True)}


def _admin() -> str:
    """Return the address of the bench's database for a superuser: a register of a million is put
    there row by row in an hour by anybody else.
    """
    place = urlsplit(os.environ["FRONTDOOR_BENCH_SERVER"])
    return place._replace(path=urlsplit(os.environ["DATABASE_URL"]).path).geturl()


def _key(
    cursor: "psycopg.Cursor[tuple[object, ...]]", hub: int, numbers: list[int], rows: list[Told]
) -> None:
    """Put records under their keys, in the order of the keys: so the index grows at its end."""
    cursor.execute("CREATE TEMP TABLE made (key bigint, person_id bigint) ON COMMIT DROP")
    with cursor.copy("COPY made FROM STDIN (FORMAT binary)") as copy:
        copy.set_types(["int8", "int8"])
        for number, told in zip(numbers, rows, strict=True):
            for key in keys.of(told.said):
                copy.write_row((key, number))
    cursor.execute(
        "INSERT INTO people_matchkey (hub_id, key, person_id)"
        " SELECT %s, key, person_id FROM made ORDER BY key, person_id",
        [hub],
    )


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
            " (SELECT reltuples::bigint FROM pg_class WHERE relname = 'people_matchkey')"
        ).fetchone()
    assert found
    return dict(zip(("bytes of the table", "bytes of its indexes", "rows"), found, strict=True))
