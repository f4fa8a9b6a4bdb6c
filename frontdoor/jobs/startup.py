"""What has to be true before a page is served (R19); each fault is a sentence for the operator."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host

from frontdoor.access import context, standing
from frontdoor.access import queries as access
from frontdoor.audit import entries
from frontdoor.audit import queries as audit
from frontdoor.audit.rules import is_late
from frontdoor.casework.rolls import queries as rolls
from frontdoor.connectors import clamd
from frontdoor.entrance import queries as entrance
from frontdoor.jobs.set_up import OPEN, TABLES
from frontdoor.kernel.wall_clock import local
from frontdoor.policy import queries as policies
from frontdoor.watch import queries as watch
from frontdoor.watch.rules import is_silent

OLDEST = 150_000
LONG, VARIED = 50, 5  # Of a secret key: characters, and different ones.
AHEAD = timedelta(days=365)
SHORTEST = timedelta(minutes=10)
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
_ADDRESS = re.compile(r"[\d.]+|.*:.*")
_SAID = re.compile(r"(amr|acr):\S+")
DURABLE = ("synchronous_commit", "fsync", "full_page_writes")

_ROLE = """
SELECT rolname, rolsuper, rolbypassrls, rolcreaterole,
    EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid),
    EXISTS (SELECT 1 FROM pg_auth_members WHERE member = r.oid),
    has_schema_privilege(r.oid, 'public', 'CREATE')
        OR has_database_privilege(r.oid, current_database(), 'CREATE, TEMPORARY')
FROM pg_roles r WHERE rolname = current_user
"""
_ROLE_FAULTS = (
    "is a superuser: it would see every child",
    "bypasses row-level security: it would see every child",
    "may make roles, and so become another",
    "owns tables, and could take their walls down",
    "belongs to another role, and could act as that",
    "may create objects, and so put its own in front of the guards",
)
_CONTEXT = """
SELECT concat(current_setting('frontdoor.hub', true), current_setting('frontdoor.zone', true))
"""


def faults(*, at: datetime) -> list[str]:
    """Return every reason for which no page may be served at that moment."""
    first = [*_of_settings(), *_of_papers(), *_of_nhs(), *_of_sign_in(), *_of_server()]
    # An older or half-migrated database would only answer the rest with errors.
    return first or [*_of_role(), *of_wall(), *_of_history(), *_of_packs(at)]


def warnings(*, at: datetime) -> list[str]:
    """Return what will become a fault unless somebody sees to it."""
    return [
        *_of_holidays(at), *_of_watch(at), *_of_rolls(at), *_of_seals(at), *_of_clamd(),
        *_of_unused(),
    ]  # fmt: skip


def _of_unused() -> Iterator[str]:
    if not settings.ORIGIN and (number := entrance.people_with_passkeys()):
        yield (
            f"{number} people have set up a passkey, and none is good without FRONTDOOR_ORIGIN: "
            "they come in with a code alone."
        )


def _of_clamd() -> Iterator[str]:
    if settings.CLAMD and not clamd.answers(address=settings.CLAMD):
        yield (
            f"The check for viruses at {settings.CLAMD} does not answer: files stay in quarantine."
        )


def _of_seals(at: datetime) -> Iterator[str]:
    sealing = audit.sealing()
    if is_late(sealing.ran_at if sealing else None, at=at):
        since = f"since {_local(sealing.ran_at)}" if sealing else "yet"
        yield f"History has not been sealed {since}: run `manage.py seal`."
    if sealing and sealing.faults:
        checked = _local(sealing.checked_at or sealing.ran_at)
        yield f"History was not whole on {checked}: run `make verify-history`."


def _of_watch(at: datetime) -> Iterator[str]:
    for hub in access.hubs():
        with context.inside(hub.pk):
            beat_at = watch.last_beat(hub.pk)
        if is_silent(beat_at, at=at):
            since = f"since {_local(beat_at)}" if beat_at else "yet"
            yield f"Nobody has watched the deadlines of {hub} {since}: run `manage.py watch`."


def _of_rolls(at: datetime) -> Iterator[str]:
    for hub in access.hubs():
        with context.inside(hub.pk):
            left = rolls.left(at=at)
        if left:
            since = _local(min(each.begun_at for each in left if each.begun_at))
            yield f"Lists of {hub} wait to be taken since {since}: run `manage.py take_rolls`."


def _local(at: datetime) -> str:
    return f"{local(at):%-d %B %Y %H:%M}"


def _of_holidays(at: datetime) -> Iterator[str]:
    divisions = {policies.current(hub.pk, at=at).policy.hub.division for hub in access.hubs()}
    for division in sorted(divisions):
        day = _last_holiday(division)
        if day is None:
            yield f"No bank holiday of {division} is listed: due times will run through them."
        elif day < local(at + AHEAD).date():
            yield (
                f"The bank holidays of {division} end on {day:%-d %B %Y}: "
                "list those of the next year."
            )


def _last_holiday(division: str) -> date | None:
    listed = policies.holidays(division)
    return listed[-1].day if listed else None


def _of_settings() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on: error pages would show what people typed."
    if _is_weak(_secret_key()):
        yield (
            "FRONTDOOR_SECRET_KEY is missing or weak: sessions and receipts could be forged. "
            f"Give it {LONG} random characters or more."
        )
    if any(_is_weak(each) for each in settings.SECRET_KEY_FALLBACKS):
        yield "FRONTDOOR_SECRET_KEY_FALLBACKS names a weak key: sessions could be forged with it."
    if timedelta(seconds=settings.SESSION_COOKIE_AGE) < SHORTEST:
        yield (
            "FRONTDOOR_SESSION_MINUTES is too short: people would lose their sign-in before they "
            f"could be warned in time. Give it {SHORTEST // timedelta(minutes=1)} or more."
        )


def _of_papers() -> Iterator[str]:
    """Tell where files could be opened without the check that this installation wants."""
    if not settings.CLAMD_REQUIRED:
        return
    if not settings.CLAMD:
        yield (
            "FRONTDOOR_CLAMD_REQUIRED wants a check for viruses, and FRONTDOOR_CLAMD does not say "
            "where one is: unix:<path> or tcp:<host>:<port>."
        )
    elif not clamd.answers(address=settings.CLAMD):
        yield f"The check for viruses at {settings.CLAMD} does not answer: nothing could be opened."


def _of_nhs() -> Iterator[str]:
    """Tell where the NHS would be asked by half a set-up, or so that others could listen."""
    where = {
        "FRONTDOOR_PDS_URL": settings.PDS_URL,
        "FRONTDOOR_PDS_TOKEN_URL": settings.PDS_TOKEN_URL,
    }
    given = [
        *where.values(), settings.PDS_API_KEY, settings.PDS_KEY_NAME, settings.PDS_PRIVATE_KEY,
    ]  # fmt: skip
    if any(given) and not all(given):
        yield (
            "The connection to the NHS lacks a part: give FRONTDOOR_PDS_URL, "
            "FRONTDOOR_PDS_TOKEN_URL, FRONTDOOR_PDS_API_KEY, FRONTDOOR_PDS_KEY_NAME and "
            "FRONTDOOR_PDS_PRIVATE_KEY, or none of them."
        )
    for name, address in where.items():
        if address and not address.startswith("https://"):
            yield f"{name} is not https: who a child is would be read on the way."
    if settings.PDS_PRIVATE_KEY and not Path(settings.PDS_PRIVATE_KEY).is_file():
        yield f"FRONTDOOR_PDS_PRIVATE_KEY is no file that can be read: {settings.PDS_PRIVATE_KEY}."


def _of_sign_in() -> Iterator[str]:
    if not settings.PASSWORD_HASHERS[0].endswith(".Argon2PasswordHasher"):
        yield "Passwords would not be stored with Argon2id: a stolen table could be tried out."
    if settings.BREACHED and not Path(settings.BREACHED).is_file():
        yield f"FRONTDOOR_BREACHED_PASSWORDS names no file: {settings.BREACHED}."
    given = [settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET]
    if any(given) and not all(given):
        yield (
            "The single sign-on is half set up: give FRONTDOOR_OIDC_ISSUER, FRONTDOOR_OIDC_CLIENT "
            "and FRONTDOOR_OIDC_SECRET, or none of them."
        )
    if settings.OIDC_ISSUER and not settings.OIDC_ISSUER.startswith("https://"):
        yield "FRONTDOOR_OIDC_ISSUER is not https: anybody on the way could sign in as anybody."
    if wrong := [each for each in settings.OIDC_SECOND_FACTOR if not _SAID.fullmatch(each)]:
        yield (
            "FRONTDOOR_OIDC_SECOND_FACTOR says what counts as a second factor, as in amr:mfa. "
            f"This does not: {', '.join(wrong)}."
        )
    if settings.ORIGIN:
        yield from _of_passkeys(settings.ORIGIN)
    if settings.DEMO:
        yield from _of_demo()


def _of_passkeys(origin: str) -> Iterator[str]:
    """Tell why passkeys would not be good at the address that the settings name."""
    parts = urlsplit(origin)
    here = f"FRONTDOOR_ORIGIN is {origin}"
    if f"{parts.scheme}://{parts.netloc}" != origin or not parts.hostname or "@" in origin:
        yield f"{here}: give what a browser shows, as https://mash.example.org, and nothing more."
    elif parts.scheme != "https" and not (settings.DEMO and parts.hostname == "localhost"):
        yield f"{here}, which is not https: no browser uses a passkey there."
    elif _ADDRESS.fullmatch(parts.hostname):
        yield f"{here}, which is an address and no name: no browser uses a passkey there."
    elif not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        yield f"{here}, which FRONTDOOR_HOSTS does not name: nobody could come in with a passkey."


def _of_demo() -> Iterator[str]:
    """Tell where the page on which anybody signs in as anybody could be reached by others."""
    if far := set(settings.ALLOWED_HOSTS) - LOOPBACK:
        yield (
            "FRONTDOOR_DEMO lets anybody sign in as anybody, and is for this machine alone: "
            f"FRONTDOOR_HOSTS names {', '.join(sorted(far))}."
        )
    if settings.OIDC_ISSUER:
        yield "FRONTDOOR_DEMO lets anybody sign in as anybody: with a single sign-on it is off."


def _is_weak(key: str) -> bool:
    return len(key) < LONG or len(set(key)) < VARIED or key.startswith("django-insecure-")


def _secret_key() -> str:
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's own word for an empty one.
        return ""


def _of_server() -> Iterator[str]:
    [(version,)] = _ask("SELECT current_setting('server_version_num')::int")
    if version < OLDEST:
        yield f"PostgreSQL is too old: {version // 10_000}. Frontdoor needs {OLDEST // 10_000}."
        return
    if not settings.DISPOSABLE_DATABASE:
        for name in DURABLE:
            [(value,)] = _ask("SELECT current_setting(%s)", name)
            if value == "off":
                yield f"{name} is off: what was confirmed to somebody could be lost."
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "Migrations are not applied: run `manage.py migrate` and `set_up` as the owner."


def _of_role() -> Iterator[str]:
    [(name, *found)] = _ask(_ROLE)
    if name != settings.APPLICATION_ROLE:
        yield f"The wall was raised for {settings.APPLICATION_ROLE}, but the role here is {name}."
    for is_so, words in zip(found, _ROLE_FAULTS, strict=True):
        if is_so:
            yield f"The role {name} {words}. `make roles` prints how it should be."
    [(context,)] = _ask(_CONTEXT)
    if context:
        yield f"The role {name} begins with a context of its own: ALTER ROLE {name} RESET ALL."


def of_wall() -> Iterator[str]:
    """Return, in words, where the wall or a guard of history is not as it is declared."""
    with connection.cursor() as cursor:
        yield from standing.differences(
            cursor, (*TABLES, *OPEN), application=settings.APPLICATION_ROLE
        )


def _of_history() -> Iterator[str]:
    [(replicating,)] = _ask("SELECT current_setting('session_replication_role')")
    if replicating != "origin":
        yield f"session_replication_role is {replicating}: references would not be checked."
    if settings.SEAL_KEY:
        yield (
            "The key that seals history is named to the web server: give FRONTDOOR_SEAL_KEY to "
            "`manage.py seal` alone."
        )
    if entries.is_behind():
        yield (
            "This server counts transactions from before the last seal: it was restored from "
            "another. Run `manage.py set_up` as the owner."
        )


def _of_packs(at: datetime) -> Iterator[str]:
    hubs = access.hubs()
    if not hubs:
        yield "There is no hub: run `manage.py set_up` as the owner."
    for hub in hubs:
        if not policies.is_in_force(hub.pk, at=at):
            yield f"{hub} has no policy pack in force: run `manage.py set_up` as the owner."


def _ask(sql: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall())
