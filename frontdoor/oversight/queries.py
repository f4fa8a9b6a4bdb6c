"""Ask when figures were counted, for which months there are any, and who is behind one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.oversight import units
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.models import Count, Tally
from frontdoor.oversight.vocabulary import CountsAs, Span

MOST_LISTED = 200

# Every column that a figure can be narrowed by, and how: a word, or several of which one holds.
_BEHIND = """
SELECT reference, is_past, month, source_group, counts_as, rating, count(*) OVER ()
FROM units
WHERE (%(group)s::text IS NULL OR source_group = %(group)s)
    AND (%(outcome)s::text IS NULL OR counts_as = %(outcome)s)
    AND (%(rating)s::text IS NULL OR rating = %(rating)s)
    AND (%(in_mash)s::boolean IS NULL OR in_mash = %(in_mash)s)
    AND (%(span)s::text IS NULL OR %(asked)s::text[] @> ARRAY[
        CASE %(span)s WHEN 'first_look' THEN first_look WHEN 'response' THEN response
        WHEN 'strategy' THEN strategy ELSE completion END
    ])
ORDER BY month DESC, reference
LIMIT %(most)s
"""


def counted(hub_id: int) -> Count | None:
    """Return when the figures of a hub were counted last, if they ever were."""
    return Count.objects.filter(hub_id=hub_id).first()


def months(hub_id: int) -> list[date]:
    """Return every month from the first that has a figure to the last, in order."""
    ends = Tally.objects.filter(hub_id=hub_id, children__gt=0).aggregate(
        first=Min("month"), last=Max("month")
    )
    first: date | None = ends["first"]
    last: date | None = ends["last"]
    if first is None or last is None:
        return []
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Which children a figure counts. What is none does not matter for it."""

    group: str | None = None
    outcome: str | None = None
    rating: str | None = None
    in_mash: bool | None = None
    span: Span | None = None
    states: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return what the query is given."""
        return {
            "group": self.group,
            "outcome": self.outcome,
            "rating": self.rating,
            "in_mash": self.in_mash,
            "span": None if self.span is None else self.span.value,
            "asked": list(self.states),
        }


@dataclass(frozen=True)
class Child:
    """One child behind a figure. One of the past has no page here."""

    reference: str
    is_past: bool
    month: date
    group: str
    counts_as: str
    rating: str

    @property
    def counts_as_words(self) -> str:
        """Return what became of the contact, in words."""
        return CountsAs(self.counts_as).label


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The children behind a figure as they are now: all of them counted, the first ones listed."""

    total: int
    children: list[Child]


def behind(cell: Cell, period: Period, *, to: str, actor: Actor, at: datetime) -> Behind:
    """Return the children that a figure counts, and remember the look.

    Cases go on: who is behind a figure now may differ from when it was counted.
    """
    given = units.values(actor.hub_id, at=at, since=period.since, until=period.until)
    with connection.cursor() as cursor:
        cursor.execute(units.UNITS + _BEHIND, {**given, **cell.values(), "most": MOST_LISTED})
        found = cursor.fetchall()
    audit.looked("figures", purpose=to[:60], by=actor, at=at)
    return Behind(total=found[0][-1] if found else 0, children=[Child(*row[:-1]) for row in found])
