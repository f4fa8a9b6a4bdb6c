"""No page is served when the wall does not stand: each reason is proven by breaking it (R19)."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import Settings

from config import database
from frontdoor.access import standing
from frontdoor.jobs import set_up, startup
from launch import address
from tests import make
from tests.database import SECRET_KEY, Copy
from tests.integration.behind import ask

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
PASSWORD = "only-for-this-test"


@pytest.fixture(autouse=True)
def disposable(settings: Settings) -> None:
    """Say openly that the tests' server may lose what it has confirmed."""
    settings.DISPOSABLE_DATABASE = True


def _faults() -> list[str]:
    return startup.faults(at=make.MONDAY_9AM)


def _break(copy: Copy, *statements: str, by: str = "owner") -> None:
    with psycopg.connect(getattr(copy, by), autocommit=True) as behind:
        for statement in statements:
            behind.execute(statement.encode())


@contextmanager
def _connected(copy: Copy, url: str) -> Iterator[None]:
    """Let Django work through another address for a while."""
    connections["default"].close()
    connections.databases["default"].update(database.parse(url))
    try:
        yield
    finally:
        copy.use()


@contextmanager
def _odd_role(copy: Copy, options: str, *more: str) -> Iterator[None]:
    """Work as a role of this test alone: the real ones are shared with tests beside this one."""
    name = f"frontdoor_odd_{os.getpid()}"
    _break(copy, f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}' {options}", by="superuser")
    try:
        _break(
            copy,
            f"GRANT CONNECT ON DATABASE {copy.name} TO {name}",
            f"GRANT USAGE ON SCHEMA public TO {name}",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}",
            *(each.format(name=name) for each in more),
            by="superuser",
        )
        with _connected(
            copy, address.change(copy.admin, database=copy.name, user=name, password=PASSWORD)
        ):
            yield
    finally:
        _break(copy, f"DROP OWNED BY {name}", f"DROP ROLE {name}", by="superuser")


def test_a_house_in_order_is_served() -> None:
    assert _faults() == []


def test_the_check_is_quick() -> None:
    began = time.monotonic()

    _faults()

    assert time.monotonic() - began < 3


# --- The role ---


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("SUPERUSER", "is a superuser"),
        ("BYPASSRLS", "bypasses row-level security"),
        ("CREATEROLE", "may make roles"),
    ],
)
def test_a_mighty_role_is_not_served(options: str, words: str, database_copy: Copy) -> None:
    with _odd_role(database_copy, options):
        [fault] = [each for each in _faults() if words in each]
    assert fault.endswith("`make roles` prints how it should be.")


@pytest.mark.parametrize(
    ("grant", "words"),
    [
        ("GRANT {owner} TO {name}", "belongs to another role"),
        ("GRANT pg_read_all_data TO {name}", "belongs to another role"),
        ("GRANT CREATE ON SCHEMA public TO {name}", "may create objects"),
        ("GRANT TEMPORARY ON DATABASE {database} TO {name}", "may create objects"),
        ("ALTER ROLE {name} SET frontdoor.zone = 'hub'", "begins with a context of its own"),
    ],
)
def test_a_role_with_a_side_door_is_not_served(
    grant: str, words: str, database_copy: Copy, settings: Settings
) -> None:
    told = grant.replace("{owner}", settings.OWNER_ROLE).replace("{database}", database_copy.name)

    with _odd_role(database_copy, "", told):
        assert any(words in fault for fault in _faults())


def test_a_role_that_the_wall_was_not_raised_for_is_not_served(database_copy: Copy) -> None:
    with _odd_role(database_copy, ""):
        assert any("The wall was raised for" in fault for fault in _faults())


def test_the_owner_is_not_served(database_copy: Copy) -> None:
    with _connected(database_copy, database_copy.owner):
        assert any("owns tables" in fault for fault in _faults())


# --- The wall ---

BREAKS = {
    "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY": "people_person is open",
    "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY": "people_person is open",
    "DROP POLICY frontdoor_see ON people_person": "people_person was changed",
    "ALTER POLICY frontdoor_see ON people_person USING (true)": "people_person was changed",
    "CREATE POLICY mine ON contacts_case USING (true)": "contacts_case was changed",
    "DROP TRIGGER frontdoor_remember ON contacts_case": "contacts_case was changed",
    "ALTER TABLE contacts_case DISABLE TRIGGER frontdoor_moves": "contacts_case was changed",
    "ALTER TABLE audit_rowchange DISABLE TRIGGER ALL": "audit_rowchange was changed",
    "ALTER FUNCTION frontdoor_remember_row() SECURITY DEFINER": "people_person was changed",
    "ALTER FUNCTION frontdoor_never_changes() RESET ALL": "audit_event was changed",
    "CREATE OR REPLACE FUNCTION frontdoor_never_changes() RETURNS trigger LANGUAGE plpgsql"
    " SET search_path = pg_catalog, public, pg_temp AS 'BEGIN RETURN NEW; END'": (
        "policy_policyversion was changed"
    ),
    "GRANT DELETE ON contacts_contact TO {application}": "contacts_contact was changed",
    "GRANT UPDATE (due_at) ON contacts_clock TO {application}": "contacts_clock was changed",
    "GRANT SELECT ON people_person TO PUBLIC": "people_person was changed",
    "GRANT INSERT ON django_migrations TO {application}": "django_migrations was changed",
    "COMMENT ON TABLE people_person IS 'as it should be'": "people_person was set up from another",
}


def _broken(statement: str, copy: Copy, settings: Settings) -> None:
    told = statement.replace("{application}", settings.APPLICATION_ROLE)
    # Disabling a trigger of a constraint takes a superuser.
    _break(copy, told, by="superuser" if "TRIGGER ALL" in told else "owner")


@pytest.mark.parametrize(("statement", "words"), BREAKS.items())
def test_a_wall_with_a_hole_is_not_served_until_it_is_set_up_again(
    statement: str, words: str, database_copy: Copy, settings: Settings
) -> None:
    _broken(statement, database_copy, settings)

    assert any(fault.startswith(words) for fault in _faults()), _faults()

    with _connected(database_copy, database_copy.owner):
        set_up.raise_the_wall(application=settings.APPLICATION_ROLE)
    assert _faults() == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE people_notes (person_id bigint, words text)",
        "CREATE VIEW everybody AS SELECT * FROM people_person",
        "CREATE MATERIALIZED VIEW everybody AS SELECT 1 AS one",
    ],
)
def test_what_nobody_declared_is_not_served(statement: str, database_copy: Copy) -> None:
    _break(database_copy, statement)

    [fault] = _faults()

    assert "is declared nowhere" in fault


def test_a_declaration_that_was_not_set_up_yet_is_not_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, *others = set_up.TABLES
    monkeypatch.setattr("frontdoor.jobs.startup.TABLES", (replace(first, see="true"), *others))

    [fault] = _faults()

    assert fault == f"{first.name} was set up from another declaration than this program's."


def test_setting_up_again_touches_nothing(database_copy: Copy, settings: Settings) -> None:
    with _connected(database_copy, database_copy.owner):
        assert set_up.raise_the_wall(application=settings.APPLICATION_ROLE) == []


def test_what_an_earlier_declaration_left_is_removed(
    database_copy: Copy, settings: Settings
) -> None:
    _break(
        database_copy,
        "CREATE FUNCTION frontdoor_old() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER frontdoor_old BEFORE INSERT ON contacts_case FOR EACH ROW"
        " EXECUTE FUNCTION frontdoor_old()",
        "CREATE POLICY frontdoor_old ON contacts_case USING (true)",
    )

    with _connected(database_copy, database_copy.owner):
        touched = set_up.raise_the_wall(application=settings.APPLICATION_ROLE)
        left = ask(
            "SELECT polname FROM pg_policy WHERE polname = 'frontdoor_old'"
            " UNION SELECT tgname FROM pg_trigger WHERE tgname = 'frontdoor_old'"
            " UNION SELECT proname FROM pg_proc WHERE proname = 'frontdoor_old'"
        )

    assert (touched, left) == (["contacts_case"], [])


def test_guards_look_names_up_in_a_fixed_order(database_copy: Copy) -> None:
    with psycopg.connect(database_copy.superuser) as behind:
        found = behind.execute(
            "SELECT proconfig FROM pg_proc WHERE starts_with(proname, 'frontdoor_')"
        ).fetchall()

    assert len(found) == "".join(each.read_text() for each in standing.GUARDS).count(
        "CREATE OR REPLACE FUNCTION"
    )
    assert {tuple(config) for (config,) in found} == {("search_path=pg_catalog, public, pg_temp",)}


# --- The server, the settings, the packs ---


def test_a_server_that_may_forget_is_not_served(database_copy: Copy, settings: Settings) -> None:
    settings.DISPOSABLE_DATABASE = False

    _break(database_copy, f"ALTER DATABASE {database_copy.name} SET synchronous_commit = off")
    connections.close_all()
    [fault] = [each for each in _faults() if each.startswith("synchronous_commit")]
    assert " is off: what was confirmed to somebody could be lost." in fault

    _break(database_copy, f"ALTER DATABASE {database_copy.name} SET synchronous_commit = on")
    connections.close_all()
    assert not any(fault.startswith("synchronous_commit") for fault in _faults())


@pytest.mark.parametrize("name", ["fsync", "full_page_writes"])
def test_a_server_that_does_not_write_through_is_not_served(name: str, settings: Settings) -> None:
    settings.DISPOSABLE_DATABASE = False
    [[value]] = ask(f"SHOW {name}")

    says = any(fault.startswith(f"{name} is off") for fault in _faults())

    assert says == (value == "off")


def test_an_old_server_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "OLDEST", 990_000)

    assert _faults()[0].startswith("PostgreSQL is too old")


def test_with_debug_on_nothing_is_served(settings: Settings) -> None:
    settings.DEBUG = True

    assert [fault.partition(":")[0] for fault in _faults()] == ["DEBUG is on"]


@pytest.mark.parametrize("key", ["", "short", "a" * 80, "django-insecure-" + SECRET_KEY])
def test_without_a_strong_secret_nothing_is_served(key: str, settings: Settings) -> None:
    settings.SECRET_KEY = key

    [fault] = _faults()

    assert "FRONTDOOR_SECRET_KEY is missing or weak" in fault


def test_with_migrations_to_apply_nothing_is_served(database_copy: Copy) -> None:
    _break(database_copy, "DELETE FROM django_migrations WHERE app = 'disclosures'")

    assert [fault.partition(":")[0] for fault in _faults()] == ["Migrations are not applied"]


def test_a_hub_without_a_pack_in_force_is_not_served() -> None:
    before_any = make.london("1980-01-01")

    found = startup.faults(at=before_any)

    assert ["has no policy pack in force" in fault for fault in found] == [True] * 4


def test_an_installation_without_a_hub_is_not_served(
    database_copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdoor.access.queries.hubs", list)

    assert [fault.partition(":")[0] for fault in _faults()] == ["There is no hub"]


@pytest.mark.parametrize(("minutes", "told"), [(9, 1), (10, 0)])
def test_a_sign_in_lasts_long_enough_to_warn_of_its_end(
    settings: Settings, minutes: int, told: int
) -> None:
    settings.SESSION_COOKIE_AGE = minutes * 60

    assert len([fault for fault in _faults() if "FRONTDOOR_SESSION_MINUTES" in fault]) == told


# --- Where it is asked ---


def test_the_command_names_every_fault_at_once(settings: Settings) -> None:
    settings.DEBUG, settings.SECRET_KEY = True, ""

    with pytest.raises(CommandError, match=r"(?s)DEBUG is on.*FRONTDOOR_SECRET_KEY"):
        call_command("startup_check")


def test_the_command_says_nothing_of_a_house_in_order() -> None:
    out, warned = StringIO(), StringIO()

    call_command("startup_check", stdout=out, stderr=warned)

    assert out.getvalue() == ""


def _served(**more: str) -> "subprocess.CompletedProcess[str]":
    settings_of = {"FRONTDOOR_SECRET_KEY": SECRET_KEY, "FRONTDOOR_DISPOSABLE_DATABASE": "1", **more}
    return subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        env={**os.environ, **settings_of}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_web_server_opens_with_the_wall(database_copy: Copy) -> None:
    done = _served(DATABASE_URL=database_copy.application)

    assert (done.returncode, done.stdout) == (0, "")


def test_the_web_server_stays_shut_without_it(database_copy: Copy) -> None:
    done = _served(DATABASE_URL=database_copy.owner)

    assert done.returncode != 0
    assert "No page is served until this is mended" in done.stderr
