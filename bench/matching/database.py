"""Puts a set into a hub of the bench's database, and asks it as the program does."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from struct import Struct
from urllib.parse import urlsplit

import psycopg
from django.db import connection, transaction
from django.db.models import CharField, TextField

from bench.matching.sets import Told
from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.people.matching import keys
from frontdoor.people.matching.weighing import COLUMNS
from frontdoor.people.models import Person

Text = (CharField, TextField)
MANY = 50_000  # From so many on, indexes are made anew.
_RULES = """
INSERT INTO policy_policyversion (hub_id, number, effective_from, source, law, sha256)
SELECT DISTINCT ON (number) %s, number, effective_from, source, law, sha256
FROM policy_policyversion ORDER BY number, id
"""
BEGINS, ENDS = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
ROW = Struct(">hiqiqiq")


def load(name: str, rows: list[Told], *, slug: str = "") -> tuple[int, dict[int, str]]:
    """Write people into a hub of their own, or that one, past the history and what it refers to.

    Returns the hub, and who each of its records is.
    """
    with psycopg.connect(_admin(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("SET maintenance_work_mem = '512MB'")
        with admin.transaction(), admin.cursor() as cursor:
            hub = _hub(cursor, name, slug)
            _copy(cursor, hub, rows)
            cursor.execute("SELECT id FROM people_person WHERE hub_id = %s ORDER BY id", [hub])
            numbers = [number for (number,) in cursor.fetchall()]
        # An index that is made at the end takes a tenth of the time of one that grows.
        with _without(admin, len(rows)):
            _key(hub, numbers, rows)
        admin.execute("VACUUM ANALYZE people_person, people_matchkey")
    return hub, {number: told.who for number, told in zip(numbers, rows, strict=True)}


def _hub(cursor: "psycopg.Cursor[tuple[int, ...]]", name: str, slug: str) -> int:
    if slug:
        cursor.execute("SELECT id FROM access_hub WHERE slug = %s", [slug])
    else:
        cursor.execute(
            "INSERT INTO access_hub (slug, name, prefix) VALUES (%s, %s, %s) RETURNING id",
            [name, name, hashlib.sha256(name.encode()).hexdigest()[:4]],
        )
    [hub] = cursor.fetchone() or [0]
    if not slug:
        # Pages look into the rules of each hub that there is: this one has those of another.
        cursor.execute(_RULES, [hub])
    return hub


@contextmanager
def _without(admin: psycopg.Connection, count: int) -> Iterator[None]:
    """Fill the table of keys without its indexes, where that is worth it, and make them again."""
    if count < MANY:
        yield
        return
    found = admin.execute(
        "SELECT indexrelid::regclass::text, indisprimary, pg_get_indexdef(indexrelid)"
        " FROM pg_index WHERE indrelid = 'people_matchkey'::regclass"
    ).fetchall()
    for index, is_primary, _ in found:
        dropped = f"ALTER TABLE people_matchkey DROP CONSTRAINT {index}"
        admin.execute(dropped if is_primary else f"DROP INDEX {index}")  # type: ignore[arg-type]
    yield
    for index, is_primary, made in found:
        admin.execute(made)
        if is_primary:
            primary = f"ADD CONSTRAINT {index} PRIMARY KEY USING INDEX {index}"
            admin.execute(f"ALTER TABLE people_matchkey {primary}")  # type: ignore[arg-type]


def _admin() -> str:
    """Return the address of the bench's database for a superuser: a register of a million is put
    there row by row in an hour by anybody else.
    """
    place = urlsplit(os.environ["FRONTDOOR_BENCH_SERVER"])
    return place._replace(path=urlsplit(os.environ["DATABASE_URL"]).path).geturl()


def _key(hub: int, numbers: list[int], rows: list[Told]) -> None:
    """Put records under their keys, by as many processes as there are cores."""
    every = os.cpu_count() or 1
    workers = [
        get_context("fork").Process(target=_keyed, args=(hub, numbers[at::every], rows[at::every]))
        for at in range(every)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise RuntimeError("The keys of a set could not be made.")


def _keyed(hub: int, numbers: list[int], rows: list[Told]) -> None:
    """Write the keys of some records in PostgreSQL's own form: a million has 30 million."""
    with psycopg.connect(_admin()) as admin:
        admin.execute("SET session_replication_role = replica")
        into = "COPY people_matchkey (hub_id, key, person_id) FROM STDIN (FORMAT binary)"
        with admin.cursor().copy(into) as copy:
            copy.write(BEGINS)
            for number, told in zip(numbers, rows, strict=True):
                made = keys.of(told.said)
                copy.write(b"".join(ROW.pack(3, 8, hub, 8, key, 8, number) for key in made))
            copy.write(ENDS)


def _copy(cursor: "psycopg.Cursor[tuple[object, ...]]", hub_id: int, rows: list[Told]) -> None:
    texts = (each for each in Person._meta.concrete_fields if isinstance(each, Text))
    rest = [each.column for each in texts if each.column not in COLUMNS]
    names = ", ".join(("hub_id", "version", "not_known", *COLUMNS, *rest))
    with cursor.copy(f"COPY people_person ({names}) FROM STDIN") as copy:
        for told in rows:
            said = [getattr(told.said, column) for column in COLUMNS]
            copy.write_row([hub_id, 1, [], *said, *[""] * len(rest)])


@contextmanager
def inside(hub_id: int) -> Iterator[None]:
    """Ask as an officer of a hub does, behind the whole wall."""
    officer = Actor(
        user_id=0, username="", name="", hub_id=hub_id, hub="", agency_id=0, agency="",
        role=Role.SOCIAL_WORKER, zone=Zone.HUB, qualified=True,
    )  # fmt: skip
    with transaction.atomic(), context.as_actor(officer):
        yield


def backend() -> int:
    """Return the process of PostgreSQL that answers the program."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [number] = cursor.fetchone()
    return int(number)


def backends() -> list[int]:
    """Return the processes of PostgreSQL that answer anybody in the bench's database."""
    with psycopg.connect(_admin()) as admin:
        found = admin.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
    return [pid for (pid,) in found]


def size() -> dict[str, int]:
    """Return how many bytes the keys and their indexes take."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        found = owner.execute(
            "SELECT pg_table_size('people_matchkey'), pg_indexes_size('people_matchkey'),"
            " (SELECT reltuples::bigint FROM pg_class WHERE relname = 'people_matchkey')"
        ).fetchone()
    assert found
    return dict(zip(("bytes of the table", "bytes of its indexes", "rows"), found, strict=True))
