"""An action in words: who does what by when, how it stands, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.casework.actions.models import Action, ActionPerson
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.worklist.vocabulary import LATE, ON_TIME, RUNNING_OUT
from frontdoor.kernel.worktime import Unit
from frontdoor.policy.queries import Calendars
from frontdoor.web.components import words

IN_TIME, TOO_LATE = "In time", "Late"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One action as it stands at a moment."""

    action: Action
    due_at: datetime
    left: timedelta
    unit: str
    state: str
    kept: str

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has said yet what came of it."""
        return self.action.is_owed

    @property
    def is_late(self) -> bool:
        """Tell whether its time has run out without a word."""
        return self.state == LATE

    @property
    def names(self) -> str:
        """Return whom it is about."""
        return words.listing(str(each) for each in self.action.people.all())


def lines(
    actions: Iterable[Action], *, calendars: Calendars | None = None, at: datetime
) -> list[Line]:
    """Return actions in words, in the order that they come in."""
    calendars = calendars or Calendars()
    return [line(each, calendars=calendars, at=at) for each in actions]


def line(action: Action, *, calendars: Calendars | None = None, at: datetime) -> Line:
    """Return an action in words."""
    promised = action.now_due
    calendar = (calendars or Calendars()).of(action.policy_version)
    return Line(
        action=action,
        due_at=promised.due_at,
        left=calendar.time_left(at, promised.due_at, Unit(promised.unit)),
        unit="clock hours" if promised.unit == Unit.CLOCK_HOURS else "working hours",
        state=_state(action, at=at),
        kept=_kept(action),
    )


def _state(action: Action, *, at: datetime) -> str:
    """Return how it stands: by its time while it is owed, and else by what became of it."""
    if not action.is_owed:
        return action.stage_label
    promised = action.now_due
    if at > promised.due_at:
        return LATE
    return RUNNING_OUT if at >= promised.warn_at else ON_TIME


def _kept(action: Action) -> str:
    if action.kept is None:
        return ""
    return IN_TIME if action.kept else TOO_LATE


def rows(action: Action) -> list[tuple[str, str]]:
    """Return what is said of an action, in rows."""
    last = action.last
    due = words.moment(action.falls_due_at)
    said = [
        ("About", "\n".join(_born(each) for each in action.people.all())),
        ("What it is for", action.why),
        ("Who does it", action.owner),
        ("To be done by", f"{due}, and not {words.moment(action.due_at)}" if last else due),
        ("Why another time", last.why if last else ""),
        ("Set by", f"{action.set_by_name}, {words.moment(action.set_at)}"),
        ("The case is with", action.passed_to),
        *_end(action),
    ]
    return [row for row in said if row[1]]


ENDS = {
    Stage.DONE: "What came of it",
    Stage.NOT_DONE: "Why it cannot be done",
    Stage.GIVEN_ON: "Why somebody else has it",
    Stage.WITHDRAWN: "Why it is wanted no more",
}


def _end(action: Action) -> list[tuple[str, str]]:
    if action.ended_at is None:
        return []
    when = words.moment(action.ended_at)
    kept = f", {_kept(action).lower()}" if _kept(action) else ""
    return [
        (ENDS[Stage(action.stage)], action.words),
        ("Said by", f"{action.ended_by_name}, {when}{kept}"),
    ]


def _born(person: ActionPerson) -> str:
    return f"{person}, born {words.date_words(person.born)}" if person.born else str(person)
