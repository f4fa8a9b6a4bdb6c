"""A feed or a register is taken by a command, at night: also one that is too long for a page."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from frontdoor.casework.rolls import operations
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.people.models import Involvement, SourceRecord
from tests import rolling

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a list of two people, where a page takes one row."""
    monkeypatch.setattr(operations, "MOST", 1)
    place = tmp_path / "people.csv"
    place.write_bytes(rolling.csv([rolling.TAMSIN, rolling.JOEL]))
    return place


def take(file: Path, *more: str) -> str:
    """Take a file as an installation does, and return what is said of it."""
    said = StringIO()
    call_command(
        "take_feed", str(file), "--hub", "coventry", "--by", "coventry-manager",
        "--source", "Casebook", "--as-at", "2026-03-01T06:00+00:00", *more, stdout=said,
    )  # fmt: skip
    return said.getvalue()


def held(walk: Walk) -> tuple[int, int]:
    """Return of how many people it told, and of how much work of services."""
    return walk.as_(
        "manager", lambda _: (SourceRecord.objects.count(), Involvement.objects.count())
    )


def test_the_command_takes_more_rows_than_a_page_does(walk: Walk, file: Path) -> None:
    with pytest.raises(Invalid, match="Whoever runs this system can take longer ones"):
        rolling.brought(walk)

    assert "2 rows: 2 new" in take(file)

    assert held(walk) == (2, 2)


def test_there_is_an_end_to_it(walk: Walk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MOST_UNATTENDED", 1)

    with pytest.raises(CommandError, match=r"2 rows, and at most 1 are read at once\.$"):
        take(file)

    assert held(walk) == (0, 0)


@pytest.mark.parametrize(("kind", "gone"), [("feed", 1), ("register", 0)])
def test_of_whom_a_register_tells_no_more_nothing_is_said(
    walk: Walk, file: Path, kind: str, gone: int
) -> None:
    more = ["--register"] if kind == "register" else []
    take(file, *more)
    file.write_bytes(rolling.csv([rolling.TAMSIN]))

    assert f"1 as they were, 0 not taken, {gone} no longer in the feed" in take(file, *more)

    assert held(walk) == (2, 2)
