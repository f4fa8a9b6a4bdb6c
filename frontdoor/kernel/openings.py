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
from itertools import accumulate
from zoneinfo import ZoneInfo

NOTHING = timedelta(0)

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
        _, opening, _, before = self.local.rows[self._known(number)]
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
            raise OutsideCalendar(
                f"The answer lies after the years of this calendar, {self.years}."
            )
        return number


@lru_cache(maxsize=64)
def openings(
    *, week: Week, holidays: frozenset[date], zone: ZoneInfo, first: int, last: int
) -> Openings:
    """Return all openings from 1 January of `first` to 31 December of `last`."""
    ordinals = range(date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal())
    limits = _midnight(ordinals.start, zone), _midnight(ordinals.stop, zone)
    spans = dict(_spans(ordinals, week, holidays, zone))
    worked_by = list(accumulate(end - start for start, end in spans.values()))
    before = [NOTHING, *worked_by]
    none_any_more = limits[1], limits[1]

    ends = [end for _, end in spans.values()]
    in_utc_rows = _rows([*spans.values(), none_any_more], before)
    in_zone_rows = _rows([*(_tell(*each, zone) for each in spans.items()), none_any_more], before)
    utc = Told(in_utc_rows, dict(_first_of_days(in_utc_rows, ends, ordinals, limits, UTC)))
    local = Told(in_zone_rows, dict(_first_of_days(in_zone_rows, ends, ordinals, limits, zone)))
    return Openings(
        zone=zone,
        years=f"{first} to {last}",
        days=list(spans),
        worked_by=worked_by,
        local=local,
        utc=utc,
        told={UTC: utc, zone: local},
    )


def _midnight(ordinal: int, zone: tzinfo) -> datetime:
    return datetime.combine(date.fromordinal(ordinal), time(0), zone).astimezone(UTC)


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


def _tell(ordinal: int, span: Span, zone: ZoneInfo) -> Span:
    changes = _midnight(ordinal + 1, zone) - _midnight(ordinal, zone) != timedelta(days=1)
    return span if changes else (span[0].astimezone(zone), span[1].astimezone(zone))


def _rows(spans: list[Span], before: list[timedelta]) -> list[Row]:
    return [
        (number, *span, worked)
        for number, (span, worked) in enumerate(zip(spans, before, strict=True))
    ]


def _first_of_days(
    rows: list[Row], ends: list[datetime], ordinals: range, limits: Span, zone: tzinfo
) -> Iterator[tuple[int, Row]]:
    """Pair each day that lies wholly within the limits with its first row."""
    for ordinal in ordinals:
        begins = _midnight(ordinal, zone)
        if limits[0] <= begins and _midnight(ordinal + 1, zone) <= limits[1]:
            yield ordinal, rows[bisect_right(ends, begins)]
