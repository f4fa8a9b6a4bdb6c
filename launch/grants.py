"""Makes the roles and the database on a server that one is the superuser of."""

import psycopg
from psycopg import sql

from launch import address, roles
from launch.roles import Names
from launch.voice import Trouble


def give(admin: str, named: Names, *, passwords: dict[str, str]) -> None:
    """Make roles, passwords and database, or put right what is there.

    `admin` is the superuser's address; `passwords` are by the name of the role.

    :raises Trouble: when the server does not let the superuser in.
    """
    try:
        _give(admin, named, passwords)
    except psycopg.OperationalError as error:
        raise Trouble(
            f"The roles could not be made:\n\n{error}\n\n"
            "If the password of the demo's own database is lost, `make clean-demo` removes the "
            "database, and the next start makes a new one."
        ) from None


def _give(admin: str, named: Names, passwords: dict[str, str]) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        for sentence in roles.of_the_cluster(named):
            connection.execute(sentence.encode())
        for role, password in passwords.items():
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), password)
            )
        if not exists(connection, named.database):
            connection.execute(roles.create_database(named).encode())
    inside = address.change(admin, database=named.database)
    with psycopg.connect(inside, autocommit=True) as connection:
        for sentence in roles.of_the_database(named):
            connection.execute(sentence.encode())


def exists(connection: "psycopg.Connection[tuple[object, ...]]", database: str) -> bool:
    """Tell whether the server has a database of that name."""
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    return found.fetchone() is not None


def forget(admin: str, database: str) -> None:
    """Remove a database and everything in it, if there is one of that name."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )
