"""The slow, obvious twin of the working-time clock: it looks at the wall every minute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Twin:
    """A hub's hours, asked minute by minute: right for whole minutes only."""

    week: Mapping[int, tuple[time, time]]
    holidays: frozenset[date]
    zone: ZoneInfo = LONDON

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.week and day not in self.holidays

    def is_open(self, at: datetime) -> bool:
        local = at.astimezone(self.zone)
        if not self.is_working_day(local.date()):
            return False
        opens, closes = self.week[local.weekday()]
        return opens <= local.time() and (local.time() < closes or closes == time(0))

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        if start > end:
            return -self.working_time(end, start)
        return MINUTE * sum(self.is_open(minute) for minute in _between(start, end))

    def due_in_working_hours(self, start: datetime, amount: timedelta) -> datetime:
        if not amount:
            return start
        for minute in _minutes(start):
            if self.is_open(minute):
                amount -= MINUTE
            if not amount:
                return minute + MINUTE
        raise AssertionError("Minutes never end.")

    def due_in_working_days(self, start: datetime, amount: int) -> datetime:
        """Count from the day after `start`, and answer with the closing of the last day."""
        day = start.astimezone(self.zone).date()
        while amount:
            day += timedelta(days=1)
            amount -= self.is_working_day(day)
        return self.closing_of(day)

    def due_same_day(self, start: datetime) -> datetime:
        for minute in _minutes(start):
            if self.is_open(minute):
                return self.closing_of(minute.astimezone(self.zone).date())
        raise AssertionError("Minutes never end.")

    def closing_of(self, day: date) -> datetime:
        closes = self.week[day.weekday()][1]
        last = day if closes != time(0) else day + timedelta(days=1)
        return datetime.combine(last, closes, self.zone)


def _minutes(start: datetime) -> Iterator[datetime]:
    minute = start.astimezone(UTC)
    while True:
        yield minute
        minute += MINUTE


def _between(start: datetime, end: datetime) -> Iterator[datetime]:
    for minute in _minutes(start):
        if minute >= end:
            return
        yield minute
