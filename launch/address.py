"""Addresses of databases as URLs: the one form that settings, psql and psycopg all read."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit


def of(*, host: str, port: int, user: str, password: str, database: str) -> str:
    """Return an address. A host that is a folder holds the server's socket."""
    place = urlencode({"host": host, "port": port}, quote_via=quote)
    return f"postgresql://{_who(user, password)}@/{quote(database)}?{place}"


def change(address: str, *, database: str, user: str = "", password: str = "") -> str:
    """Return the address of another database on the same server, for another role if one is given.

    Words after the question mark stay, but for those that would name a database or a role.
    """
    parts = urlsplit(address)
    who, _, place = parts.netloc.rpartition("@")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in {"dbname", *(("user", "password") if user else ())}
    ]
    return urlunsplit(
        (
            "postgresql",
            f"{_who(user, password) if user else who}@{place}",
            f"/{quote(database)}",
            urlencode(kept, quote_via=quote),
            "",
        )
    )


def _who(user: str, password: str) -> str:
    return f"{quote(user, safe='')}:{quote(password, safe='')}"
