"""What will keep pages from being right unless somebody sees to it is warned of in time (R19)."""

from datetime import datetime, timedelta

import psycopg
import pytest

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.jobs import startup
from frontdoor.policy.models import BankHoliday
from frontdoor.watch import operations as watch
from tests import make, rolling
from tests.database import Copy

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_list_of_bank_holidays_that_runs_out_is_warned_of() -> None:
    last = max(each.day for each in BankHoliday.objects.filter(division="england-and-wales"))

    assert _of_holidays(make.london(f"{last.year - 2}-06-01")) == []

    [warning] = _of_holidays(make.london(f"{last.year}-06-01"))
    assert f"england-and-wales end on {last.day} December {last.year}" in warning


def test_a_country_without_any_bank_holiday_is_warned_of(database_copy: Copy) -> None:
    with psycopg.connect(database_copy.superuser) as behind:
        behind.execute("DELETE FROM policy_bankholiday")

    [warning] = [each for each in startup.warnings(at=make.MONDAY_9AM) if "oliday" in each]

    assert "england-and-wales is listed: due times will run through them." in warning
    assert warning.startswith("No bank holiday of ")


def _of_holidays(at: datetime) -> list[str]:
    return [each for each in startup.warnings(at=at) if "bank holidays" in each]


def test_a_watch_that_stands_still_is_warned_of() -> None:
    at = make.MONDAY_9AM
    for hub in access.hubs():
        with context.inside(hub.pk):
            watch.beat(hub_id=hub.pk, at=at)
    late = at + timedelta(minutes=6)

    assert [each for each in startup.warnings(at=at) if "watched" in each] == []

    told = [each for each in startup.warnings(at=late) if "watched" in each]
    assert len(told) == len(access.hubs())
    assert "run `manage.py watch`" in told[0]


def test_a_list_that_nobody_takes_is_warned_of() -> None:
    walk = make.walk()
    rolling.begun(walk, rolling.brought(walk))

    def warned(minutes: int) -> list[str]:
        found = startup.warnings(at=walk.at + timedelta(minutes=minutes))
        return [each for each in found if "take_rolls" in each]

    assert warned(5) == []
    [warning] = warned(6)
    since = "Lists of Coventry MASH wait to be taken since 1 March 2027 09:00"
    assert warning == f"{since}: run `manage.py take_rolls`."
