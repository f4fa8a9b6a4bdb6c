"""What goes on beside the pages is interrupted: it goes on where it stopped, and says so (R2)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from frontdoor.audit import queries as audit
from frontdoor.jobs import set_up, watching
from frontdoor.jobs.management.commands import seal
from frontdoor.oversight.models import Tally
from frontdoor.policy import queries as policies
from frontdoor.policy.reading import Unreadable
from tests import make
from tests.database import Copy
from tests.faults import behind
from tests.faults.cable import Cable, laid
from tests.house.source import ROOT
from tests.sealed import history, sealer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cable(database_copy: Copy) -> Iterator[Cable]:
    """Return the cable to the database."""
    with laid(database_copy) as link:
        yield link


def test_where_a_checkpoint_cannot_be_kept_sealing_says_so_and_goes_on(
    tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    by, gone = sealer(tmp_path), tmp_path / "gone" / "checkpoints"
    settings.SEAL_KEY, settings.SEAL_PUBLIC_KEY = str(by.key), f"{by.key}.pub"
    settings.SEAL_CHECKPOINTS = str(gone)
    make.contact()

    seal._go_round(1)

    assert "its checkpoint could not be kept: No such file or directory." in caplog.text
    gone.parent.mkdir()
    history(by, batches=1)
    last = audit.last_batch()
    assert last is not None
    assert last.number > 1
    assert by.check(*by.kept.read_text().splitlines()).is_whole


def test_a_database_that_is_away_does_not_end_the_sealing(
    tmp_path: Path, cable: Cable, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    by = sealer(tmp_path)
    settings.SEAL_KEY, settings.SEAL_PUBLIC_KEY = str(by.key), f"{by.key}.pub"
    settings.SEAL_CHECKPOINTS = str(by.kept)
    make.contact()
    connection.close()
    cable.at(b'INSERT INTO "audit_batch"', cable.pull)

    assert seal._go_round(1) == 1

    assert "The database is away: sealing tries again." in caplog.text
    cable.put_in()
    connection.close()
    assert audit.last_batch() is None
    assert by.all().number == 1


def test_a_roll_up_that_is_interrupted_is_counted_whole_the_next_time(
    cable: Cable, database_copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    walk = make.walk()
    make.requests(walk)
    connection.close()
    cable.at(b'INTO "oversight_', lambda: behind.terminate(database_copy))

    assert not watching.look_at(walk.hub, at=walk.at)

    assert "A step of the watch failed in hub coventry: _count" in caplog.text
    assert "Robin" not in caplog.text
    connection.close()
    assert _units() == 0
    assert watching.look_at(walk.hub, at=walk.at)
    assert _units() > 0


def _units() -> int:
    with transaction.atomic():
        make.enter("manager")
        return Tally.objects.count()


def test_a_pack_that_cannot_be_read_leaves_the_one_in_force(tmp_path: Path) -> None:
    walk = make.walk()
    before = policies.current(walk.hub.pk, at=walk.at)
    law = ROOT / "packs" / "law" / "england.toml"
    torn = tmp_path / "coventry.toml"
    whole = (ROOT / "packs" / "coventry.toml").read_text(encoding="utf-8")
    torn.write_text(whole[: len(whole) // 2], encoding="utf-8")

    with pytest.raises(Unreadable):
        set_up.adopt_packs([torn], law=law, at=walk.at)

    assert policies.current(walk.hub.pk, at=walk.at).pk == before.pk
    assert walk.contact().reference


def test_without_its_look_a_page_can_still_be_read(tmp_path: Path, settings: Settings) -> None:
    settings.STATICFILES_DIRS = [tmp_path / "none"]

    page = Client().get("/sign-in/")

    assert page.status_code == 200
    assert "Sign in" in page.content.decode()
    assert Client().get("/static/frontdoor.css").status_code == 404
