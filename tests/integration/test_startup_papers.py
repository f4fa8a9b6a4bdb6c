"""Where a check for viruses is compulsory, nothing is served without one (R19)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.timezone import now

from frontdoor.jobs import startup
from tests import clamav

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Make the check compulsory, and give what sets the other settings."""
    monkeypatch.setattr(settings, "CLAMD_REQUIRED", True)
    return monkeypatch


def _faults() -> list[str]:
    return [fault for fault in startup.faults(at=now()) if "check for viruses" in fault]


def test_without_an_address_it_does_not_start(required: pytest.MonkeyPatch) -> None:
    [fault] = _faults()

    assert "FRONTDOOR_CLAMD does not say where" in fault


def test_where_nobody_answers_it_does_not_start(
    required: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    required.setattr(settings, "CLAMD", f"unix:{tmp_path}/nobody")

    [fault] = _faults()

    assert "does not answer: nothing could be opened" in fault


def test_where_one_answers_it_starts(required: pytest.MonkeyPatch) -> None:
    with clamav.clamd() as address:
        required.setattr(settings, "CLAMD", address)

        assert _faults() == []


def test_where_it_is_not_compulsory_a_silent_one_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "CLAMD", f"unix:{tmp_path}/nobody")

    assert _faults() == []
    assert any("files stay in quarantine" in each for each in startup.warnings(at=now()))
