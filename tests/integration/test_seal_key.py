"""The key that seals is changed: the chain goes on, and each batch has the key of its time."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from frontdoor.audit import queries
from frontdoor.audit.models import Batch
from frontdoor.jobs import sealing, signing
from frontdoor.kernel.refusal import Refused
from tests.sealed import Sealer, history, sealer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by(tmp_path: Path, settings: Settings) -> Sealer:
    """Return a sealer whose key the commands use, and a history of two batches."""
    made = sealer(tmp_path)
    settings.SEAL_KEY, settings.SEAL_CHECKPOINTS = str(made.key), str(made.kept)
    settings.SEAL_PUBLIC_KEY = str(signing.public_of(made.key))
    history(made, batches=2)
    return made


def _change() -> str:
    said = StringIO()
    call_command("seal", change_key=True, stdout=said)
    return said.getvalue()


def _last() -> Batch:
    batch = queries.last_batch()
    assert batch is not None
    return batch


def test_the_chain_goes_on_under_another_key(by: Sealer) -> None:
    before, last = by.key.read_bytes(), _last().number

    said = _change()
    history(by, batches=2)

    assert f"Batch {last + 1} and those after it" in said
    assert by.key.read_bytes() != before
    assert (by.key.stat().st_mode & 0o777, list(by.folder.glob("*.new"))) == (0o600, [])
    assert _last().number == last + 2
    assert by.check(*by.kept.read_text().splitlines()).faults == []


def test_it_may_be_changed_again_and_again(by: Sealer) -> None:
    for _ in range(2):
        _change()
        history(by, batches=1)

    assert by.check(*by.kept.read_text().splitlines()).faults == []
    public = signing.public_of(by.key)
    assert len(signing.handovers(public)) == 2
    assert sealing.of_another_history(signing.handovers(public)) == []


def test_the_key_of_before_seals_nothing_that_came_after(by: Sealer) -> None:
    stolen = by.folder / "stolen.key"
    stolen.write_bytes(by.key.read_bytes())
    stolen.chmod(0o600)
    _change()
    history(by, batches=1)
    seal = _last().seal
    is_signed = signing.checker(signing.public_of(by.key))

    forged = signing.signer(stolen)(seal.line.encode())

    assert is_signed(bytes(_last().signature), seal.line.encode())
    assert not is_signed(forged, seal.line.encode())


def test_whoever_has_the_first_public_key_alone_sees_that_another_sealed(by: Sealer) -> None:
    public = signing.public_of(by.key)
    earlier = by.folder / "earlier.pub"
    earlier.write_bytes(public.read_bytes())
    _change()
    history(by, batches=1)

    seal = _last().seal
    assert not signing.checker(earlier)(bytes(_last().signature), seal.line.encode())


def test_a_key_that_the_one_before_did_not_hand_over_to_is_refused(by: Sealer) -> None:
    _change()
    public = signing.public_of(by.key)
    told = public.read_text()
    [line] = [each for each in told.splitlines() if each.startswith("frontdoor-key-1")]
    other = line.replace("since=", "since=1", 1)
    public.write_text(told.replace(line, other))

    with pytest.raises(Refused, match="do not follow each other"):
        signing.checker(public)


def test_a_change_of_another_history_is_told(by: Sealer) -> None:
    seal = _last().seal
    signing.change(by.key, last=seal)
    [handover] = signing.handovers(signing.public_of(by.key))
    assert sealing.of_another_history([handover]) == []

    [fault] = sealing.of_another_history([type(handover)(handover.since, b"x" * 32, handover.key)])

    assert fault.startswith(f"The key was changed before batch {handover.since}")


def test_a_change_that_was_interrupted_is_finished(
    by: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = signing.finish_change
    monkeypatch.setattr(signing, "finish_change", lambda path: None)
    signing.change(by.key, last=_last().seal)
    assert list(by.folder.glob("*.new"))

    monkeypatch.setattr(signing, "finish_change", finish)
    finish(by.key)
    history(by, batches=1)

    assert list(by.folder.glob("*.new")) == []
    assert by.check(*by.kept.read_text().splitlines()).faults == []
