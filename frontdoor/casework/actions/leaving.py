"""What becomes of what is still to be done when a case leaves the hub, or comes back to it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import changing, events, queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.operations import tell
from frontdoor.casework.actions.vocabulary import Move
from frontdoor.casework.contacts.models import Case
from frontdoor.kernel.refusal import Invalid


def key(action: Action) -> str:
    """Return by what key an action is chosen when a case goes to a team: it tells the stage too,
    so that nobody sends "still to be done" for what has been done since.
    """
    return f"action_{action.pk}_{action.stage}"


@transaction.atomic
def settle(
    *, case: Case, sent: Iterable[str], to: Sequence[str], why: str, by: Actor, at: datetime
) -> None:
    """Say what becomes of what is still to be done when a case leaves the hub. Nothing vanishes.

    What was sent (by its `key`) to the teams of these names is theirs to follow up; the rest is
    withdrawn, for the reason `why`. The caller holds the case, and has asked who may send it.

    :raises Invalid: if something is neither sent nor withdrawn.
    :raises Refused: if it is not theirs to withdraw.
    """
    gone = set(sent) if to else set()
    for action in queries.open_on(case):
        if key(action) in gone:
            _pass_on(action, ", ".join(to), by=by, at=at)
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
