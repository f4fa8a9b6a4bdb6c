"""Every opening of a hub, worked out once: when it is open, and how long it has been (a.6, a.8 6b).

Questions come in local time or in UTC, so the openings are kept told both ways: comparing and
subtracting within one zone takes a tenth of the time that it takes between two. Python does so
as if the clocks never changed; a day on which they do is therefore told in UTC on both sides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

Hours = tuple[time, time]
Week = tuple[Hours | None, ...]
# Number, opening, closing, time worked before: a bare tuple, because it is unpacked fastest.
Row = tuple[int, datetime, datetime, timedelta]
Span = tuple[datetime, datetime]


class OutsideCalendar(ValueError):
    """The question reaches a time that the calendar does not know, so it has no answer."""


def in_utc(at: datetime) -> datetime:
    """Return the same moment in UTC.

    :raises ValueError: if `at` is naive, for it could mean two moments an hour apart.
    """
    if at.utcoffset() is None:
        raise ValueError(f"{at} has no time zone, so it does not say which moment it is.")
    return at.astimezone(UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The openings as one zone tells them, ending with a row of no length: "none any more"."""

    rows: list[Row]
    days: dict[int, Row]  # date.toordinal() -> its first opening that ends on that day or later


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """The openings of some years, in order."""

    zone: ZoneInfo
    years: str
    days: list[int]  # date.toordinal() of each opening
    worked_by: list[timedelta]  # the time worked by the end of each opening
    local: Told
    utc: Told
    told: dict[tzinfo | None, Told]

    def row(self, at: datetime) -> Row:
        """Return the opening that contains `at`, or the next one after it.

        An opening contains its start and not its end.
        """
        told = self.told.get(at.tzinfo)
        if told is None:
            told, at = self.utc, in_utc(at)
        try:
            row = told.days[at.toordinal()]
        except KeyError:
            raise self.outside(at) from None
        while at >= row[2]:
            row = told.rows[row[0] + 1]
        return row

    def worked(self, at: datetime) -> timedelta:
        """Return how long the hub has been open from the first year until `at`."""
        _, opening, _, before = self.row(at)
        return before + (at - opening) if at > opening else before

    def reaching(self, worked: timedelta) -> datetime:
        """Return the first moment by which the hub has been open for so long.

        That is a closing rather than the opening after it (the same working time lies before both).
        """
        number = bisect_left(self.worked_by, worked)
        if number == len(self.worked_by):
            raise self._too_late()
        _, opening, _, before = self.local.rows[number]
        return (opening + (worked - before)).astimezone(self.zone)

    def opening(self, number: int) -> datetime:
        """Return when this opening starts."""
        return self.local.rows[self._known(number)][1].astimezone(self.zone)

    def closing(self, number: int) -> datetime:
        """Return when this opening ends."""
        return self.local.rows[self._known(number)][2].astimezone(self.zone)

    def after_day(self, day: date) -> int:
        """Return the number of the first opening on a later day than `day`."""
        return bisect_right(self.days, day.toordinal())

    def outside(self, what: date) -> OutsideCalendar:
        """Return the reason why a question about `what` is refused."""
        return OutsideCalendar(
            f"{what:%d %B %Y} lies outside the years of this calendar, {self.years}."
        )

    def _known(self, number: int) -> int:
        if number >= len(self.days):
            raise self._too_late()
        return number

    def _too_late(self) -> OutsideCalendar:
        return OutsideCalendar(f"The answer lies after the years of this calendar, {self.years}.")


@lru_cache(maxsize=64)
def openings(
    *, week: Week, holidays: frozenset[date], zone: ZoneInfo, first: int, last: int
) -> Openings:
    """Return all openings from 1 January of `first` to 31 December of `last`."""
    ordinals = range(date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal())
    spans = dict(_spans(ordinals, week, holidays, zone))
    worked_by = list(accumulate(end - start for start, end in spans.values()))
    local_midnights, midnights = _midnights(ordinals, zone), _midnights(ordinals, UTC)
    limits = local_midnights[0], local_midnights[-1]
    changes = set(_days_of_change(ordinals, local_midnights))
    told = [_tell(span, UTC if day in changes else zone) for day, span in spans.items()]
    ends = [end for _, end in spans.values()]
    days = _whole_days(ordinals, midnights, limits)
    local_days = _whole_days(ordinals, local_midnights, limits)
    utc = _told([*spans.values()], worked_by, ends, days, limits[1])
    local = _told(told, worked_by, ends, local_days, limits[1])
    return Openings(
        zone=zone,
        years=f"{first} to {last}",
        days=list(spans),
        worked_by=worked_by,
        local=local,
        utc=utc,
        told={UTC: utc, zone: local},
    )


def _midnights(ordinals: range, zone: tzinfo) -> list[datetime]:
    """Return in UTC when each day begins, and when the last one ends."""
    days = map(date.fromordinal, range(ordinals.start, ordinals.stop + 1))
    return [datetime.combine(day, time(0), zone).astimezone(UTC) for day in days]


def _spans(
    ordinals: range, week: Week, holidays: frozenset[date], zone: ZoneInfo
) -> Iterator[tuple[int, Span]]:
    for ordinal in ordinals:
        day = date.fromordinal(ordinal)
        hours = week[day.weekday()]
        if hours and day not in holidays:
            opening, closing = (datetime.combine(day, each, zone) for each in hours)
            if hours[1] <= hours[0]:  # Closing at 00:00 is the midnight that ends the day.
                closing += timedelta(days=1)
            start, end = opening.astimezone(UTC), closing.astimezone(UTC)
            yield ordinal, (start, max(start, end))  # The clocks may skip it all.


def _days_of_change(ordinals: range, midnights: list[datetime]) -> Iterator[int]:
    for ordinal, (begins, ends) in zip(ordinals, pairwise(midnights), strict=True):
        if ends - begins != timedelta(days=1):
            yield ordinal


def _tell(span: Span, zone: tzinfo) -> Span:
    return span[0].astimezone(zone), span[1].astimezone(zone)


def _whole_days(ordinals: range, midnights: list[datetime], limits: Span) -> dict[int, datetime]:
    """Return when each day begins, of those that lie wholly within the limits."""
    return {
        ordinal: begins
        for ordinal, (begins, ends) in zip(ordinals, pairwise(midnights), strict=True)
        if limits[0] <= begins and ends <= limits[1]
    }


def _told(
    spans: list[Span],
    worked_by: list[timedelta],
    ends: list[datetime],
    days: dict[int, datetime],
    end_of_years: datetime,
) -> Told:
    spans = [*spans, (end_of_years, end_of_years)]
    before = [timedelta(0), *worked_by]
    rows = [
        (number, *span, worked)
        for number, (span, worked) in enumerate(zip(spans, before, strict=True))
    ]
    return Told(rows, {day: rows[bisect_right(ends, begins)] for day, begins in days.items()})
