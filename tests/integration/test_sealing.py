# ruff: noqa: S608  Table names of ours.
"""History is sealed beside whoever writes it: late entries as well, each once, locking nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from pytest_django import Settings

from config import database
from frontdoor.audit import entries, queries, rules
from frontdoor.audit import sealing as operation
from frontdoor.audit.models import Batch
from frontdoor.jobs import signing, startup
from frontdoor.kernel.refusal import Refused
from tests import make
from tests.database import Copy
from tests.integration.behind import refused
from tests.sealed import Sealer, history, sealer, until

pytestmark = pytest.mark.django_db(transaction=True)

LOOK = (
    "INSERT INTO audit_look (hub_id, subject, purpose, refused, by_id, by_name, at)"
    " VALUES (1, %s, 'read', false, 1, 'Somebody', now())"
)


@pytest.fixture
def by(tmp_path: Path) -> Sealer:
    """Return a sealer with a key of its own."""
    return sealer(tmp_path)


def _sealed() -> list[tuple[int, int]]:
    """Return how many looks each batch holds, by its number."""
    batches = Batch.objects.order_by("number")
    return [(batch.number, batch.seal.looks) for batch in batches]


def test_every_entry_of_the_three_logs_is_sealed_once(by: Sealer, database_copy: Copy) -> None:
    history(by, batches=3)

    verdict = by.check(*by.kept.read_text().splitlines())

    assert verdict.faults == []
    assert (verdict.batches, len(by.kept.read_text().splitlines())) == (3, 3)
    with psycopg.connect(database_copy.superuser) as behind:
        there = [
            behind.execute(f"SELECT count(*) FROM {table}".encode()).fetchall()[0][0]
            for table in ("audit_event", "audit_look", "audit_rowchange")
        ]
    assert verdict.entries == sum(there)
    assert min(there) > 0


def test_where_nothing_was_written_there_is_nothing_to_seal(by: Sealer) -> None:
    history(by, batches=1)

    assert by.once() is None

    found = queries.sealing()
    assert found is not None
    assert found.sealed_until == make.MONDAY_9AM


def test_what_is_written_late_is_sealed_in_a_later_batch(by: Sealer, database_copy: Copy) -> None:
    """Its number was given out before others that were sealed: it is not missed, and not twice."""
    history(by, batches=1)
    with psycopg.connect(database_copy.superuser) as slow:
        slow.execute(LOOK, ["slow"])
        with psycopg.connect(database_copy.superuser) as quick:
            quick.execute(LOOK, ["quick"])
        by.once()
        assert [looks for number, looks in _sealed() if number > 1 and looks] == []
        assert queries.sealing() is not None

    batch = by.all()

    assert batch.seal.looks == 2
    assert by.check().faults == []


def test_one_that_began_before_others_holds_up_only_what_came_after_it(
    by: Sealer, database_copy: Copy
) -> None:
    history(by, batches=1)
    before = len(_sealed())
    with psycopg.connect(database_copy.superuser) as early:
        early.execute(LOOK, ["before"])
    with psycopg.connect(database_copy.superuser) as slow:
        slow.execute(LOOK, ["slow"])
        with psycopg.connect(database_copy.superuser) as quick:
            quick.execute(LOOK, ["quick"])
        until(lambda: by.once() is not None)
        assert [looks for _, looks in _sealed()[before:]] == [1]
        slow.rollback()

    assert by.all().seal.looks == 1
    assert by.check().faults == []


def test_sealing_waits_for_nobody_and_nobody_waits_for_it(by: Sealer, database_copy: Copy) -> None:
    with transaction.atomic():
        make.contact()
    with psycopg.connect(database_copy.superuser) as other:
        other.execute("LOCK audit_event, audit_look, audit_rowchange IN ROW EXCLUSIVE MODE")
        other.execute("SELECT 1 FROM access_hub FOR UPDATE")
        by.once()

    with transaction.atomic():
        operation.seal(sign=signing.signer(by.key), at=make.MONDAY_9AM)
        with psycopg.connect(database_copy.superuser) as other:
            other.execute("SET lock_timeout = '2s'")
            other.execute(LOOK, ["meanwhile"])


def test_nobody_writes_in_the_name_of_an_earlier_transaction(by: Sealer) -> None:
    history(by, batches=1)

    with transaction.atomic():
        me = make.enter("manager")
        refused(
            "INSERT INTO audit_look (hub_id, subject, purpose, refused, by_id, by_name, at, xact)"
            " VALUES (%s, 'x', 'read', false, %s, 'x', now(), 1)",
            me.hub_id,
            me.user_id,
            words="row-level security",
        )


def test_a_seal_stays_as_it_was_made(by: Sealer) -> None:
    history(by, batches=1)

    for sql in ("UPDATE audit_batch SET number = 2", "DELETE FROM audit_batch"):
        refused(sql, words="permission denied")


def test_whoever_seals_sees_digests_and_no_entry(by: Sealer, database_copy: Copy) -> None:
    with transaction.atomic():
        make.contact()
    by.all()

    with psycopg.connect(database_copy.application) as program:
        for table in ("audit_event", "audit_look", "audit_rowchange", "contacts_contact"):
            found = program.execute(f"SELECT count(*) FROM {table}".encode()).fetchall()
            assert found == [(0,)]
        [(listed,)] = program.execute("SELECT frontdoor_listed('events', 0, 1)").fetchall()
        assert listed == b""


# --- The key and the checkpoints ---


def test_what_is_kept_can_be_checked_by_itself(by: Sealer) -> None:
    history(by, batches=2)

    [first, second] = map(rules.read_checkpoint, by.kept.read_text().splitlines())

    assert first is not None
    assert second is not None
    is_signed = signing.checker(signing.public_of(by.key))
    assert is_signed(second.signature, second.line.encode())
    assert not is_signed(second.signature, first.line.encode())
    assert "before=" in second.line


def test_the_job_goes_on_only_where_it_stopped(by: Sealer, database_copy: Copy) -> None:
    history(by, batches=2)
    with psycopg.connect(database_copy.superuser) as behind:
        behind.execute("ALTER TABLE audit_batch DISABLE TRIGGER USER")
        behind.execute("DELETE FROM audit_batch WHERE number = 2")

    with pytest.raises(Refused, match="its end was removed"):
        by.once()

    by.kept.rename(by.folder / "aside")
    assert by.once() is not None


def test_only_its_own_account_reads_the_key(by: Sealer) -> None:
    assert by.key.stat().st_mode & 0o777 == 0o600

    by.key.chmod(0o640)

    with pytest.raises(Refused, match="Others can read"):
        signing.signer(by.key)


def test_a_key_is_made_once(by: Sealer) -> None:
    with pytest.raises(Refused, match="There is a key already"):
        signing.make(by.key)


@pytest.fixture
def configured(settings: Settings, tmp_path: Path) -> Sealer:
    """Return a sealer that the commands find in the settings."""
    made = sealer(tmp_path)
    settings.SEAL_KEY, settings.SEAL_CHECKPOINTS = str(made.key), str(made.kept)
    settings.SEAL_PUBLIC_KEY = str(signing.public_of(made.key))
    return made


def test_the_commands_seal_and_check(
    configured: Sealer, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction.atomic():
        make.contact()
    until(lambda: bool(call_command("seal", "--once")) or bool(queries.last_batch()))

    call_command("verify_history")

    assert "History is whole" in capsys.readouterr().out


def test_the_command_names_what_is_not_whole(configured: Sealer, database_copy: Copy) -> None:
    history(configured, batches=1)
    with psycopg.connect(database_copy.superuser) as behind:
        behind.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        behind.execute(
            "UPDATE audit_event SET by_name = 'x' WHERE id = (SELECT min(id) FROM audit_event)"
        )

    with pytest.raises(CommandError, match=r"(?s)not whole.*Batch 1: event \d+ was changed"):
        call_command("verify_history")

    found = queries.sealing()
    assert found is not None
    assert found.faults == 1


def test_the_command_says_where_nothing_guards_history(
    configured: Sealer, database_copy: Copy
) -> None:
    """What is done while a trigger is off leaves no entry: sealed history alone is whole then."""
    history(configured, batches=1)
    with psycopg.connect(database_copy.superuser) as behind:
        behind.execute("ALTER TABLE contacts_case DISABLE TRIGGER frontdoor_remember")

    with pytest.raises(CommandError, match="contacts_case was changed since it was set up") as told:
        call_command("verify_history")

    assert "History is not whole" not in str(told.value)


def test_without_a_key_nothing_is_sealed_and_the_reason_is_said(settings: Settings) -> None:
    settings.SEAL_KEY = ""

    with pytest.raises(CommandError, match="FRONTDOOR_SEAL_KEY"):
        call_command("seal", "--once")


# --- Another server ---


def test_after_a_restore_transactions_are_counted_on(
    by: Sealer, database_copy: Copy, settings: Settings
) -> None:
    """A server that begins to count anew would write in the name of what is sealed."""
    history(by, batches=1)
    _count_from(database_copy, -1_000_000_000)
    assert entries.is_behind()
    settings.DISPOSABLE_DATABASE = True
    [told] = startup.faults(at=make.MONDAY_9AM)
    assert "it was restored from another. Run `manage.py set_up` as the owner" in told

    with _as_owner(database_copy):
        entries.go_on_counting()

    assert not entries.is_behind()
    with transaction.atomic():
        make.contact(make.later(make.walk(), minutes=10))
    by.all(at=make.MONDAY_9AM + timedelta(minutes=10))
    assert by.check().faults == []


def _count_from(copy: Copy, shift: int) -> None:
    with _as_owner(copy):
        entries.count_from(shift=shift)


@contextmanager
def _as_owner(copy: Copy) -> Iterator[None]:
    connections["default"].close()
    connections.databases["default"].update(database.parse(copy.owner))
    yield
    copy.use()
