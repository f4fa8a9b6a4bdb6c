"""A PostgreSQL that somebody else runs, named by DATABASE_URL and DATABASE_OWNER_URL."""

import os

import psycopg

from launch.binaries import OLDEST
from launch.manage import Addresses
from launch.voice import Trouble


def addresses() -> Addresses | None:
    """Return the addresses in the environment, or none when both are left out.

    :raises Trouble: when only one is there.
    """
    application = os.environ.get("DATABASE_URL", "")
    owner = os.environ.get("DATABASE_OWNER_URL", "")
    if not application and not owner:
        return None
    if not (application and owner):
        raise Trouble(
            "Set both DATABASE_URL (the application's role) and DATABASE_OWNER_URL (the owner's), "
            "or neither.\n`make roles` prints the SQL that makes the two roles."
        )
    return Addresses(application=application, owner=owner)


def check(to: Addresses) -> None:
    """Look whether the server can be used, before anything is changed.

    :raises Trouble: when it cannot be reached, is too old, or the wall would not stand.
    """
    _ask(to.owner, "DATABASE_OWNER_URL")
    version, mighty = _ask(to.application, "DATABASE_URL")
    if version < OLDEST * 10_000:
        raise Trouble(f"Frontdoor needs PostgreSQL {OLDEST} or newer; this is {version // 10_000}.")
    if mighty:
        raise Trouble(
            "The role in DATABASE_URL is a superuser or bypasses row-level security: it would see "
            "every child.\n`make roles` prints the SQL for a role that does not."
        )


def _ask(address: str, name: str) -> tuple[int, bool]:
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            asked = connection.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return connection.info.server_version, bool(asked and asked[0])
    except psycopg.Error as error:
        raise Trouble(f"{name} leads to no database:\n\n{error}") from None
