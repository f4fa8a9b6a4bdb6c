"""The working-time clock: when something is due, and how much time is left (a.6, a.7(21), a.8 6b).

Hubs promise in four units, and the same words must not mean two things: "24 hours" from Thursday
morning is Friday morning on the clock, and Tuesday in working hours (worked clock checks of a.6).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from frontdoor.kernel.duration import Duration, Unit
from frontdoor.kernel.openings import Openings, OutsideCalendar, in_utc, openings

__all__ = ["Calendar", "Duration", "OutsideCalendar", "Unit"]


# Looking these up in the enumeration each time would take a tenth of the time of an answer.
CLOCK_HOURS, WORKING_HOURS, _, SAME_DAY = Unit


class Calendar:
    """When a hub is open, by weekday (0 is Monday), without its holidays (C3.6, C3.7).

    It knows its own years only, and refuses to guess beyond. It never changes. A hub that closes at
    00:00 closes at the midnight that ends the day.
    """

    FIRST, LAST = 2012, 2035

    def __init__(
        self,
        week: Mapping[int, tuple[time, time]],
        *,
        holidays: Iterable[date] = (),
        zone: str = "Europe/London",
        first: int = FIRST,
        last: int = LAST,
    ) -> None:
        """Take the opening hours; a weekday that is missing is closed.

        :raises ValueError: if the hours make no sense, or there are none.
        """
        _check_week(week)
        if first > last:
            raise ValueError(f"The calendar cannot start in {first} and end in {last}.")
        self._week = tuple(week.get(weekday) for weekday in range(7))
        self._holidays = frozenset(map(_plain_day, holidays))
        self._zone = ZoneInfo(zone)
        self._first, self._last = first, last

    def is_open(self, at: datetime) -> bool:
        """Say whether the hub is open: from the moment of opening until just before closing."""
        _, opening, _, _ = self._openings.row(at)
        return at >= opening

    def next_opening(self, at: datetime) -> datetime:
        """Return when the hub opens next after `at`; when it is open now, the time after this."""
        number, opening, _, _ = self._openings.row(at)
        return self._openings.opening(number if at < opening else number + 1)

    def closing(self, at: datetime) -> datetime:
        """Return when the hub closes: this opening, or the next one when it is shut (C3.7)."""
        return self._openings.closing(self._openings.row(at)[0])

    def is_working_day(self, day: date) -> bool:
        """Say whether the hub opens on `day`: a working day is a day of the calendar (a.8 6b)."""
        if not self._first <= _plain_day(day).year <= self._last:
            raise self._openings.outside(day)
        return self._week[day.weekday()] is not None and day not in self._holidays

    def due(
        self, start: datetime, duration: Duration, *, day_one: Literal["next", "same"] = "next"
    ) -> datetime:
        """Return when `duration` from `start` ends, in the zone of the calendar (a.8 6b).

        Clock hours are real time, across closings and changes of the clock. Working hours that
        end at closing are due at closing. Working days end at the closing of the last one; day
        one is the next working day, or this one (a.6, Barnet), if it has not closed yet. Same
        day is the closing of that day, or of the next one when received after closing. An
        amount of zero is due at once.

        :raises OutsideCalendar: if working time leads out of the years of the calendar.
        """
        unit, span, known = duration.unit, duration.span, self._openings
        if unit is WORKING_HOURS and span:
            return known.reaching(known.worked(start) + span)
        if unit is SAME_DAY:
            return self.closing(start)
        if unit is CLOCK_HOURS or not span:
            return self._elapsed(start, span)
        return known.closing(self._day_one(start, day_one) + int(duration.amount) - 1)

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Return how long the hub is open between the two: negative when `end` is earlier."""
        worked = self._openings.worked
        return worked(end) - worked(start)

    def time_left(self, at: datetime, due: datetime, unit: Unit) -> timedelta:
        """Return the time from `at` to `due`, in the terms of the promise: negative when late.

        Working time stands still while the hub is shut: it is zero, not yet negative, until the
        next opening. Whether something is late is asked by `at > due`, in UTC:
        Python compares two local times by what the wall says, also while the clocks go back.
        """
        if unit is CLOCK_HOURS:
            return in_utc(due) - in_utc(at)
        worked = self._openings.worked
        return worked(due) - worked(at)

    def warn_at(self, start: datetime, due: datetime, fraction: float, unit: Unit) -> datetime:
        """Return when `fraction` of the time from `start` to `due` has gone (warn-at, a.6).

        :raises ValueError: if `due` is before `start`, or `fraction` is not between 0 and 1.
        """
        if not 0 <= fraction <= 1:
            raise ValueError(f"A warning comes between 0 and 1 of the time, not at {fraction}.")
        if in_utc(due) < in_utc(start):
            raise ValueError("A warning is refused: it would be due before it starts.")
        part = self.time_left(start, due, unit) * fraction
        if unit is CLOCK_HOURS or not part:
            return self._elapsed(start, part)
        return self._openings.reaching(self._openings.worked(start) + part)

    @cached_property
    def _openings(self) -> Openings:
        return openings(
            week=self._week,
            holidays=self._holidays,
            zone=self._zone,
            first=self._first,
            last=self._last,
        )

    def _elapsed(self, start: datetime, span: timedelta) -> datetime:
        try:
            return (in_utc(start) + span).astimezone(self._zone)
        except OverflowError:
            raise OutsideCalendar("The answer lies after the last year that can be told.") from None

    def _day_one(self, start: datetime, day_one: str) -> int:
        """Return the opening that counts as the first working day; checks `start` on the way."""
        number = self._openings.row(start)[0]
        if day_one == "same":
            return number
        if day_one == "next":
            return self._openings.after_day(start.astimezone(self._zone))
        raise ValueError(f'Day one is "next" or "same", not "{day_one}".')


def _plain_day(day: date) -> date:
    if isinstance(day, datetime):
        raise ValueError(f"{day} is a moment; a day of the calendar is asked for.")
    return day


def _check_week(week: Mapping[int, tuple[time, time]]) -> None:
    if not week:
        raise ValueError("The hub is never open: give the hours of at least one weekday.")
    for weekday, (opens, closes) in week.items():
        if weekday not in range(7):
            raise ValueError(f"There is no weekday {weekday}: Monday is 0 and Sunday is 6.")
        if time(0) < closes <= opens:
            raise ValueError(f"Weekday {weekday} cannot open at {opens} and close at {closes}.")
