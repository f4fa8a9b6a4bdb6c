# ruff: noqa: S608  Its SQL is made of names and numbers of this code.
"""Whatever is done to history behind the program's back is found (R10).

A superuser with the guards taken away edits, deletes, puts in, reorders and cuts off at random:
FRONTDOOR_TAMPERINGS=1000 tries more often than the build does.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.db import connection, connections, transaction

from config import database
from tests import make, tampering
from tests.canaries import figures
from tests.database import Copy
from tests.sealed import Sealer, history, sealer

pytestmark = pytest.mark.django_db(transaction=True)

TRIES, SEED = int(os.environ.get("FRONTDOOR_TAMPERINGS", "100")), 20261122


@pytest.fixture
def by(tmp_path: Path, database_copy: Copy) -> Iterator[Sealer]:
    """Return whoever sealed a history of six batches; the database is open to a superuser."""
    made = sealer(tmp_path)
    history(made, batches=6)
    connections["default"].close()
    connections.databases["default"].update(database.parse(database_copy.superuser))
    yield made
    database_copy.use()


def _behind() -> tampering.Behind:
    connection.ensure_connection()
    behind: tampering.Behind = connection.connection
    return behind


def test_a_hundred_of_a_hundred_random_tamperings_are_found(by: Sealer) -> None:
    random, kept = Random(SEED), by.kept.read_text().splitlines()[-1:]
    assert by.check(*kept).is_whole

    missed = []
    for _ in range(TRIES):
        with transaction.atomic():
            tampering.disarm(_behind())
            did = tampering.draw(random, _behind())
            if by.check(*kept).is_whole:
                missed.append(did)
            transaction.set_rollback(True)

    assert missed == []
    assert by.check(*kept).is_whole
    figures.add(tamperings_tried=TRIES, tamperings_found=TRIES)


CASES = {
    "UPDATE audit_event SET by_name = 'x' WHERE id = {event}": (
        "Batch 1: event {event} was changed."
    ),
    "DELETE FROM audit_event WHERE id = {event}": (
        "Batch 1: event {event} is gone, or was given another place."
    ),
    "UPDATE audit_batch SET sealed_at = now() WHERE number = 2": (
        "Batch 2: the seal was changed, its signature does not fit."
    ),
    "DELETE FROM audit_batch WHERE number IN (3, 4)": "Batches 3 to 4 are missing.",
    "UPDATE audit_batch SET looks = '' WHERE number = 2": "Batch 2: ",
    "UPDATE audit_event SET xact = xact + 1000000000 WHERE id = {event}": (
        "The event {event} claims a transaction that cannot have been."
    ),
    "TRUNCATE audit_batch": (
        "History ends before its first batch, but checkpoint 6 was kept: its end was removed."
    ),
}


def test_what_was_done_is_said_with_its_batch_and_its_entry(by: Sealer) -> None:
    kept = by.kept.read_text().splitlines()[-1:]
    for sql, words in CASES.items():
        with transaction.atomic():
            tampering.disarm(_behind())
            [(event,)] = _behind().execute("SELECT min(id) FROM audit_event").fetchall()
            _behind().execute(sql.format(event=event).encode())

            faults = by.check(*kept).faults
            transaction.set_rollback(True)

        assert any(fault.startswith(words.format(event=event)) for fault in faults), faults


def test_an_end_that_was_cut_off_is_found_by_a_checkpoint_and_by_nothing_else(by: Sealer) -> None:
    *_, last = by.kept.read_text().splitlines()
    with transaction.atomic():
        tampering.disarm(_behind())
        for table in tampering.LOGS:
            _behind().execute(
                f"DELETE FROM {table} WHERE xact >= (SELECT since FROM audit_batch"
                " WHERE number = 5)".encode()
            )
        _behind().execute("DELETE FROM audit_batch WHERE number >= 5")

        assert by.check().is_whole
        assert by.check(last).faults == [
            "History ends after batch 4, but checkpoint 6 was kept: its end was removed."
        ]
        transaction.set_rollback(True)


def test_a_history_that_was_sealed_anew_is_found_by_a_checkpoint(
    by: Sealer, database_copy: Copy
) -> None:
    """Somebody takes the end away and lets the job seal what is left: all signatures are good."""
    *_, last = by.kept.read_text().splitlines()
    with psycopg.connect(database_copy.superuser) as behind:
        tampering.disarm(behind)
        behind.execute("DELETE FROM audit_batch WHERE number >= 5")
        behind.execute(
            "UPDATE audit_event SET by_name = 'Nobody'"
            " WHERE xact >= (SELECT max(until) FROM audit_batch)"
        )
    by.kept.unlink()
    for _ in range(2):
        with transaction.atomic():
            make.contact(make.walk())
        by.all()

    assert by.check().is_whole
    assert by.check(last).faults == [
        "Batch 6 is not the one that was kept: history was sealed anew."
    ]


def test_a_checkpoint_of_another_key_or_of_nothing_is_told(by: Sealer) -> None:
    last = by.kept.read_text().splitlines()[-1]
    forged = last[:-4] + ("0000" if last[-4:] != "0000" else "1111")

    assert by.check(forged).faults == ["Checkpoint 6 is not signed by this key."]
    assert by.check("what is this").faults == ["A line of the checkpoints is none."]
