"""Steps of a walk in which somebody is given something to do, and says what came of it."""

from datetime import datetime, timedelta

from frontdoor.casework.actions import changing, operations, queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.operations import Owner
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.worktime import Unit
from frontdoor.policy import queries as policies

SEARCH = "Search the home and the locker at school."
WHY = "To find out whether anything is kept there for somebody else."


def owner(walk: Walk, who: str) -> Owner:
    """Return an agency, or one of the hub's workers, as somebody who can be given an action."""
    policy = policies.current(walk.hub.pk, at=walk.at).policy
    if who in {agency.slug for agency in policy.agencies}:
        return Owner(agency=who)
    return Owner(worker=looking.worker(walk, who))


def set_action(
    walk: Walk,
    case: Case,
    *,
    to: str = "police",
    what: str = SEARCH,
    why: str = WHY,
    due_at: datetime | None = None,
) -> Action:
    """Give somebody something to do about the child of a case, within four hours."""
    return walk.as_(
        walk.whose("ask"),
        lambda actor: operations.set_action(
            case=case,
            what=what,
            why=why,
            owner=owner(walk, to),
            people=[case.child],
            due=Due(at=due_at or walk.at + timedelta(hours=4), unit=Unit.CLOCK_HOURS),
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        ),
    )


def complete(walk: Walk, action: Action, result: str = "Nothing was found.") -> Action:
    """Say what came of an action, as whoever has it."""
    return walk.as_(
        whose(walk, action),
        lambda actor: operations.complete(
            action=queries.get(action.pk, actor=actor, to="do", at=walk.at),
            result=result,
            seen=action.version,
            by=actor,
            at=walk.at,
        ),
    )


def retime(walk: Walk, action: Action, *, due_at: datetime) -> None:
    """Set an action another time."""
    walk.as_(
        "manager",
        lambda actor: changing.retime(
            action=action,
            due=Due(at=due_at),
            why="The school is reached after lessons.",
            seen=action.version,
            by=actor,
            at=walk.at,
        ),
    )


def now_is(walk: Walk, action: Action) -> Action:
    """Return an action as the manager sees it now."""
    return walk.as_(
        "manager", lambda actor: queries.get(action.pk, actor=actor, to="see", at=walk.at)
    )


def whose(walk: Walk, action: Action) -> str:
    """Return the short name of somebody whose action it is."""
    if action.agency is not None:
        return action.agency.slug.replace("_", "-")
    username = action.worker.user.username if action.worker else ""
    return username.removeprefix(f"{walk.hub.slug}-")
