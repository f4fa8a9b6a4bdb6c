"""Ask what somebody was told by the watch, and whether it still goes round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.casework.contacts.models import Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.disclosures.vocabulary import ProductStage
from frontdoor.casework.worklist.waiting import DUE
from frontdoor.watch import rules
from frontdoor.watch.models import Heartbeat, Mark, Notice
from frontdoor.watch.rules import Whom
from frontdoor.watch.vocabulary import NoticeKind

MOST = 200
_LOOKS = Clock.objects.filter(case__reference=OuterRef("subject"), stopped_at__isnull=True)
# A child who may be in danger stays on top until somebody takes it on, whoever has seen it.
NOW = Q(kind=NoticeKind.POSSIBLE_RED.value) & Q(Exists(_LOOKS.filter(span=Span.FIRST_LOOK.value)))


@dataclass(frozen=True, kw_only=True)
class Board:
    """What stands around every page: how many notices wait, and since when nobody watches.

    `reds` are the cases in which a possible Red was not looked at yet, what came first in front;
    `newest_urgent` is the number of the newest of those notices, by which a page knows a new one.
    """

    waiting: int
    reds: tuple[str, ...]
    newest_urgent: int
    beat_at: datetime | None
    is_silent: bool
    is_managers: bool


def _mine(by: Actor) -> Q:
    """Return what is for somebody: for their role, for themselves, or for their agency."""
    if by.zone == Zone.HUB:
        return Q(role=by.role) | Q(user_id=by.user_id)
    return Q(agency_id=by.agency_id) | Q(user_id=by.user_id)


def _open(by: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(_mine(by), hub_id=by.hub_id, settled_at__isnull=True)


def _new(by: Actor) -> Q:
    marks = Mark.objects.filter(notice=OuterRef("pk"), turn=OuterRef("turn"), seen_by=by.user_id)
    return Q(~Exists(marks))


def _waiting(by: Actor) -> QuerySet[Notice]:
    return _open(by).filter(NOW | _new(by))


def _told(found: QuerySet[Notice]) -> list[Notice]:
    marks = Prefetch("marks", Mark.objects.order_by("seen_at", "pk"))
    return list(found.annotate(is_now=NOW).prefetch_related(marks)[:MOST])


def notices(by: Actor) -> list[Notice]:
    """Return what waits for somebody: urgent ones until they are taken on, and what is new.

    Urgent ones come first, then what is due first.
    """
    return _told(_waiting(by).annotate(now=NOW).order_by("-now", "due_at", "pk"))


def unseen(by: Actor) -> list[Notice]:
    """Return what is new to somebody."""
    return list(_open(by).filter(_new(by)).order_by("pk"))


def seen(by: Actor) -> list[Notice]:
    """Return what somebody has seen and is still so, what is due first in front."""
    return _told(_open(by).exclude(NOW | _new(by)).order_by("due_at", "pk"))


def settled(by: Actor, *, since: datetime) -> list[Notice]:
    """Return what was told to somebody and is so no longer, the newest first."""
    found = Notice.objects.filter(_mine(by), hub_id=by.hub_id, settled_at__gte=since)
    return _told(found.order_by("-settled_at", "-pk"))


# Made by hand, for it stands around every page: Django would take longer to write it than
# PostgreSQL to answer. What is urgent waits until somebody takes it on, whoever has seen it.
_BOARD = """
SELECT
    count(*) FILTER (WHERE is_urgent OR is_new),
    array_agg(subject ORDER BY id) FILTER (WHERE is_urgent),
    max(id) FILTER (WHERE is_urgent),
    (SELECT beat_at FROM watch_heartbeat WHERE hub_id = %(hub)s)
FROM (
    SELECT n.id, n.subject, n.kind = 'possible_red' AND (
        SELECT true FROM contacts_case c JOIN contacts_clock k ON k.case_id = c.id
        WHERE c.reference = n.subject AND k.span = 'first_look' AND k.stopped_at IS NULL LIMIT 1
    ) IS TRUE AS is_urgent,
    NOT EXISTS (
        SELECT FROM watch_mark m
        WHERE m.notice_id = n.id AND m.turn = n.turn AND m.seen_by = %(user)s
    ) AS is_new
    FROM watch_notice n
    WHERE n.hub_id = %(hub)s AND n.settled_at IS NULL
        AND (n.role = %(role)s OR n.agency_id = %(agency)s OR n.user_id = %(user)s)
) mine
"""


def board(by: Actor, *, at: datetime) -> Board:
    """Return what every page of somebody shows, in one question to the database."""
    with connection.cursor() as cursor:
        cursor.execute(_BOARD, _whose(by))
        waiting, reds, newest, beat_at = cursor.fetchone()
    return Board(
        waiting=waiting,
        reds=tuple(dict.fromkeys(reds or [])),
        newest_urgent=newest or 0,
        beat_at=beat_at,
        is_silent=rules.is_silent(beat_at, at=at),
        is_managers=by.role == Role.TEAM_MANAGER,
    )


def _whose(by: Actor) -> dict[str, Any]:
    """Return as values of SQL what `_mine` is as a condition: nothing is equal to none."""
    in_hub = by.zone == Zone.HUB
    return {
        "hub": by.hub_id,
        "user": by.user_id,
        "role": by.role.value if in_hub else None,
        "agency": None if in_hub else by.agency_id,
    }


def last_beat(hub_id: int) -> datetime | None:
    """Return when the watch last went round a hub, for whoever may know."""
    found = Heartbeat.objects.filter(hub_id=hub_id).values_list("beat_at", flat=True)
    return found.first()


def told(
    hub_id: int, kinds: Iterable[NoticeKind], facts: set[str]
) -> list[tuple[tuple[str, Whom], Notice]]:
    """Return what was told of these kinds and is not settled, and of these facts whatever was.

    Each with its fact and whom it was told to.
    """
    rows = Notice.objects.filter(hub_id=hub_id, kind__in=[kind.value for kind in kinds])
    found = rows.filter(Q(settled_at__isnull=True) | Q(fact__in=facts)).order_by("pk")
    return [((each.fact, _whom(each)), each) for each in found]


def _whom(notice: Notice) -> Whom:
    return Whom(role=notice.role, user=notice.user_id or 0, agency=notice.agency_id or 0)


def not_acknowledged(*, at: datetime) -> list[Product]:
    """Return what teams were sent, and should have acknowledged by that moment."""
    waiting = Product.objects.filter(stage=ProductStage.SENT.value)
    late = Q(acknowledge_by__lt=at) | Q(acknowledge_by__isnull=True, sent_at__lt=at)
    return list(waiting.filter(late).order_by("pk"))


# What is due on restricted records, and no reader who still has a place has opened since it was to
# be warned of. Readers who are away look at nothing either.
_RESTRICTED_DUE = f"""
{DUE}
SELECT r.id, min(due.due_at)
FROM restricting_restriction r
JOIN contacts_case c ON c.contact_id = r.contact_id
JOIN due ON due.case_id = c.id
WHERE r.hub_id = %(hub)s AND r.lifted_at IS NULL AND due.warn_at <= %(at)s AND NOT EXISTS (
    SELECT 1 FROM restricting_reader d
    JOIN access_membership m ON m.user_id = d.user_id AND m.hub_id = d.hub_id
        AND m.left_at IS NULL AND m.since <= %(day)s AND (m.until IS NULL OR m.until >= %(day)s)
    JOIN audit_look l ON l.hub_id = d.hub_id AND l.by_id = d.user_id AND l.subject = c.reference
        AND l.at >= due.warn_at AND NOT l.refused
    WHERE d.restriction_id = r.id AND d.ended_at IS NULL
)
GROUP BY r.id ORDER BY r.id
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.


@dataclass(frozen=True)
class Unopened:
    """A restricted record on which something runs out, by its number alone."""

    number: int
    due_at: datetime


def restricted_due(hub_id: int, *, on: date, at: datetime) -> list[Unopened]:
    """Return a hub's restricted records on which something runs out, and that nobody has opened who
    reads them and has a place on that day.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RESTRICTED_DUE, {"hub": hub_id, "at": at, "day": on})
        return [Unopened(*row) for row in cursor.fetchall()]
