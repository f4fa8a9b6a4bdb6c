"""`make example` and the demo's first start are killed half-way, and started again.

What was begun is gone or whole, nothing is there twice, and the wall stands.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pytest_django import DjangoDbBlocker, Settings

from frontdoor.jobs import startup
from frontdoor.jobs.example import multiplying, today
from tests import make
from tests.database import SECRET_KEY, Copy

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
SOON = 480.0  # A busy machine walks slowly.
WANTED, JOURNEYS = 600, 100
FILL = ("example_volume", "--hub=coventry", f"--contacts={WANTED}", "--at-once=10")
CONTACTS = "SELECT count(*) FROM contacts_contact"
# Also those of a transaction that goes on, or was given up.
BEGUN = "SELECT coalesce(pg_sequence_last_value('contacts_contact_id_seq'), 0)"
# Two stories are of two reports each, and those of the register are eighteen.
EACH = len((*today.ENDED, *today.GOING_ON)) + 2 + 18


@pytest.fixture
def own(
    database_copy: Copy, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Copy]:
    """Return a database beside the one of all other tests."""
    made = replace(database_copy, name=f"{database_copy.name}_dies")
    with django_db_blocker.unblock():
        made.renew()
        made.use()
        yield made
        made.drop()
        database_copy.use()


def _ask(own: Copy, sql: str) -> Any:
    with psycopg.connect(own.superuser) as behind:
        found = behind.execute(sql.encode()).fetchone()
        return found[0] if found else None


def _start(own: Copy, *words: str) -> "subprocess.Popen[str]":
    env = {**os.environ, "DATABASE_URL": own.application, "DATABASE_OWNER_URL": own.owner,
           "FRONTDOOR_SECRET_KEY": SECRET_KEY, "FRONTDOOR_DEMO": "1",
           "DJANGO_SETTINGS_MODULE": "config.settings"}  # fmt: skip
    return subprocess.Popen(  # noqa: S603  Our own words.
        [sys.executable, "manage.py", *words],
        cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def _killed(own: Copy, *words: str, once: Callable[[], bool]) -> None:
    """Start it, and kill it as soon as something is so."""
    process = _start(own, *words)
    try:
        end = time.monotonic() + SOON
        while not once():
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() < end
            time.sleep(0.01)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()


def _done(own: Copy, *words: str) -> str:
    process = _start(own, *words)
    said, _ = process.communicate(timeout=SOON)
    assert process.returncode == 0, said
    return said


def _faults(settings: Settings) -> list[str]:
    settings.DISPOSABLE_DATABASE = True
    return startup.faults(at=make.MONDAY_9AM)


def test_an_example_that_is_killed_goes_on_when_it_is_started_again(
    own: Copy, settings: Settings
) -> None:
    """Killed while it walks, and while it multiplies; at the end there are as many as wanted."""
    _killed(own, *FILL, once=lambda: _ask(own, CONTACTS) > 3)
    # What is walked first ends closed: half a journey would not.
    assert _ask(own, "SELECT string_agg(DISTINCT stage, ',') FROM contacts_case") == "closed"
    assert _ask(own, CONTACTS) < JOURNEYS

    _killed(own, *FILL, once=lambda: _ask(own, CONTACTS) > 2 * JOURNEYS)
    assert _ask(own, CONTACTS) < WANTED
    assert _faults(settings) == []

    said = _done(own, *FILL)

    there = _ask(own, CONTACTS)
    assert WANTED - 2 <= there <= WANTED
    assert f"{there} contacts" in said
    assert _ask(own, "SELECT count(DISTINCT reference) FROM contacts_contact") == there
    assert _faults(settings) == []
    assert _done(own, *FILL[:2], f"--contacts={there}").startswith(f"{there} contacts")
    assert _ask(own, CONTACTS) == there


def test_two_at_once_do_not_double_it(own: Copy) -> None:
    with psycopg.connect(own.owner, autocommit=True) as other:
        assert multiplying.is_alone(other)
        second = _start(own, *FILL)
        said, _ = second.communicate(timeout=SOON)

    assert second.returncode != 0
    assert "Another `make example` fills this database" in said
    assert _ask(own, CONTACTS) == 0


def test_a_first_start_that_is_killed_tells_each_hub_everything_at_the_next(own: Copy) -> None:
    _killed(own, "example_data", once=lambda: _ask(own, BEGUN) > 40)
    assert _ask(own, CONTACTS) % EACH == 0

    _done(own, "example_data")

    assert _ask(own, CONTACTS) == 4 * EACH
    assert _ask(own, "SELECT count(DISTINCT hub_id) FROM oversight_past") == 4
    _done(own, "example_data")
    assert _ask(own, CONTACTS) == 4 * EACH
