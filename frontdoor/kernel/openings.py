"""Every opening of a hub, worked out once: when it is open, and how long it has been.

Moments are `timedelta`s since EPOCH, so that every sum is exact to the microsecond, is made
in C, and counts the time that really passes when the clocks change (a.8 6b).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NOTHING = timedelta(0)

Hours = tuple[time, time]
Week = tuple[Hours | None, ...]


class OutsideCalendar(ValueError):
    """The question reaches a time that the calendar does not know, so it has no answer."""


def since_epoch(at: datetime) -> timedelta:
    """Return the time that really passed from EPOCH to `at`.

    :raises ValueError: if `at` is naive, for it could mean two moments an hour apart.
    """
    try:
        return at - EPOCH
    except TypeError:
        raise ValueError(f"{at} has no time zone, so it does not say which moment it is.") from None


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """The openings of some years in order, as columns, with the time worked before each.

    The columns have one row more than there are openings, of no length, at the end of the years.
    """

    zone: ZoneInfo
    years: str
    days: list[int]  # date.toordinal() of each opening
    starts: list[timedelta]
    ends: list[timedelta]
    opened: list[datetime]  # the start again, made so that adding to it is right
    before: list[timedelta]  # worked before the opening
    after: list[timedelta]  # worked before and in the opening
    first: dict[int, int]  # day since EPOCH in UTC -> its first opening that ends on it or later

    def at(self, moment: timedelta) -> int:
        """Return which opening contains `moment`, or is the next one after it.

        An opening contains its start and not its end. The last row stands for "none any more".
        """
        try:
            row = self.first[moment.days]
        except KeyError:
            raise self.outside(EPOCH + moment) from None
        while moment >= self.ends[row]:
            row += 1
        return row

    def worked(self, moment: timedelta) -> timedelta:
        """Return how long the hub has been open from the first year until `moment`."""
        try:
            row = self.first[moment.days]
        except KeyError:
            raise self.outside(EPOCH + moment) from None
        while moment >= self.ends[row]:
            row += 1
        start = self.starts[row]
        return self.before[row] + (moment - start) if moment > start else self.before[row]

    def reaching(self, worked: timedelta) -> datetime:
        """Return the first moment by which the hub has been open for so long.

        That is a closing rather than the opening after it (the same working time lies before both).
        """
        row = bisect_left(self.after, worked)
        if row >= len(self.days):
            raise OutsideCalendar(
                f"The answer lies after the years of this calendar, {self.years}."
            )
        return (self.opened[row] + (worked - self.before[row])).astimezone(self.zone)

    def start(self, row: int) -> datetime:
        """Return when this opening starts."""
        return self.opened[self._known(row)].astimezone(self.zone)

    def end(self, row: int) -> datetime:
        """Return when this opening ends."""
        length = self.ends[self._known(row)] - self.starts[row]
        return (self.opened[row] + length).astimezone(self.zone)

    def after_day(self, day: date) -> int:
        """Return the first opening on a later day than `day`."""
        return bisect_right(self.days, day.toordinal())

    def outside(self, what: date) -> OutsideCalendar:
        """Return the reason why a question about `what` is refused."""
        return OutsideCalendar(
            f"{what:%d %B %Y} lies outside the years of this calendar, {self.years}."
        )

    def _known(self, row: int) -> int:
        if row >= len(self.days):
            raise OutsideCalendar(
                f"The answer lies after the years of this calendar, {self.years}."
            )
        return row


@lru_cache(maxsize=64)
def openings(
    *, week: Week, holidays: frozenset[date], zone: ZoneInfo, first: int, last: int
) -> Openings:
    """Return all openings from 1 January of `first` to 31 December of `last`."""
    begin, finish = _midnight(first, zone), _midnight(last + 1, zone)
    rows = list(_rows(week, holidays, zone, first, last))
    starts = [since_epoch(opens) for _, opens, _ in rows]
    # Hours that the clocks skip over are an opening of no length.
    ends = [max(start, since_epoch(row[2])) for start, row in zip(starts, rows, strict=True)]
    after = _sums(starts, ends)
    return Openings(
        zone=zone,
        years=f"{first} to {last}",
        days=[day for day, _, _ in rows],
        starts=[*starts, finish],
        ends=[*ends, finish],
        opened=[_base(opens, closes) for _, opens, closes in rows],
        before=[NOTHING, *after],
        after=after,
        first={
            day: bisect_right(ends, DAY * day) for day in range(-(-begin // DAY), finish // DAY)
        },
    )


def _midnight(year: int, zone: ZoneInfo) -> timedelta:
    return since_epoch(datetime(year, 1, 1, tzinfo=zone))


def _rows(
    week: Week, holidays: frozenset[date], zone: ZoneInfo, first: int, last: int
) -> Iterator[tuple[int, datetime, datetime]]:
    for day in range(date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal()):
        on = date.fromordinal(day)
        hours = week[on.weekday()]
        if hours and on not in holidays:
            opens = datetime.combine(on, hours[0], zone)
            closes = datetime.combine(on, hours[1], zone)
            # Closing at 00:00 is the midnight at the end of the day.
            yield day, opens, closes if hours[1] > hours[0] else closes + DAY


def _sums(starts: list[timedelta], ends: list[timedelta]) -> list[timedelta]:
    total, sums = NOTHING, []
    for start, end in zip(starts, ends, strict=True):
        total += end - start
        sums.append(total)
    return sums


def _base(opens: datetime, closes: datetime) -> datetime:
    """Return the start in local time, where adding is quick; in UTC when the clocks change in it.

    Python adds to a local time as if the clocks never changed.
    """
    return opens if opens.utcoffset() == closes.utcoffset() else opens.astimezone(UTC)
