"""What runs beside the demo's web server: it goes round, outlives its database, and ends when told.

For real: a process, started by the launcher, and a database that lets nobody in for a while.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from pytest_django import DjangoDbBlocker

from launch import beside, manage
from launch.beside import Job
from launch.manage import Addresses
from tests.database import SECRET_KEY, Copy

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 240.0  # A busy machine starts slowly.


@pytest.fixture
def own(
    database_copy: Copy, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Copy]:
    """Return a database beside the one of all other tests, which can be shut."""
    made = replace(database_copy, name=f"{database_copy.name}_beside")
    with django_db_blocker.unblock():
        made.renew()
        yield made
        made.drop()


@pytest.fixture
def watch(own: Copy, tmp_path: Path) -> Iterator[Job]:
    """Return the watch as the demo starts it, but going round without a pause."""
    addresses = Addresses(application=own.application, owner=own.owner)
    env = manage.environment(addresses, secret_key=SECRET_KEY)
    job = Job(
        "watch", "The watch over deadlines", words=["--every=0.1"],
        log=tmp_path / "watch.log", env=env,
    )  # fmt: skip
    yield job
    job.stop()


def _until(is_so: Callable[[], bool], job: Job) -> None:
    end = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < end, job.log.read_text()
        time.sleep(0.05)


def _last_beat(own: Copy) -> datetime | None:
    with psycopg.connect(own.superuser) as behind:
        [found] = behind.execute("SELECT max(beat_at) FROM watch_heartbeat").fetchall()
    return found[0] if isinstance(found[0], datetime) else None


def _let_in(own: Copy, *, anybody: bool) -> None:
    with psycopg.connect(own.admin, autocommit=True) as admin:
        name, word = sql.Identifier(own.name), sql.SQL("true" if anybody else "false")
        admin.execute(sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}").format(name, word))
        if not anybody:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [own.name],
            )


def test_the_watch_goes_round_through_a_database_that_goes_away_and_ends_when_told(
    own: Copy, watch: Job
) -> None:
    _until(lambda: _last_beat(own) is not None, watch)
    process = watch.number

    _let_in(own, anybody=False)
    _until(lambda: "The database is away" in watch.log.read_text(), watch)
    assert watch.is_running
    _let_in(own, anybody=True)
    before = _last_beat(own)
    _until(lambda: _last_beat(own) != before, watch)
    watch.keep_going()
    assert watch.number == process

    os.kill(process, signal.SIGTERM)
    _until(lambda: not watch.is_running, watch)
    assert "Traceback" not in watch.log.read_text()


def test_what_was_killed_is_started_again_and_what_was_stopped_is_not(
    own: Copy, watch: Job, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _until(lambda: _last_beat(own) is not None, watch)
    first = watch.number
    os.kill(first, signal.SIGKILL)
    _until(lambda: not watch.is_running, watch)

    watch.keep_going()
    early = watch.number
    monkeypatch.setattr(beside, "PATIENCE", 0.0)
    watch.keep_going()

    assert early in (first, watch.number)
    assert watch.number != first
    assert watch.is_running
    assert "stopped by itself; starting it again" in capsys.readouterr().out
    before = _last_beat(own)
    _until(lambda: _last_beat(own) != before, watch)
    watch.stop()
    assert not watch.is_running
