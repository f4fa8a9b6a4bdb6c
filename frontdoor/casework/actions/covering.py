"""Cover for somebody who is away: their cases, and what they were given to do with them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zlib import crc32

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.models import Membership
from frontdoor.casework.actions import changing, queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.operations import Owner
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Move
from frontdoor.casework.triage import giving
from frontdoor.casework.triage import queries as carried_by
from frontdoor.casework.triage.models import Allocation
from frontdoor.kernel.refusal import Invalid, Stale
from frontdoor.kernel.worktime import Unit

# Ours: where a pack names no length of time, what is late already is due anew after this.
AT_LEAST = timedelta(hours=1)


def stamp(carried: Sequence[Allocation], to_do: Sequence[Action]) -> int:
    """Return a number that is another one as soon as they carry or have to do anything else."""
    actions = ",".join(f"{each.pk}.{each.version}" for each in sorted(to_do, key=lambda a: a.pk))
    return crc32(f"{carried_by.stamp(carried)} {actions}".encode())


@transaction.atomic
def cover(
    *, away: Membership, worker: Membership, why: str, seen: int, by: Actor, at: datetime
) -> None:
    """Give all that one worker carries and has to do to another, all of it or nothing.

    An action keeps its due time; one that is late is due anew as soon as the pack can ask for
    anything, and the miss stays. `seen` is the stamp of what they had when somebody looked.

    :raises Refused: if it is not theirs to give, or there is nothing to give.
    :raises Invalid: if the other is no worker of this hub, or there is no reason.
    :raises Stale: if they have something else by now.
    """
    carried, to_do = carried_by.carried(away), queries.of_worker(away)
    now = stamp(carried, to_do)
    if now != seen:
        raise Stale(away.user.name, seen=seen, now=now)
    if not carried and not to_do:
        raise Invalid("worker", f"{away.user.name} carries nothing now.")
    if carried:
        old = carried_by.stamp(carried)
        giving.cover(away=away, worker=worker, why=why, seen=old, by=by, at=at)
    for action in to_do:
        changing.give_on(
            action=action,
            owner=Owner(worker=worker),
            due=_due(action, at=at),
            why=why,
            seen=action.version,
            move=Move.COVER,
            by=by,
            at=at,
        )


def _due(action: Action, *, at: datetime) -> Due:
    if action.falls_due_at > at:
        return Due(at=action.falls_due_at, unit=Unit(action.now_due.unit))
    soonest = queries.soon(action.policy_version, at=at)
    return soonest[0].due if soonest else Due(at=at + AT_LEAST, unit=Unit.CLOCK_HOURS)
