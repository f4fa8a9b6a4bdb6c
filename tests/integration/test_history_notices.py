"""Whoever oversees is told when history is not whole, and when it is not sealed any more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import transaction
from django.test import Client

from frontdoor.access.models import Hub
from frontdoor.audit import queries as audit
from frontdoor.jobs import sealing, watching
from frontdoor.watch import queries
from tests import make
from tests.conftest import ItIs
from tests.database import Copy
from tests.pages import text
from tests.sealed import Sealer, history, sealer

pytestmark = pytest.mark.django_db(transaction=True)

AT = make.MONDAY_9AM
SOON, LATER = AT + timedelta(minutes=2), AT + timedelta(minutes=10)
NOT_WHOLE, NOT_SEALED = "not_whole", "not_sealed"
SignIn = Callable[..., Client]


@pytest.fixture
def by(tmp_path: Path) -> Sealer:
    """Return a sealer of a history of three batches."""
    made = sealer(tmp_path)
    history(made, batches=3)
    return made


def _behind(copy: Copy, sql: str) -> None:
    """Do what a superuser can, past every guard."""
    with psycopg.connect(copy.superuser, autocommit=True) as connection:
        for table in ("audit_event", "audit_batch"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        connection.execute(sql.encode())


def _told(short: str, *, at: datetime = SOON) -> list[tuple[str, str]]:
    """Let the watch go round, and return what is told of history to somebody."""
    for hub in Hub.objects.all():
        watching.look_at(hub, at=at)
    with transaction.atomic():
        found = queries.notices(make.enter(short)) + queries.seen(make.enter(short))
        return [(e.kind, e.subject) for e in found if e.kind in (NOT_WHOLE, NOT_SEALED)]


def test_what_is_whole_and_sealed_is_no_notice(by: Sealer) -> None:
    assert by.job.check_on(1, at=SOON) == 1

    assert _told("manager") == []


def test_an_entry_that_was_changed_is_found_piece_by_piece_and_told_to_managers_alone(
    by: Sealer, database_copy: Copy
) -> None:
    _behind(database_copy, "UPDATE audit_event SET by_name = 'Another' WHERE id = 1")

    by.job.check_on(1, at=SOON)

    assert _told("manager") == [(NOT_WHOLE, "History")]
    for short in ("officer", "triage", "police"):
        assert _told(short) == []


def test_the_pieces_follow_one_another_and_begin_again_at_the_end(
    by: Sealer, database_copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "PIECE", 2)
    _behind(
        database_copy,
        "UPDATE audit_batch SET sealed_at = sealed_at + interval '1 s' WHERE number = 3",
    )

    place = by.job.check_on(1, at=SOON)
    assert (place, _told("manager")) == (3, [])

    assert by.job.check_on(place, at=SOON) == 1
    assert _told("manager") == [(NOT_WHOLE, "History")]


def test_an_end_that_was_removed_is_told_as_well(by: Sealer, database_copy: Copy) -> None:
    _behind(database_copy, "DELETE FROM audit_batch WHERE number = 3")

    with pytest.raises(Exception, match="Checkpoint 3 was kept"):
        by.once()
    by.job.look_closer(at=SOON)

    assert _told("manager") == [(NOT_WHOLE, "History")]


def test_it_stays_until_history_is_whole_again_whoever_has_seen_it(
    by: Sealer, database_copy: Copy, sign_in: SignIn, it_is: ItIs
) -> None:
    it_is(SOON)
    change = "UPDATE audit_event SET by_name = '{}' WHERE id = 1"
    with psycopg.connect(database_copy.superuser) as behind:
        [(name,)] = behind.execute("SELECT by_name FROM audit_event WHERE id = 1").fetchall()
    _behind(database_copy, change.format("Another"))
    by.job.check_on(1, at=SOON)
    _told("manager")
    manager = sign_in("manager")
    page = manager.get("/notices/")
    assert "History is not whole" in text(page)
    assert 'href="/settings/history/"' in page.content.decode()
    manager.post("/notices/", {"shown": " ".join(str(n) for n in range(50))})
    assert "Seen by Moira Quayle" in text(manager.get("/notices/"))
    assert _told("manager") == [(NOT_WHOLE, "History")]

    _behind(database_copy, change.format(name))
    by.check(*by.kept.read_text().splitlines(), at=SOON)

    assert _told("manager") == []


def test_what_is_known_is_not_looked_for_again_every_minute(
    by: Sealer, database_copy: Copy
) -> None:
    _behind(database_copy, "UPDATE audit_event SET by_name = 'Another' WHERE id = 1")
    by.job.check_on(1, at=SOON)

    by.job.check_on(1, at=LATER)

    found = audit.sealing()
    assert found is not None
    assert found.checked_at == SOON


def test_a_sealing_that_has_stopped_is_told_until_it_goes_on(by: Sealer) -> None:
    assert _told("manager", at=LATER) == [(NOT_SEALED, "History")]
    assert _told("officer", at=LATER) == []

    by.once(at=LATER)

    assert _told("manager", at=LATER) == []
