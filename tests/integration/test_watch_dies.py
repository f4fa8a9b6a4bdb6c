"""The watch is killed at any moment, and two go round at once: nothing is lost, nothing doubled."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.casework.gathering import escalating
from frontdoor.casework.gathering.models import Chase
from frontdoor.jobs import watching
from frontdoor.jobs.example.walk import Walk
from frontdoor.watch import operations, queries
from frontdoor.watch.models import Notice
from tests import make
from tests.database import SECRET_KEY, Copy

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
SOON = 60.0


class Killed(BaseException):
    """What a kill is to the program: nothing more of it is done."""


@pytest.fixture
def late(database_copy: Copy) -> Iterator[Walk]:
    """Return a hub in which five agencies have not answered, a day and an hour after they were."""
    walk = make.walk()
    make.requests(walk, asked=("social_care", "police", "health", "education", "probation"))
    make.requests(walk, asked=("police",))
    yield make.later(walk, hours=25)
    connection.close()


def found(walk: Walk) -> tuple[int, int]:
    """Return how many escalations there are, and how many notices of them."""
    with transaction.atomic():
        make.enter("manager")
        chases = Chase.objects.filter(made_by__isnull=True).count()
        facts = Notice.objects.filter(fact__startswith="escalated", role="team_manager").count()
        return chases, facts


def test_a_watch_that_dies_at_any_moment_loses_and_doubles_nothing(
    late: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after each thing that it writes in turn, it is found whole by the next one."""
    for name, where in (("noticed", escalating), ("tell", operations), ("beat", operations)):
        real = getattr(where, name)

        def dies(*args: object, real: object = real, **kwargs: object) -> object:
            real(*args, **kwargs)  # type: ignore[operator]
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(where, name, dies)
            with pytest.raises(Killed):
                watching.look_at(late.hub, at=late.at)

    assert watching.look_at(late.hub, at=late.at)

    assert found(late) == (6, 6)


def test_half_of_an_escalation_is_none(late: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(escalating, "noticed", dies)
    with pytest.raises(Killed):
        watching.look_at(late.hub, at=late.at)

    assert found(late) == (0, 0)


def test_two_watches_take_turns(database_copy: Copy) -> None:
    with psycopg.connect(database_copy.application, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [watching.LOCK])
        with watching.alone() as mine:
            assert not mine
        other.execute("SELECT pg_advisory_unlock(%s)", [watching.LOCK])

    with watching.alone() as mine:
        assert mine
    with watching.alone() as again:
        assert again


def test_two_that_go_round_at_once_escalate_and_tell_once(late: Walk) -> None:
    """Without the turn as well: the rows alone see to it."""
    start = threading.Barrier(2)
    went: list[bool] = []

    def go() -> None:
        try:
            start.wait(10)
            went.append(watching.look_at(late.hub, at=late.at))
        finally:
            connection.close()

    both = [threading.Thread(target=go) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join(60)
    watching.look_at(late.hub, at=late.at)

    assert len(went) == 2
    assert found(late) == (6, 6)


def test_whoever_works_on_an_enquiry_comes_first(late: Walk, database_copy: Copy) -> None:
    """What is held is left alone, and looked at again."""
    with psycopg.connect(database_copy.superuser) as manager:
        manager.execute("SELECT id FROM enquiries_enquiry ORDER BY id LIMIT 1 FOR UPDATE")
        watching.look_at(late.hub, at=late.at)
        assert found(late)[0] in (1, 5)

    watching.look_at(late.hub, at=late.at)

    assert found(late) == (6, 6)


def test_the_command_survives_a_kill_and_the_next_one_goes_on(database_copy: Copy) -> None:
    """For real, by the clock of the machine, and killed when it has begun to write."""
    walk = make.walk(at=now() - timedelta(hours=26))
    for _ in range(8):
        make.requests(walk, asked=("police", "education", "health"))
    connection.close()
    first = _watch(database_copy)
    try:
        _wait_until(lambda: found(walk)[0] > 0)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()

    assert _watch(database_copy, "--once").wait(SOON) == 0

    assert found(walk) == (24, 24)
    with context.inside(walk.hub.pk):
        assert queries.last_beat(walk.hub.pk) is not None


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def _watch(copy: Copy, *words: str) -> "subprocess.Popen[bytes]":
    env = {**os.environ, "DATABASE_URL": copy.application, "FRONTDOOR_SECRET_KEY": SECRET_KEY,
           "DJANGO_SETTINGS_MODULE": "config.settings"}  # fmt: skip
    return subprocess.Popen(  # noqa: S603  Our own words.
        [sys.executable, "manage.py", "watch", *words],
        cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
