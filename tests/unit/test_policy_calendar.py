"""A year whose bank holidays nobody has listed has none: due times come sooner, and never not."""

from datetime import UTC, date, datetime

import pytest

from frontdoor.kernel.worktime import Duration, Unit
from frontdoor.policy import rules
from tests.hubs import HUBS, POLICIES

every_hub = pytest.mark.parametrize("hub", HUBS)


@every_hub
@pytest.mark.parametrize("missing", [2027, 2029])
def test_a_year_without_holidays_counts_every_day_of_the_week(hub: str, missing: int) -> None:
    """The list has a hole, or has ended: what is due then is due sooner, and never later."""
    listed = [date(year, 12, 25) for year in (2026, 2028)]
    whole = [date(year, 12, 25) for year in range(2026, 2031)]

    known, short = (rules.calendar(POLICIES[hub], days) for days in (whole, listed))

    eve = datetime(missing, 12, 23, 12, tzinfo=UTC)
    for amount in (Duration(1, Unit.WORKING_DAYS), Duration(8, Unit.WORKING_HOURS)):
        assert short.due(eve, amount) <= known.due(eve, amount)
    assert not short.is_open(datetime(2028, 12, 25, 11, tzinfo=UTC))


@every_hub
def test_without_any_list_it_knows_the_hours_of_the_week_alone(hub: str) -> None:
    calendar = rules.calendar(POLICIES[hub], [])

    assert calendar.is_working_day(date(2027, 6, 2))
    assert not calendar.is_working_day(date(2027, 6, 6))
