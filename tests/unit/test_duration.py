"""An amount of time is what it is counted in and how many; and the clock at its outermost edges."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from frontdoor.kernel.duration import Duration, Unit
from frontdoor.kernel.worktime import Calendar
from tests.unit.worktime_hub import HUB, LONDON, at, clock

EARLY = Calendar({weekday: (time(0), time(0)) for weekday in range(7)}, first=2026, last=2027)


def test_amounts_are_told_apart_by_unit_and_number_alone() -> None:
    day, hours = Duration(1, Unit.WORKING_DAYS), Duration(24, Unit.CLOCK_HOURS)

    assert day == Duration(1, Unit("working days"))
    assert day != Duration(2, Unit.WORKING_DAYS)
    assert hours != Duration(24, Unit.WORKING_HOURS)
    assert Duration(1, Unit.SAME_DAY) != hours


def test_it_reads_as_amount_and_unit() -> None:
    assert "span" not in repr(Duration(4, Unit.WORKING_HOURS))
    assert "4" in repr(Duration(4, Unit.WORKING_HOURS))


def test_its_length_follows_from_its_amount_and_cannot_be_given() -> None:
    assert Duration(1.5, Unit.WORKING_HOURS).span == timedelta(minutes=90)
    with pytest.raises(TypeError):
        Duration(1, Unit.CLOCK_HOURS, timedelta(0))  # type: ignore[call-arg]  # The refusal itself.


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True), (date(2026, 11, 21), False), (date(2026, 12, 25), False),
        (date(2026, 12, 24), True), (date(2027, 3, 29), False),
    ],
)  # fmt: skip
def test_a_working_day_is_one_on_which_the_hub_opens(day: date, works: bool) -> None:
    assert HUB.is_working_day(day) is works


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 1, 1, tzinfo=LONDON), datetime(2026, 1, 1, 0, 30, tzinfo=LONDON),
        datetime(2027, 12, 31, 23, 59, tzinfo=LONDON), datetime(2026, 1, 1, 0, 30, tzinfo=UTC),
    ],
)  # fmt: skip
def test_the_first_and_the_last_minute_of_the_calendar_are_in_it(moment: datetime) -> None:
    assert EARLY.is_open(moment)


def test_a_warning_of_what_is_due_at_once_comes_at_once() -> None:
    monday = at("Mon 23 Nov 2026 10:00")

    assert HUB.warn_at(monday, monday, 0.5, Unit.CLOCK_HOURS) == monday
    assert HUB.warn_at(monday, HUB.due(monday, clock(0)), 1, Unit.WORKING_HOURS) == monday
