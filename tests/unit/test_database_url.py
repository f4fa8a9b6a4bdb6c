"""Addresses of databases, as administrators write them."""

import pytest

from config.database import (
    AS_PLANNED,
    LINK,
    PAGE,
    PATIENCE,
    Unusable,
    for_pages,
    parse,
    prepared,
)
from launch import address, roles
from launch.voice import Trouble


def test_a_full_address_is_read_part_by_part() -> None:
    entry = parse("postgresql://app:secret@db.example:6432/frontdoor")

    assert entry == {
        "ENGINE": "config.postgresql",
        "NAME": "frontdoor",
        "USER": "app",
        "PASSWORD": "secret",
        "HOST": "db.example",
        "PORT": "6432",
    }


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app@/frontdoor?host=/tmp/A%20Folder/Run&port=6000",
        "postgresql://app@%2Ftmp%2FA%20Folder%2FRun:6000/frontdoor",
    ],
)
def test_a_socket_is_a_folder_and_keeps_its_capitals_and_spaces(url: str) -> None:
    entry = parse(url)

    assert (entry["HOST"], entry["PORT"]) == ("/tmp/A Folder/Run", "6000")  # noqa: S108
    assert "OPTIONS" not in entry


def test_signs_in_a_password_are_decoded() -> None:
    assert parse("postgres://app:a%40b%3A%2F%25@db/frontdoor")["PASSWORD"] == "a@b:/%"


def test_an_address_of_version_six_stands_in_brackets() -> None:
    entry = parse("postgresql://app@[::1]:5433/frontdoor")

    assert (entry["HOST"], entry["PORT"]) == ("::1", "5433")


def test_what_is_left_after_the_question_mark_goes_to_postgresql() -> None:
    entry = parse("postgresql://app@db/frontdoor?sslmode=verify-full&connect_timeout=5")

    assert entry["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "5"}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mysql://app:hush@db/frontdoor",
        "postgresql://app:hush@db/",
        "postgresql://app:hush@db:five/frontdoor",
        "postgresql://app:hush@db:70000/frontdoor",
        "frontdoor",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(Unusable) as refusal:
        parse(url)

    assert "postgresql://name:password@host:5432/database" in str(refusal.value)
    assert "hush" not in str(refusal.value)


def test_an_address_that_the_launcher_makes_is_read_back_the_same() -> None:
    made = address.of(
        host="/tmp/A Folder, with a comma",  # noqa: S108
        port=5432,
        user="app",
        password="it's a/b@c:%",
        database="a hub",
    )

    entry = parse(made)

    assert entry["HOST"] == "/tmp/A Folder, with a comma"  # noqa: S108
    assert (entry["USER"], entry["PASSWORD"], entry["NAME"]) == ("app", "it's a/b@c:%", "a hub")


def test_another_database_of_a_server_keeps_how_it_is_reached() -> None:
    admin = "postgresql://admin:secret@[::1]:6000/postgres?sslmode=require&dbname=postgres"

    changed = address.change(admin, database="copy", user="app", password="p@ss")

    assert changed == "postgresql://app:p%40ss@[::1]:6000/copy?sslmode=require"


def test_a_role_with_a_name_that_is_no_name_is_refused() -> None:
    with pytest.raises(Trouble, match="no name for a role"):
        roles.Names(owner="owner; DROP TABLE", application="app", database="hub")


def test_what_an_address_says_stays_beside_what_plans_questions_once() -> None:
    entry = prepared(parse("postgresql://app@db/frontdoor?sslmode=require"))

    assert entry["OPTIONS"] == {
        **LINK, "options": f"{PATIENCE} {AS_PLANNED}", "sslmode": "require",
        "server_side_binding": True,
        "prepare_threshold": 1,
    }  # fmt: skip


def test_nobody_waits_for_ever_and_what_somebody_wants_otherwise_comes_last() -> None:
    entry = prepared(
        parse("postgresql://app@db/f?connect_timeout=3&options=-c%20lock_timeout%3D1s")
    )
    for_pages(entry)

    assert entry["OPTIONS"] == {
        **LINK, "connect_timeout": "3",
        "options": f"{PATIENCE} {AS_PLANNED} -c lock_timeout=1s {PAGE}",
        "server_side_binding": True, "prepare_threshold": 1,
    }  # fmt: skip
