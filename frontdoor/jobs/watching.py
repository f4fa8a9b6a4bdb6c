"""The watch: goes round all that hubs have promised, over and over (a.8, 15, P24).

All that it knows stands in rows: whoever kills it at any moment loses nothing, and whatever was
half done is found again. Each step is a transaction of its own; several watches at once take turns.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.models import Hub
from frontdoor.casework.gathering import escalating
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.searches import behind, looking
from frontdoor.oversight import operations as oversight
from frontdoor.oversight import queries as figures
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import day as hub_day
from frontdoor.watch import finding, operations

LOCK = 7_202_612
log = logging.getLogger(__name__)


@contextmanager
def alone(turn: int = LOCK) -> Iterator[bool]:
    """Tell whether this is the only watch now, or the only one at another job with a turn.

    Whoever holds the turn keeps it until the end. The turn belongs to the
    connection: it ends with the process, however that ends.
    """
    mine = _ask("SELECT pg_try_advisory_lock(%s)", turn)
    try:
        yield mine
    finally:
        if mine:
            _ask("SELECT pg_advisory_unlock(%s)", turn)


def _ask(sql: str, turn: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [turn])
        [answer] = cursor.fetchone() or (False,)
    return bool(answer)


def go_round(*, at: datetime) -> bool:
    """Look at every hub once, and tell whether that went without a fault.

    A fault in one step stops neither the other steps nor the other hubs; but where there was one,
    the hub's heart does not beat, and its managers are told so before long.
    """
    went = [look_at(hub, at=at) for hub in access.hubs()]
    return all(went)


def look_at(hub: Hub, *, at: datetime) -> bool:
    """Look at one hub once, and tell whether that went without a fault."""
    steps = (_escalate, _look_behind, _forget, *map(_tell, finding.ALL), _count)
    went = [_try(hub, step, at=at) for step in steps]
    if not all(went):
        return False
    with context.inside(hub.pk):
        operations.beat(hub_id=hub.pk, at=at)
    return True


Step = Callable[[Hub, datetime], object]


def _try(hub: Hub, step: Step, *, at: datetime) -> bool:
    try:
        step(hub, at)
    except Exception:
        # Without its words: they could hold what is in a row.
        log.error("A step of the watch failed in hub %s: %s", hub.slug, step.__name__)
        return False
    return True


def _escalate(hub: Hub, at: datetime) -> None:
    with context.inside(hub.pk):
        asked = {request.enquiry_id for request in gathering.still_gathering()}
    for enquiry_id in sorted(asked):
        with context.inside(hub.pk):
            escalating.escalate_misses(enquiry_id, at=at)


def _look_behind(hub: Hub, at: datetime) -> None:
    """Look up behind the wall whom contacts and lists told of, and who was looked for, before
    anybody is told of it (a.8).
    """
    with context.inside(hub.pk):
        behind.look(hub.pk, at=at)
        behind.look_at_searches(hub.pk, at=at)
        behind.look_at_lists(hub.pk, at=at)


def _forget(hub: Hub, at: datetime) -> None:
    """Empty what was typed to find people, once the hub's policy keeps it no longer."""
    with context.inside(hub.pk):
        days = policies.current(hub.pk, at=at).policy.finding.keep_days
        looking.empty(hub_id=hub.pk, days=days, at=at)


def _tell(search: finding.Search) -> Step:
    def tell(hub: Hub, at: datetime) -> None:
        with context.inside(hub.pk):
            operations.tell(search.find(at=at), kinds=search.kinds, hub_id=hub.pk, at=at)

    tell.__name__ = search.find.__name__
    return tell


def _count(hub: Hub, at: datetime) -> None:
    """Count the figures once a day, by the hub's own calendar (a.8, 8)."""
    with context.inside(hub.pk):
        policy = policies.current(hub.pk, at=at).policy
        last = figures.counted(hub.pk)
        if last is None or hub_day(policy, last.counted_at) < hub_day(policy, at):
            oversight.count(hub_id=hub.pk, at=at)
