"""What comes of an action when the case is elsewhere: the team and the hub have it to read."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.actions import events
from frontdoor.casework.actions.models import Action, Addition
from frontdoor.casework.actions.rules import TO_READ
from frontdoor.kernel import references
from frontdoor.kernel.refusal import Refused, Stale, refuse_if
from frontdoor.policy.staged import may_not

ALL_READ = "Everything that came later has been read."


def came(action: Action, *, at: datetime) -> None:
    """Let each team that was told of an action read what became of it, with what it was sent."""
    for each in action.additions.filter(came_at__isnull=True):
        each.keep(
            came=action.stage, words=action.words, came_at=at, came_by_name=action.ended_by_name
        )


def hand_on(before: Action, after: Action) -> None:
    """Let the teams that wait for what comes of an action hear it from its next owner."""
    for each in before.additions.filter(came_at__isnull=True):
        promise(after, team_id=each.team_id, reference=each.product_reference, at=after.set_at)


def promise(action: Action, *, team_id: int, reference: str, at: datetime) -> None:
    """Keep that a team was told, with a product, that something is still to be done."""
    Addition.objects.create(
        hub_id=action.hub_id,
        action=action,
        team_id=team_id,
        agency_id=action.agency_id,
        product_reference=reference,
        owner=action.owner,
        what=action.what,
        told_at=at,
    )


@transaction.atomic
def read(*, product: str, seen: int, by: Actor, at: datetime) -> list[Addition]:
    """Write down that the team has read what came after its product, by the product's reference.

    :raises Refused: if nothing waits to be read by their team.
    :raises Stale: if more has come than the `seen` additions.
    """
    found = Addition.objects.select_for_update(of=("self",), no_key=True)
    added = list(
        found.filter(product_reference=product, team_id=by.agency_id, came_at__isnull=False)
        .select_related("team")
        .order_by("pk")
    )
    if len(added) != seen:
        raise Stale(product, seen=seen, now=len(added))
    waiting = [each for each in added if each.read_at is None]
    if not waiting:
        raise Refused(ALL_READ)
    for each in waiting:
        each.keep(read_at=at, read_by=by.user_id, read_by_name=by.name)
        told = events.AdditionRead(
            subject=references.case_of(product),
            hub_id=each.hub_id,
            what=each.what,
            owner=each.owner,
            team=each.team.name,
        )
        record(told, by=by, at=at)
    return waiting


@transaction.atomic
def note(*, action: Action, seen: int, by: Actor, at: datetime) -> Action:
    """Write down that the hub has read what came of an action after the case had left it.

    :raises Refused: if it is not theirs to read, or nothing waits to be read.
    :raises Stale: if somebody changed the action since `seen`.
    """
    refuse_if(may_not(action.policy, TO_READ, by=by))
    held = Action.locked(action, seen=seen)
    if not held.waits_to_be_read:
        raise Refused("What came of this has been read.")
    held.keep(read_at=at, read_by=by.user_id, read_by_name=by.name)
    told = events.ActionRead(
        subject=held.case_reference, hub_id=held.hub_id, what=held.what, owner=held.owner
    )
    record(told, by=by, at=at)
    return held
