"""What becomes of what is still to be done when a case leaves the hub, or its report is parted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency
from frontdoor.casework.actions import additions, changing, events, queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.operations import tell
from frontdoor.casework.actions.vocabulary import Move
from frontdoor.casework.contacts import joining
from frontdoor.casework.contacts.models import Case
from frontdoor.kernel.refusal import Invalid

OF_AN_ACTION = "action_"


def key(action: Action) -> str:
    """Return by what key an action is chosen when a case goes to a team: it tells the stage too,
    so that nobody sends "still to be done" for what has been done since.
    """
    return f"{OF_AN_ACTION}{action.pk}_{action.stage}"


def promise(case: Case, keys: Collection[str], *, team: Agency, product: str, at: datetime) -> None:
    """Keep what a team was sent as still to be done: what comes of it goes to the team as well.

    `keys` are those of all that the team was sent, and `product` is the reference it reads.
    """
    if not any(each.startswith(OF_AN_ACTION) for each in keys):
        return
    for action in queries.on(case):
        if action.is_owed and key(action) in keys:
            additions.promise(action, team_id=team.pk, reference=product, at=at)


@transaction.atomic
def settle(
    *, case: Case, sent: Mapping[str, Collection[str]], why: str, by: Actor, at: datetime
) -> None:
    """Say what becomes of what is still to be done when a case leaves the hub. Nothing vanishes.

    What was sent to a team, by the team's name and its own `key`, is the team's to follow up; the
    rest is withdrawn, for the reason `why`. The caller holds the case, and has asked who may send.

    :raises Invalid: if something is neither sent nor withdrawn.
    :raises Refused: if it is not theirs to withdraw.
    """
    for action in queries.open_on(case):
        if teams := [team for team, keys in sent.items() if key(action) in keys]:
            _pass_on(action, ", ".join(teams), by=by, at=at)
            continue
        if not why.strip():
            raise Invalid(
                "withdraw_why",
                f"“{action.what}” is still to be done. Choose it for the team, or say why it is "
                "wanted no more.",
            )
        changing.withdraw(action=action, why=why, seen=action.version, by=by, at=at)


def _pass_on(action: Action, team: str, *, by: Actor, at: datetime) -> None:
    held = Action.locked(action, seen=action.version)
    held.take(Move.PASS_ON, by=by, passed_to=team)
    tell(events.ActionPassedOn, held, by=by, at=at, team=team)


@transaction.atomic
def take_back(*, case: Case, by: Actor, at: datetime) -> None:
    """Let what a team was told is still to be done be the hub's to follow up again, with the case.

    The caller holds the case, and has asked who may take it back.
    """
    for action in queries.passed_on(case):
        held = Action.locked(action)
        held.take(Move.TAKE_BACK, by=by, passed_to="")
        tell(events.ActionTakenBack, held, by=by, at=at)


@transaction.atomic
def part(
    *,
    case: Case,
    reason: str,
    alongside: Sequence[Case] = (),
    other_child: bool = False,
    seen: int,
    by: Actor,
    at: datetime,
) -> list[Case]:
    """Part a report from the case in which it goes on, and what is to be done for it with it.

    What a team was told of with that case is the hub's to follow up again, with the report.

    :raises Refused: if it is joined to nothing, or is not theirs.
    :raises Invalid: if the reason is missing, or more than one link makes them one child.
    :raises Stale: if somebody changed the report since `seen`.
    """
    parted = joining.part(
        case=case,
        reason=reason,
        alongside=alongside,
        other_child=other_child,
        seen=seen,
        by=by,
        at=at,
    )
    for each in parted:
        take_back(case=each, by=by, at=at)
    return parted
