"""A feed is taken by a process that is killed at any row: nothing is lost and nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from frontdoor.casework.rolls.models import Piece
from frontdoor.people.models import Involvement, Person, SourceRecord
from tests import make, rolling
from tests.database import SECRET_KEY, Copy

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, KILLS, SOON = 300, 2, 60.0


@pytest.fixture
def file(tmp_path: Path, database_copy: Copy) -> Iterator[Path]:
    """Return a feed of a few hundred people, as a spreadsheet program of today writes it."""
    rows = [
        [f"K{n}", f"Given{n}", f"Family{n}", f"{n % 28 + 1}/{n % 12 + 1}/2015", *rolling.JOEL[4:]]
        for n in range(PEOPLE)
    ]
    place = tmp_path / "feed.csv"
    place.write_bytes(b"\xef\xbb\xbf" + rolling.csv(rows, mark=";"))
    yield place
    connection.close()


def start(file: Path, copy: Copy) -> "subprocess.Popen[bytes]":
    """Take a feed as an installation does, in a process of its own."""
    return subprocess.Popen(  # noqa: S603  Its words are ours.
        [sys.executable, "manage.py", "take_feed", str(file), "--hub", "coventry",
         "--by", "coventry-manager", "--source", "Casebook", "--as-at", "2026-03-01T06:00+00:00"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "DATABASE_URL": copy.application, "FRONTDOOR_SECRET_KEY": SECRET_KEY},
    )  # fmt: skip


def taken() -> int:
    """Return how many people are taken already."""
    with transaction.atomic():
        make.enter("manager")
        return SourceRecord.objects.count()


def kill_at(process: "subprocess.Popen[bytes]", count: int) -> None:
    """Kill a process once so many people are taken, or when it ends before."""
    end = time.monotonic() + SOON
    while taken() < count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait(SOON)


def test_a_feed_that_is_killed_at_random_rows_is_taken_whole_and_once(
    file: Path, database_copy: Copy
) -> None:
    chance = random.Random(1)
    for count in sorted(chance.randrange(PEOPLE) for _ in range(KILLS)):
        process = start(file, database_copy)
        kill_at(process, count)
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stderr.close()

    out, err = start(file, database_copy).communicate(timeout=SOON)

    assert err == b""
    assert f"{PEOPLE} rows: {PEOPLE} new, 0 changed, 0 as they were, 0 not taken" in out.decode()
    with transaction.atomic():
        make.enter("manager")
        numbers = set(SourceRecord.objects.values_list("number", flat=True))
        assert numbers == {f"K{n}" for n in range(PEOPLE)}
        assert SourceRecord.objects.count() == PEOPLE
        assert Person.objects.filter(family_name__startswith="Family").count() == PEOPLE
        assert Involvement.objects.filter(source="Casebook").count() == PEOPLE
        assert not Piece.objects.filter(taken_at__isnull=True).exists()

    out, _ = start(file, database_copy).communicate(timeout=SOON)
    assert f"0 new, 0 changed, {PEOPLE} as they were, 0 not taken" in out.decode()
