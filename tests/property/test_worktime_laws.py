"""The laws of the working-time clock, for any hub, start and amount (a.6, a.8 6b)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.kernel.worktime import Calendar, Duration, Unit
from tests.property.worktime_twin import Twin

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = frozenset(
    {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29)}
)
LONG, SHORT = (time(8, 30), time(17)), (time(8, 30), time(16, 30))
WEEKS = (
    {0: LONG, 1: LONG, 2: LONG, 3: LONG, 4: SHORT},  # Coventry (C3.6)
    {weekday: (time(0), time(0)) for weekday in range(7)},  # never shut, through every change
    {2: (time(22), time(0)), 5: (time(20), time(0)), 6: (time(0), time(4, 45))},  # nights only
    {3: (time(9, 7), time(12))},  # one morning a week
)
HUBS = [(Calendar(week, holidays=HOLIDAYS), Twin(week, HOLIDAYS)) for week in WEEKS]

hubs = st.sampled_from(HUBS)
calendars = st.sampled_from([calendar for calendar, _ in HUBS])
PERIODS = (
    (datetime(2026, 11, 1), datetime(2027, 12, 1)),  # noqa: DTZ001 - the strategy adds UTC
    (datetime(2027, 3, 27), datetime(2027, 3, 30)),  # noqa: DTZ001
    (datetime(2027, 10, 30), datetime(2027, 11, 2)),  # noqa: DTZ001
)
instants = st.one_of([st.datetimes(*period, timezones=st.just(UTC)) for period in PERIODS])
moments = st.builds(datetime.astimezone, instants, st.sampled_from([LONDON, UTC]))
minutes = moments.map(lambda at: at.replace(second=0, microsecond=0))
COUNTED = [Unit.CLOCK_HOURS, Unit.WORKING_HOURS, Unit.WORKING_DAYS]
quarters = st.integers(0, 200).map(lambda count: count / 4)
few_days = st.integers(0, 12)
working_durations = st.one_of(
    st.builds(Duration, quarters, st.just(Unit.WORKING_HOURS)),
    st.builds(Duration, few_days, st.just(Unit.WORKING_DAYS)),
)
durations = st.one_of(
    working_durations,
    st.builds(Duration, quarters, st.just(Unit.CLOCK_HOURS)),
    st.just(Duration(1, Unit.SAME_DAY)),
)
DayOne = Literal["next", "same"]
day_ones: st.SearchStrategy[DayOne] = st.sampled_from(["next", "same"])


def utc(at: datetime) -> datetime:
    """Return the same moment in UTC, where later is later even while the clocks go back."""
    return at.astimezone(UTC)


# Waiting


@given(calendars, moments, quarters, quarters, st.sampled_from(["clock hours", "working hours"]))
def test_waiting_twice_is_waiting_once_for_both(
    hub: Calendar, start: datetime, one: float, other: float, unit: str
) -> None:
    first, second, both = (Duration(each, Unit(unit)) for each in (one, other, one + other))

    assert utc(hub.due(hub.due(start, first), second)) == utc(hub.due(start, both))


@given(st.sampled_from([HUBS[0][0], HUBS[3][0]]), moments, few_days, few_days, day_ones)
def test_waiting_for_days_twice_is_waiting_once_for_both(
    hub: Calendar, start: datetime, one: int, other: int, day_one: DayOne
) -> None:
    # Of hubs that close before midnight: one that closes at it is due on the day after.
    first, second, both = (Duration(each, Unit.WORKING_DAYS) for each in (one, other, one + other))

    twice = hub.due(hub.due(start, first, day_one=day_one), second, day_one=day_one)

    assert utc(twice) == utc(hub.due(start, both, day_one=day_one))


@given(calendars, moments, quarters)
def test_the_working_time_until_due_is_what_was_promised(
    hub: Calendar, start: datetime, amount: float
) -> None:
    due = hub.due(start, Duration(amount, Unit.WORKING_HOURS))

    assert hub.working_time(start, due) == timedelta(hours=amount)


@given(calendars, moments, quarters)
def test_clock_hours_are_real_time_whatever_the_clocks_do(
    hub: Calendar, start: datetime, amount: float
) -> None:
    due = hub.due(start, Duration(amount, Unit.CLOCK_HOURS))

    assert utc(due) - utc(start) == timedelta(hours=amount)
    assert hub.time_left(start, due, Unit.CLOCK_HOURS) == timedelta(hours=amount)


# Order


@given(calendars, moments, moments, durations, day_ones)
def test_who_starts_later_is_not_due_earlier(
    hub: Calendar, one: datetime, other: datetime, duration: Duration, day_one: DayOne
) -> None:
    earlier, later = sorted((one, other), key=utc)

    assert utc(hub.due(earlier, duration, day_one=day_one)) <= utc(
        hub.due(later, duration, day_one=day_one)
    )


@given(calendars, moments, st.tuples(few_days, few_days), st.sampled_from(COUNTED), day_ones)
def test_more_time_is_never_due_earlier(
    hub: Calendar, start: datetime, amounts: tuple[int, int], unit: Unit, day_one: DayOne
) -> None:
    less, more = (
        utc(hub.due(start, Duration(amount, unit), day_one=day_one)) for amount in sorted(amounts)
    )

    assert utc(start) <= less <= more


@given(calendars, moments, st.lists(working_durations.filter(lambda each: each.amount), min_size=2))
def test_the_order_of_due_times_is_the_order_of_time_left(
    hub: Calendar, at: datetime, promised: list[Duration]
) -> None:
    dues = [utc(hub.due(at, each)) for each in promised]

    by_due = sorted(dues)
    by_time_left = sorted(dues, key=lambda due: hub.time_left(at, due, Unit.WORKING_HOURS))

    assert by_due == by_time_left


# Openings


@given(calendars, moments, durations.filter(lambda each: each.unit is not Unit.CLOCK_HOURS))
def test_due_times_in_working_time_are_within_opening_or_at_closing(
    hub: Calendar, start: datetime, duration: Duration
) -> None:
    due = utc(hub.due(start, duration))

    an_instant_before = due - timedelta(microseconds=1)
    assert hub.is_open(an_instant_before) or due == utc(start)


@given(calendars, moments)
def test_openings_and_closings_are_where_being_open_changes(hub: Calendar, at: datetime) -> None:
    opening, closing = utc(hub.next_opening(at)), utc(hub.closing(at))

    assert hub.is_open(opening)
    assert opening > utc(at)
    assert closing > utc(at)
    assert hub.is_open(closing - timedelta(microseconds=1))
    assert (closing <= opening) == hub.is_open(at)


# Time left


@given(calendars, moments, durations)
def test_no_time_is_left_when_it_is_due(hub: Calendar, start: datetime, duration: Duration) -> None:
    due = hub.due(start, duration)

    assert hub.time_left(due, due, duration.unit) == timedelta(0)
    assert hub.time_left(start, due, duration.unit) >= timedelta(0)


@given(calendars, moments, moments, moments)
def test_working_time_adds_up_and_turns_its_sign(
    hub: Calendar, one: datetime, two: datetime, three: datetime
) -> None:
    there = hub.working_time(one, two) + hub.working_time(two, three)

    assert there == hub.working_time(one, three) == -hub.working_time(three, one)


@given(calendars, moments, moments)
def test_a_hub_never_works_longer_than_time_passes(
    hub: Calendar, one: datetime, other: datetime
) -> None:
    start, end = sorted((utc(one), utc(other)))

    assert timedelta(0) <= hub.working_time(start, end) <= end - start


@given(calendars, moments, durations, st.floats(0, 1), st.floats(0, 1))
def test_warnings_come_between_start_and_due_in_order(
    hub: Calendar, start: datetime, duration: Duration, one: float, other: float
) -> None:
    due = hub.due(start, duration)

    sooner, later = (
        utc(hub.warn_at(start, due, fraction, duration.unit)) for fraction in sorted((one, other))
    )

    assert utc(start) <= sooner <= later <= utc(due)


# The twin


@settings(deadline=None)
@given(hubs, minutes, st.integers(0, 8 * 60))
def test_the_slow_twin_is_due_at_the_same_time(
    hub: tuple[Calendar, Twin], start: datetime, amount: int
) -> None:
    calendar, twin = hub
    duration = Duration(amount / 60, Unit.WORKING_HOURS)

    assert utc(calendar.due(start, duration)) == utc(
        twin.due_in_working_hours(start, duration.span)
    )


@settings(deadline=None)
@given(hubs, minutes, st.integers(-10_000, 10_000))
def test_the_slow_twin_works_for_the_same_time(
    hub: tuple[Calendar, Twin], start: datetime, passed: int
) -> None:
    calendar, twin = hub
    end = utc(start) + timedelta(minutes=passed)

    assert calendar.working_time(start, end) == twin.working_time(utc(start), end)
    assert calendar.is_open(end) == twin.is_open(end)


@settings(deadline=None)
@given(hubs, minutes, st.integers(1, 12))
def test_the_slow_twin_counts_the_same_days(
    hub: tuple[Calendar, Twin], start: datetime, amount: int
) -> None:
    calendar, twin = hub
    days = Duration(amount, Unit.WORKING_DAYS)

    assert utc(calendar.due(start, days)) == utc(twin.due_in_working_days(start, amount))
    assert utc(calendar.due(start, Duration(1, Unit.SAME_DAY))) == utc(twin.due_same_day(start))
