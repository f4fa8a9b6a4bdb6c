"""Takes the rows of lists that people have begun, a piece at a time, in their names.

All that it knows stands in rows: whoever kills it at any moment loses nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import localdate

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub
from frontdoor.casework.rolls import operations, queries
from frontdoor.casework.rolls.models import Roll
from frontdoor.kernel.refusal import Refused
from frontdoor.policy import queries as policies

LOCK = 7_202_614
Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


def go_round(*, clock: Clock) -> int:
    """Take every list that is begun, in every hub, and return how many there were."""
    return sum(_take_all(hub, clock=clock) for hub in access.hubs())


def _take_all(hub: Hub, *, clock: Clock) -> int:
    with context.inside(hub.pk):
        begun = [(roll, roll.begun_by) for roll in queries.going()]
        days = policies.current(hub.pk, at=clock()).policy.rolls.keep_days
        operations.empty(days=days, at=clock())
    for roll, begun_by in begun:
        by = access.actor(begun_by or 0, on=localdate(clock()))
        if by is None or by.hub_id != hub.pk:
            log.error("Nobody answers any more for roll %s: somebody else has to.", roll.pk)
            continue
        _take(roll, by=by, clock=clock)
    return len(begun)


def _take(roll: Roll, *, by: Actor, clock: Clock) -> None:
    try:
        take(roll, by=by, clock=clock)
    except Refused as refused:
        log.error("Roll %s is not taken further: %s", roll.pk, refused)
    except Exception:
        # Without its words: they could hold what is in a row.
        log.error("Roll %s could not be taken further.", roll.pk)


def take(roll: Roll, *, by: Actor, clock: Clock) -> None:
    """Take a list to its end, each piece in a transaction of its own."""
    more = True
    while more:
        at = clock()
        with context.telling(by, at=at):
            more = operations.advance(roll=roll, by=by, at=at)
