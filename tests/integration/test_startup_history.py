"""No page is served where history would not be kept, and who sees to it is told (R19)."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connections
from pytest_django import Settings

from frontdoor.audit.models import Sealing
from frontdoor.jobs import startup
from tests import make
from tests.database import Copy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def disposable(settings: Settings) -> None:
    """Say openly that the tests' server may lose what it has confirmed."""
    settings.DISPOSABLE_DATABASE = True


def test_with_the_key_of_the_seals_in_reach_nothing_is_served(settings: Settings) -> None:
    settings.SEAL_KEY = "/somewhere/seal.key"

    [fault] = startup.faults(at=make.MONDAY_9AM)

    assert "The key that seals history is named to the web server" in fault


def test_a_role_for_which_references_are_not_checked_is_not_served(database_copy: Copy) -> None:
    with psycopg.connect(database_copy.superuser) as behind:
        name = database_copy.name
        behind.execute(f"ALTER DATABASE {name} SET session_replication_role = replica".encode())
    connections.close_all()

    [fault] = startup.faults(at=make.MONDAY_9AM)

    assert fault.startswith("session_replication_role is replica")


def test_history_that_is_not_sealed_is_warned_of() -> None:
    at = datetime(2027, 6, 30, 23, 20, tzinfo=UTC)  # 00:20 on 1 July in England.
    assert "not been sealed yet" in " ".join(startup.warnings(at=at))

    Sealing.objects.create(pk=1, ran_at=at, sealed_until=at)

    assert not any("sealed" in each for each in startup.warnings(at=at + timedelta(minutes=5)))
    late = " ".join(startup.warnings(at=at + timedelta(minutes=6)))
    assert "History has not been sealed since 1 July 2027 00:20: run `manage.py seal`." in late


def test_history_that_was_found_changed_is_warned_of() -> None:
    at = make.MONDAY_9AM
    Sealing.objects.create(pk=1, ran_at=at, sealed_until=at, checked_at=at, faults=2)

    assert "History was not whole on 1 March 2027" in " ".join(startup.warnings(at=at))
