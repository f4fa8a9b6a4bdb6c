"""The tests' own ground: whom they work as, and that none leaves anything for the next."""

import socket
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from tests.database import Copy

WHEN = datetime(2026, 1, 5, 9, tzinfo=UTC)
TWICE = pytest.mark.parametrize("turn", ["first", "second"])


def _store() -> None:
    Session.objects.create(session_key="left-behind", session_data="", expire_date=WHEN)


def _rights() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls,"
            " (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        return tuple(cursor.fetchone() or ())


@pytest.mark.django_db
def test_a_test_works_as_the_application_which_owns_nothing() -> None:
    assert _rights() == (settings.APPLICATION_ROLE, False, False, 0)


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_works_as_the_application_too() -> None:
    assert _rights() == (settings.APPLICATION_ROLE, False, False, 0)


@TWICE
@pytest.mark.django_db
def test_what_a_test_stores_is_rolled_back(turn: str, database_copy: Copy) -> None:
    assert not Session.objects.exists(), turn

    _store()

    assert _committed(database_copy) == 0


@TWICE
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_before_the_next(turn: str, database_copy: Copy) -> None:
    assert not Session.objects.exists(), turn

    _store()

    assert _committed(database_copy) == 1


@TWICE
@pytest.mark.django_db(transaction=True)
def test_a_connection_left_open_does_not_hold_up_the_next_test(
    turn: str, database_copy: Copy
) -> None:
    stray = psycopg.connect(database_copy.application)
    stray.execute("SELECT 1")

    _store()

    assert stray.info.status is psycopg.pq.ConnStatus.OK, turn
    stray.pgconn.finish()


@pytest.mark.parametrize(
    "call",
    [
        lambda: urllib.request.urlopen("http://192.0.2.1/", timeout=1),
        lambda: socket.create_connection(("198.51.100.7", 443), timeout=1),
    ],
)
def test_the_network_is_shut(call: Callable[[], object]) -> None:
    with pytest.raises(OSError, match="the network is shut"):
        call()


def test_this_machine_may_be_called() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        socket.create_connection(door.getsockname(), timeout=1).close()


def _committed(copy: Copy) -> int:
    with psycopg.connect(copy.superuser) as behind:
        found = behind.execute("SELECT count(*) FROM django_session").fetchone()
    return int(found[0]) if found else -1
