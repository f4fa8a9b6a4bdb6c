"""The two roles of the wall: an owner who migrates, and an application that owns nothing.

`make roles` prints this for a database administrator; the launcher and the tests run the same
sentences on their own server (ground 10).
"""

import os
import re
import sys
from dataclasses import dataclass

from launch.voice import Trouble, spoken

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True)
class Names:
    """The names of the roles, which a whole cluster shares, and of the database."""

    owner: str
    application: str
    database: str

    def __post_init__(self) -> None:
        for name in (self.owner, self.application, self.database):
            if not NAME.fullmatch(name):
                raise Trouble(f"{name!r} is no name for a role or database: use a-z, 0-9 and _.")


def names() -> Names:
    """Return the names that the environment chooses; the settings read the same words."""
    return Names(
        owner=os.environ.get("FRONTDOOR_OWNER_ROLE", "frontdoor_owner"),
        application=os.environ.get("FRONTDOOR_APPLICATION_ROLE", "frontdoor_app"),
        database=os.environ.get("FRONTDOOR_DATABASE", "frontdoor"),
    )


def of_the_cluster(named: Names) -> list[str]:
    """Return the sentences that make the roles, or put them right, without passwords."""
    return [sentence for role in (named.owner, named.application) for sentence in _role(role)]


# A statement has names of children in it, and so has what an error tells of a row.
QUIET = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def _role(role: str) -> tuple[str, ...]:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') "  # nosec B608  # Names of letters and digits alone.
        f"THEN CREATE ROLE {role}; END IF; END $$",
        f"ALTER ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
        *(f"ALTER ROLE {role} SET {name} = '{value}'" for name, value in QUIET.items()),
    )


def create_database(named: Names) -> str:
    """Return the sentence that makes the database. It stands alone: no transaction around it."""
    made_of = "ENCODING 'UTF8' TEMPLATE template0"
    return f"CREATE DATABASE {named.database} OWNER {named.owner} {made_of}"


def of_the_door(named: Names) -> list[str]:
    """Return who may connect: the two roles, and not everybody. A copied database needs it too."""
    return [
        f"REVOKE ALL ON DATABASE {named.database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {named.database} TO {named.owner}, {named.application}",
    ]


def of_the_database(named: Names) -> list[str]:
    """Return what the application may do with what the owner will make: use, never build."""
    theirs = f"ALTER DEFAULT PRIVILEGES FOR ROLE {named.owner} IN SCHEMA public GRANT"
    return [
        *of_the_door(named),
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {named.owner}",
        f"REVOKE ALL ON SCHEMA public FROM {named.application}",
        f"GRANT USAGE ON SCHEMA public TO {named.application}",
        f"{theirs} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {named.application}",
        f"{theirs} USAGE, SELECT ON SEQUENCES TO {named.application}",
    ]


def for_an_administrator(named: Names) -> str:
    """Return it all as a script for psql. Passwords are typed, not written."""
    statements = [
        "-- Frontdoor needs PostgreSQL 15 or newer, two roles and a database.",
        "-- Run as a superuser:  make --silent roles | psql -U postgres postgres",
        "\\set ON_ERROR_STOP on",
        *(f"{sentence};" for sentence in of_the_cluster(named)),
        f"SELECT $$ {create_database(named)} $$ WHERE NOT EXISTS",
        f"  (SELECT FROM pg_database WHERE datname = '{named.database}') \\gexec",  # nosec B608  # Names of letters and digits alone.
        f"\\connect {named.database}",
        *(f"{sentence};" for sentence in of_the_database(named)),
        "-- Then give each role a password, which psql asks for and does not show:",
        f"--   \\password {named.owner}",
        f"--   \\password {named.application}",
        "-- and start Frontdoor with:",
        f"--   DATABASE_URL=postgresql://{named.application}:PASSWORD@HOST/{named.database}",
        f"--   DATABASE_OWNER_URL=postgresql://{named.owner}:PASSWORD@HOST/{named.database}",
    ]
    return "\n".join(statements)


def main() -> int:
    """Print the script."""
    print(for_an_administrator(names()))
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
