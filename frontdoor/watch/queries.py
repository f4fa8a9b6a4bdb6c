"""Ask what somebody was told by the watch, and whether it still goes round."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.disclosures.vocabulary import ProductStage
from frontdoor.watch import rules
from frontdoor.watch.models import Heartbeat, Notice

MOST = 200


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


def _waiting(by: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(_mine(by), hub_id=by.hub_id, seen_at__isnull=True)


def notices(by: Actor) -> list[Notice]:
    """Return what somebody has not seen yet: urgent ones first, then by what is due first."""
    found = list(_waiting(by).order_by("due_at", "pk")[:MOST])
    return sorted(found, key=lambda each: not each.is_urgent)


def seen(by: Actor) -> list[Notice]:
    """Return what was seen last of what is for somebody, the newest first."""
    found = Notice.objects.filter(_mine(by), hub_id=by.hub_id, seen_at__isnull=False)
    return list(found.order_by("-seen_at", "-pk")[:20])


# Made by hand, for it stands around every page: Django would take longer to write it than
# PostgreSQL to answer. What was urgent is so no more when a manager has looked, seen or not.
_BOARD = """
SELECT
    count(*),
    array_agg(subject ORDER BY id) FILTER (WHERE is_urgent),
    max(id) FILTER (WHERE is_urgent),
    (SELECT beat_at FROM watch_heartbeat WHERE hub_id = %(hub)s)
FROM (
    SELECT n.id, n.subject, n.kind = 'possible_red' AND (
        SELECT true FROM contacts_case c JOIN contacts_clock k ON k.case_id = c.id
        WHERE c.reference = n.subject AND k.span = 'first_look' AND k.stopped_at IS NULL LIMIT 1
    ) IS TRUE AS is_urgent
    FROM watch_notice n
    WHERE n.hub_id = %(hub)s AND n.seen_at IS NULL
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


def untold(hub_id: int, facts: list[str]) -> set[str]:
    """Return which of these facts nobody was told of yet."""
    told = Notice.objects.filter(hub_id=hub_id, fact__in=facts).values_list("fact", flat=True)
    return set(facts) - set(told)


def not_acknowledged(*, at: datetime) -> list[Product]:
    """Return what teams were sent, and should have acknowledged by that moment."""
    waiting = Product.objects.filter(stage=ProductStage.SENT.value)
    late = Q(acknowledge_by__lt=at) | Q(acknowledge_by__isnull=True, sent_at__lt=at)
    return list(waiting.filter(late).order_by("pk"))
