"""Ask what waits in a hub: the database filters, counts, orders and pages (C1.8, P24)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any

from django.db import connection

from frontdoor.access.wall import OWN_HUB
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.queries import Replies
from frontdoor.casework.worklist.owing import OWES
from frontdoor.casework.worklist.unread import IS_UNREAD, UNREAD, Unread
from frontdoor.casework.worklist.vocabulary import (
    LATE,
    MINE,
    NO_CLOCK,
    NOBODY,
    ON_TIME,
    RUNNING_OUT,
    WaitsFor,
)
from frontdoor.casework.worklist.waiting import (
    IS_RECOMMENDED,
    RATING,
    SOURCE,
    WAITING,
    WAITS_FOR,
)
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.worktime import Calendar

PAGE = 50
NAMED = 5  # Of what runs out while the hub is shut.
BIGGEST = 2**63 - 1  # What the database can number.

_EQUAL = {"state": "state", "rating": RATING, "source": SOURCE, "stage": "stage"}

# A discussion that should have been held "immediately" (C6.4) comes before all that is late beside
# it, for however long that has been late.
_ORDER = "urgent DESC, discussion_is_late DESC, only_telling, due_at NULLS LAST, id"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which of what waits somebody wants to see. Empty words ask for all."""

    who: str = ""
    state: str = ""
    rating: str = ""
    source: str = ""
    stage: str = ""
    waits: str = ""
    owes: str = ""
    unread: bool = False

    def where(self) -> str:
        """Return as SQL what a case has to fulfil; the words themselves go beside it."""
        equal = [f"{where} = %({name})s" for name, where in _EQUAL.items() if getattr(self, name)]
        asked = [*self._with_whom(), *equal]
        asked += [f"({WAITS_FOR[WaitsFor(self.waits)]})"] if self.waits else []
        asked += [OWES] if self.owes else []
        asked += [IS_UNREAD] if self.unread else []
        return " AND ".join(asked) or "true"

    def _with_whom(self) -> list[str]:
        if not self.who:
            return []
        if self.who == MINE:
            return ["is_mine"]
        if self.who == NOBODY:
            return ["can_be_carried AND worker_id IS NULL"]
        return ["worker_id = %(worker)s"]


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at the list: whose, when, and when the hub shuts and opens next."""

    me: int
    at: datetime
    shuts: datetime
    opens: datetime


def look(*, me: int, calendar: Calendar, at: datetime) -> Look:
    """Return a look at a moment, by the hub's calendar. When it is shut, it has shut already."""
    shuts = calendar.closing(at) if calendar.is_open(at) else at
    return Look(me=me, at=at, shuts=shuts, opens=calendar.next_opening(at))


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that is due on a case: a clock, a team that has to acknowledge, an action."""

    kind: str
    what: str
    unit: str
    due_at: datetime
    warn_at: datetime


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One case that waits: how it stands, with whom it is, and what is due, soonest first."""

    case: Case
    state: str
    over_closing: bool
    worker_id: int | None
    worker: str
    rating: str
    enquiry_stage: str
    source: str
    replies: Replies | None
    is_recommended: bool
    joined_unread: bool
    result_unread: bool
    due: Sequence[Due]
    unread: Unread


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many cases wait, of those that are asked for and of all of the hub's."""

    all: int
    late: int
    running_out: int
    on_time: int
    no_clock: int
    mine: int
    over_closing: int
    worker: str
    lent: int
    lent_unacknowledged: int
    lent_overdue: int
    lent_back: int
    looks_to_review: int

    def of(self, state: str) -> int:
        """Return how many stand so; with no state, how many there are."""
        counted = {
            "": self.all,
            LATE: self.late,
            RUNNING_OUT: self.running_out,
            ON_TIME: self.on_time,
            NO_CLOCK: self.no_clock,
        }
        return counted[state]


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """What waits: the counts, one page of cases, and what runs out first while the hub is shut."""

    counts: Counts
    number: int
    pages: int
    cases: Sequence[Waiting]
    first_over_closing: Sequence[Case]


def worklist(wanted: Wanted, look: Look, *, number: int = 1) -> Worklist:
    """Return one page: urgent cases first, with a strategy discussion that is late on top, then
    what runs out first; what has no clock comes last, and after it where a referrer alone waits to
    be told (C1.8).

    A number beyond the last page is the last one. The database is asked as often for a long list
    as for a short one.
    """
    counts, over_closing, rows = _page(wanted, look, number=number)
    pages = max(1, ceil(counts.of(wanted.state) / PAGE))
    cases, replies = _of(
        [*(row["id"] for row in rows), *over_closing],
        [row["enquiry_id"] for row in rows if row["enquiry_id"]],
    )
    return Worklist(
        counts=counts,
        number=min(max(1, number), pages),
        pages=pages,
        cases=[_waiting(row, cases, replies) for row in rows],
        first_over_closing=[cases[case] for case in over_closing],
    )


@asks
def _of(
    numbers: list[int], enquiries: list[int]
) -> Asking[tuple[dict[int, Case], dict[int, Replies]]]:
    cases, replies = contacts.listed.asked(numbers), gathering.replies.asked(enquiries)
    yield cases, replies
    return cases.answer, replies.answer


def _waiting(
    row: dict[str, Any],
    cases: Mapping[int, Case],
    replies: Mapping[int, Replies],
) -> Waiting:
    case, enquiry = cases[row.pop("id")], row.pop("enquiry_id")
    return Waiting(
        case=case,
        replies=replies.get(enquiry),
        unread=Unread(seen_at=row.pop("seen_at"), number=row.pop("news")),
        **row,
    )


# What somebody wants to see, and how all of it stands; of a state that nobody asked for as well.
_COUNTED = """
, wanted AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY {order}) AS place,
        {fits} AS fits, {fits_but_for_state} AS fits_but_for_state
    FROM waiting
), counts AS (
    SELECT
        count(*) FILTER (WHERE fits_but_for_state) AS all,
        count(*) FILTER (WHERE fits_but_for_state AND state = 'late') AS late,
        count(*) FILTER (WHERE fits_but_for_state AND state = 'running out') AS running_out,
        count(*) FILTER (WHERE fits_but_for_state AND state = 'on time') AS on_time,
        count(*) FILTER (WHERE fits_but_for_state AND state = 'no clock') AS no_clock,
        count(*) FILTER (WHERE is_mine) AS mine,
        coalesce(max(worker) FILTER (WHERE worker_id = %(worker)s), '') AS worker,
        count(*) FILTER (WHERE over_closing) AS over_closing,
        (array_agg(id ORDER BY place) FILTER (WHERE over_closing))[:%(named)s]
            AS first_over_closing,
        (SELECT count(*) FROM closing_alert WHERE {own} AND stage = 'out') AS lent,
        (
            SELECT count(*) FROM closing_alert a JOIN disclosures_product p ON p.id = a.product_id
            WHERE a.{own} AND a.stage = 'out' AND p.stage = 'sent'
        ) AS lent_unacknowledged,
        (SELECT count(*) FROM closing_alert WHERE {own} AND stage = 'out' AND until <= %(at)s)
            AS lent_overdue,
        (SELECT count(*) FROM closing_alert WHERE {own} AND stage = 'back') AS lent_back,
    (
        SELECT count(*) FROM restricting_breakglass
        WHERE {own} AND stage = 'to_review' AND opened_by <> %(me)s
    ) AS looks_to_review
    FROM wanted
)
"""

_PAGE = """
, page AS MATERIALIZED (
    SELECT * FROM wanted WHERE fits ORDER BY place LIMIT %(most)s OFFSET (
        SELECT least(%(begin)s, (greatest(count(*), 1) - 1) / %(most)s * %(most)s)
        FROM wanted WHERE fits
    )
)
SELECT
    to_jsonb(counts) AS counts,
    waiting.id, waiting.state, waiting.over_closing, waiting.worker_id,
    coalesce(waiting.worker, '') AS worker,
    enquiry.id AS enquiry_id, coalesce(enquiry.stage, '') AS enquiry_stage,
    coalesce(enquiry.rating, '') AS rating, coalesce({source}, '') AS source,
    -- For the rows of the page alone: EXISTS would be worked out for all cases there ever were.
    {is_recommended} AS is_recommended,
    (
        SELECT true FROM contacts_joining j
        WHERE j.into_id = waiting.id AND j.parted_at IS NULL AND j.read_at IS NULL LIMIT 1
    ) IS TRUE AS joined_unread,
    waiting.result_unread,
    unread.seen_at, unread.news, promised.due
FROM counts
LEFT JOIN page waiting ON true
LEFT JOIN enquiries_enquiry enquiry ON enquiry.case_id = waiting.id
LEFT JOIN {unread} ON true
LEFT JOIN (
    SELECT case_id, jsonb_agg(jsonb_build_object(
        'kind', kind, 'what', what, 'unit', unit, 'due_at', due_at, 'warn_at', warn_at
    ) ORDER BY due_at, warn_at, kind, what) AS due
    FROM due WHERE due_at IS NOT NULL AND case_id IN (SELECT id FROM page) GROUP BY case_id
) promised ON promised.case_id = waiting.id
ORDER BY waiting.place
"""


def _page(
    wanted: Wanted, look: Look, *, number: int
) -> tuple[Counts, list[int], list[dict[str, Any]]]:
    """Return how those that are wanted stand, what of all runs out first over closing, and the
    rows of a page, each with what is due on it, soonest first.
    """
    part = {"named": NAMED, "most": PAGE, "begin": (max(1, number) - 1) * PAGE}
    rows = _asked(_sql(wanted), _values(wanted, look) | part)
    [counted, *_] = [row.pop("counts") for row in rows]
    counts = json.loads(counted)
    over_closing = counts.pop("first_over_closing") or []
    found = [row | {"due": _dues(row["due"])} for row in rows if row["id"]]
    return Counts(**counts), over_closing, found


def _sql(wanted: Wanted) -> str:
    return WAITING + (_COUNTED + _PAGE).format(
        fits=wanted.where(),
        fits_but_for_state=replace(wanted, state="").where(),
        order=_ORDER,
        own=OWN_HUB,
        is_recommended=IS_RECOMMENDED,
        source=SOURCE,
        unread=UNREAD,
    )


def _dues(told: str | None) -> list[Due]:
    return [_due(each) for each in json.loads(told or "[]")]


def _due(row: dict[str, Any]) -> Due:
    moments = {name: datetime.fromisoformat(row[name]) for name in ("due_at", "warn_at")}
    return Due(**(row | moments))


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one worker carries, or what nobody carries yet."""

    worker_id: int | None
    name: str
    cases: int = 0
    urgent: int = 0
    late: int = 0
    running_out: int = 0


_LOADS = """
SELECT
    worker_id, coalesce(worker, '') AS name, count(*) AS cases,
    count(*) FILTER (WHERE urgent) AS urgent,
    count(*) FILTER (WHERE state = 'late') AS late,
    count(*) FILTER (WHERE state = 'running out') AS running_out
FROM waiting WHERE can_be_carried GROUP BY worker_id, worker
"""


def loads(look: Look) -> list[Load]:
    """Return what everybody carries who carries anything; without a worker, what nobody has."""
    return [Load(**row) for row in _asked(WAITING + _LOADS, _values(Wanted(), look))]


def _values(wanted: Wanted, look: Look) -> dict[str, Any]:
    return vars(wanted) | vars(look) | {"worker": _number(wanted.who)}


def _number(who: str) -> int | None:
    """Return the number of a worker, or none where it is none that the database could know."""
    is_number = who.isascii() and who.isdigit() and len(who) <= len(str(BIGGEST))
    return int(who) if is_number and int(who) <= BIGGEST else None


def _asked(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
