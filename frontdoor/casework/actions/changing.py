"""What changes about an action before it is done: its time, its owner, or that it is wanted."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import additions, events, rules
from frontdoor.casework.actions.models import Action, Retiming
from frontdoor.casework.actions.operations import Owner, ended, given, tell, warned
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Move
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.policy.staged import may_not


@transaction.atomic
def retime(*, action: Action, due: Due, why: str, seen: int, by: Actor, at: datetime) -> Retiming:
    """Set an action another time, sooner or later. What was missed before stays missed.

    :raises Refused: if it is not theirs to set, or nobody owes it to the hub any more.
    :raises Invalid: if the reason is missing, or the time is past or the one there is.
    :raises Stale: if somebody changed the action since `seen`.
    """
    refuse_if(may_not(action.policy, "decide", by=by))
    if not why.strip():
        raise Invalid("why", "Give the reason for the other time.")
    action = Action.locked(action, seen=seen)
    refuse_if(rules.why_not_retimed(action.stage))
    if reason := rules.why_not_due(due.at, at=at):
        raise Invalid("due", reason)
    before = action.falls_due_at
    if due.at == before:
        raise Invalid("due", "It is due then already. Choose another time.")
    anew = Retiming.objects.create(
        hub_id=action.hub_id,
        action=action,
        agency_id=action.agency_id,
        unit=due.unit.value,
        warn_at=warned(action.policy_version, due, at=at),
        due_at=due.at,
        why=why.strip(),
        made_at=at,
        made_by=by.user_id,
        made_by_name=by.name,
    )
    tell(
        events.ActionRetimed,
        action,
        by=by,
        at=at,
        before=before,
        due_at=due.at,
        why=anew.why,
    )
    return anew


@transaction.atomic
def give_on(
    *,
    action: Action,
    owner: Owner,
    due: Due,
    why: str,
    seen: int,
    move: Move = Move.GIVE_ON,
    by: Actor,
    at: datetime,
) -> Action:
    """Take an action from its owner and give it to another. The first reads why, and keeps sight
    of what it was asked, not of what becomes of it. `move` is by which right: that of whoever
    decides, or of whoever covers for somebody.

    :raises Refused: if it is not theirs to give, or the action is over.
    :raises Invalid: if the reason is missing, or the owner or the time makes no sense.
    :raises Stale: if somebody changed the action since `seen`.
    """
    if not why.strip():
        raise Invalid("why", f"Give the reason why {action.owner} does not keep it.")
    same = owner.agency == (action.agency.slug if action.agency else "")
    if same and (owner.worker.pk if owner.worker else None) == action.worker_id:
        raise Invalid("owner", f"{action.owner} has this already.")
    before = ended(action, move, words=why, seen=seen, by=by, at=at)
    after = given(
        before.case,
        what=before.what,
        why=before.why,
        number=before.number,
        turn=before.turn + 1,
        owner=owner,
        people=[each.person for each in before.people.select_related("person").order_by("pk")],
        due=due,
        by=by,
        at=at,
    )
    additions.hand_on(before, after)
    tell(
        events.ActionGivenOn,
        before,
        by=by,
        at=at,
        to=after.owner,
        due_at=due.at,
        why=before.words,
        in_time=before.kept is not False,
    )
    return after


@transaction.atomic
def withdraw(*, action: Action, why: str, seen: int, by: Actor, at: datetime) -> Action:
    """Say that an action is wanted no more, and why. Its owner reads the reason.

    :raises Refused: if it is not theirs to withdraw, or the action is over.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not why.strip():
        raise Invalid("why", "Say why it is wanted no more.")
    action = ended(action, Move.WITHDRAW, words=why, seen=seen, by=by, at=at)
    tell(events.ActionWithdrawn, action, by=by, at=at, why=action.words)
    return action
