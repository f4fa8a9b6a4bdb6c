"""By when it is that is asked for at once, as a strategy discussion is: laws for every moment."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.kernel.openings import in_utc
from frontdoor.kernel.worktime import Calendar, Unit
from frontdoor.policy import reading, rules
from frontdoor.policy.pack import Policy
from tests.house.source import text

HUBS = {
    hub: reading.read(text(f"packs/{hub}.toml"), name=hub)
    for hub in ("coventry", "durham", "barnet", "surrey")
}
# Years whose bank holidays do not matter here: a calendar without any.
MINUTES = st.integers(0, 60 * 24 * 350)
MOMENTS = MINUTES.map(lambda minutes: datetime(2027, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes))
every_hub = pytest.mark.parametrize("hub", HUBS)


def rules_of(hub: str) -> tuple[Policy, Calendar]:
    policy = HUBS[hub]
    return policy, rules.calendar(policy, [])


def due(policy: Policy, calendar: Calendar, at: datetime) -> datetime:
    span = rules.at_once(policy, calendar, at=at)
    return calendar.due(span.counted_from, span.duration)


@every_hub
@settings(deadline=None)
@given(at=MOMENTS)
def test_out_of_hours_it_is_one_hour_by_the_clock(hub: str, at: datetime) -> None:
    policy, calendar = rules_of(hub)
    shut = at if not calendar.is_open(at) else calendar.closing(at)

    assert in_utc(due(policy, calendar, shut)) - in_utc(shut) == timedelta(hours=1)


@every_hub
@settings(deadline=None)
@given(at=MOMENTS)
def test_in_hours_it_is_two_opening_hours_unless_closing_comes_first(
    hub: str, at: datetime
) -> None:
    policy, calendar = rules_of(hub)
    opened = at if calendar.is_open(at) else calendar.next_opening(at)
    left = calendar.working_time(opened, calendar.closing(opened))

    found = in_utc(due(policy, calendar, opened))

    if left >= timedelta(hours=2):
        assert found - in_utc(opened) == timedelta(hours=2)
    else:
        assert found == in_utc(calendar.closing(opened)) + timedelta(hours=1)


@every_hub
@settings(deadline=None)
@given(at=MOMENTS)
def test_nothing_that_is_immediate_takes_longer_than_three_hours(hub: str, at: datetime) -> None:
    policy, calendar = rules_of(hub)

    assert timedelta() < in_utc(due(policy, calendar, at)) - at <= timedelta(hours=3)


@every_hub
@given(at=MOMENTS, minutes=st.integers(0, 3000))
def test_who_decides_later_is_never_asked_to_be_earlier(
    hub: str, at: datetime, minutes: int
) -> None:
    policy, calendar = rules_of(hub)
    later = at + timedelta(minutes=minutes)

    assert in_utc(due(policy, calendar, at)) <= in_utc(due(policy, calendar, later))


@every_hub
@settings(deadline=None)
@given(at=MOMENTS)
def test_time_that_goes_past_closing_is_told_by_the_clock(hub: str, at: datetime) -> None:
    policy, calendar = rules_of(hub)
    span = rules.at_once(policy, calendar, at=at)

    runs_past = not calendar.is_open(at) or in_utc(due(policy, calendar, at)) > in_utc(
        calendar.closing(at)
    )
    assert (span.duration.unit is Unit.CLOCK_HOURS) == runs_past
