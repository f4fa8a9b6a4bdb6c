"""What stands in the database, for whoever looks from behind, and what is done to it there."""

from typing import LiteralString

import psycopg
from psycopg import sql

from launch import roles
from tests.database import Copy

# A look at a page, a try at a password and a sign-in that lasts are no part of what is done.
ASIDE = {"audit_look", "django_session"}
ALL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


def stored(copy: Copy) -> dict[str, str]:
    """Return a digest of all that each table holds."""
    with psycopg.connect(copy.superuser) as behind:
        names = [str(name) for (name,) in behind.execute(ALL) if name not in ASIDE]
        each = sql.SQL(" UNION ALL ").join(
            sql.SQL(
                "SELECT {name}, coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
                " FROM {table} t"
            ).format(name=sql.Literal(name), table=sql.Identifier(name))
            for name in names
        )
        return {str(name): str(digest) for name, digest in behind.execute(each)}


def events(copy: Copy, kind: str) -> int:
    """Return how many events of a kind there are."""
    with psycopg.connect(copy.superuser) as behind:
        found = behind.execute("SELECT count(*) FROM audit_event WHERE kind = %s", [kind])
        return int((found.fetchone() or (0,))[0])


def terminate(copy: Copy) -> None:
    """End every backend that works for the program."""
    run(
        copy,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND usename = %s",
        roles.names().application,
    )


def run(copy: Copy, statement: LiteralString, *values: object) -> None:
    """Do something as the superuser, at once."""
    with psycopg.connect(copy.superuser, autocommit=True) as behind:
        behind.execute(statement, values or None)
