"""A hub's calendar reaches as far as its bank holidays do, and no further."""

from datetime import UTC, date, datetime

import pytest

from frontdoor.kernel.worktime import OutsideCalendar
from frontdoor.policy import rules
from tests.hubs import HUBS, POLICIES

every_hub = pytest.mark.parametrize("hub", HUBS)


@every_hub
def test_it_ends_with_the_last_year_whose_holidays_are_listed(hub: str) -> None:
    listed = [date(2026, 12, 25), date(2027, 12, 27), date(2028, 12, 25)]

    calendar = rules.calendar(POLICIES[hub], listed)

    assert not calendar.is_open(datetime(2028, 12, 25, 11, tzinfo=UTC))
    with pytest.raises(OutsideCalendar):
        calendar.is_open(datetime(2029, 1, 2, 11, tzinfo=UTC))


@every_hub
def test_a_year_without_holidays_in_between_ends_it_too(hub: str) -> None:
    """A list with a hole would let due times run through every holiday of that year."""
    calendar = rules.calendar(POLICIES[hub], [date(2026, 12, 25), date(2028, 12, 25)])

    assert not calendar.is_open(datetime(2026, 12, 25, 11, tzinfo=UTC))
    with pytest.raises(OutsideCalendar):
        calendar.is_open(datetime(2027, 6, 1, 11, tzinfo=UTC))


@every_hub
def test_without_any_list_it_knows_the_hours_of_the_week_alone(hub: str) -> None:
    calendar = rules.calendar(POLICIES[hub], [])

    assert calendar.is_working_day(date(2027, 6, 2))
    assert not calendar.is_working_day(date(2027, 6, 6))
