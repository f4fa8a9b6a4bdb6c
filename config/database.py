"""Turns a database address, as a URL, into the settings that Django reads."""

from typing import cast
from urllib.parse import parse_qsl, unquote, urlsplit

ENGINE = "config.postgresql"
# What is asked a second time is planned for good: a page comes again, a job's question may not.
AGAIN = 1
# Nobody waits for ever: for a lock that somebody else holds, and for whoever holds one and is gone.
# Whoever is told to try again loses nothing (frontdoor/web/outage.py); ours.
PATIENCE = "-c lock_timeout=20s -c idle_in_transaction_session_timeout=10min"
# Behind the wall a plan looks dear, and to compile it takes a hundred times longer than the answer.
AS_PLANNED = "-c jit=off"
# A page's question; a job's may take longer.
PAGE = "-c statement_timeout=30s"
# A server that is not there, or from which nothing comes any more, is noticed: seconds, and ms.
LINK = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
SCHEMES = ("postgres", "postgresql")
EXAMPLE = "postgresql://name:password@host:5432/database"


class Unusable(ValueError):
    """Raised for an address that names no PostgreSQL database. The password is not repeated."""


def parse(url: str) -> dict[str, object]:
    """Return the entry of DATABASES that a URL describes.

    A Unix socket is a folder, as `?host=/run/postgresql` or percent-encoded in the place of the
    host (`postgresql://name@%2Frun%2Fpostgresql/database`). Other words after the question mark
    (`sslmode`, `connect_timeout`) are passed on to PostgreSQL.

    :raises Unusable: if it is not the address of a PostgreSQL database.
    """
    parts = urlsplit(url.strip())
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in SCHEMES or not name:
        raise Unusable(f"A database address looks like {EXAMPLE}; this one does not.")

    host, port = _host_and_port(parts.netloc.rpartition("@")[2])
    entry: dict[str, object] = {
        "ENGINE": ENGINE,
        "NAME": options.pop("dbname", name),
        "USER": options.pop("user", unquote(parts.username or "")),
        "PASSWORD": options.pop("password", unquote(parts.password or "")),
        "HOST": options.pop("host", host),
        "PORT": options.pop("port", port),
    }
    return {**entry, "OPTIONS": options} if options else entry


def prepared(entry: dict[str, object]) -> dict[str, object]:
    """Return an entry of DATABASES whose questions are planned once for a connection.

    With the wall before every table, to plan a question can take longer than to answer it:
    docs/decisions/0025-what-is-asked-again-is-planned-once.md.
    """
    options = {**LINK, **cast(dict[str, object], entry.get("OPTIONS", {}))}
    return {
        **entry,
        "OPTIONS": {
            **options,
            "options": f"{PATIENCE} {AS_PLANNED} {options.get('options', '')}".rstrip(),
            "server_side_binding": True,
            "prepare_threshold": AGAIN,
        },
    }


def for_pages(entry: dict[str, object]) -> None:
    """Let a process that serves pages give up a question that takes longer than anybody waits."""
    options = cast(dict[str, object], entry["OPTIONS"])
    options["options"] = f"{options['options']} {PAGE}"


def _host_and_port(place: str) -> tuple[str, str]:
    """Return host and port, by hand: urlsplit makes the host lower case, and a folder is not."""
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        port = rest.removeprefix(":")
    else:
        host, _, port = place.partition(":")
    if port and not (port.isdigit() and 0 < int(port) < 65536):
        raise Unusable(f"The port of a database address is a number, as in {EXAMPLE}.")
    return unquote(host), port
