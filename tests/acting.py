"""Actions as tests look at them: given by a manager, and as they are by now."""

from collections.abc import Callable
from typing import Any

from frontdoor.audit.models import Event
from frontdoor.casework.actions import queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example import acting
from frontdoor.jobs.example.walk import Walk
from tests import make

RESULT = "Both were searched at 11:40. Nothing was found."


def given(walk: Walk, case: Case | None = None, **more: Any) -> Action:
    return acting.set_action(walk, case or make.case(walk), **more)


def now_is(action: Action) -> Action:
    make.enter("manager")
    return queries.get(action.pk, actor=make.actor(), to="test", at=make.MONDAY_9AM)


def on(case: Case) -> list[Action]:
    make.enter("manager")
    return queries.on(case)


def as_manager(walk: Walk, do: Callable[..., object], action: Action, **more: Any) -> Any:
    told = {"seen": action.version, "why": "It has changed."} | more
    return walk.as_("manager", lambda by: do(action=action, **told, by=by, at=walk.at))


def tells(kind: str) -> dict[str, Any]:
    make.enter("manager")
    [event] = Event.objects.filter(kind=kind)
    return dict(event.facts)
