"""A clock as pages tell it: what is promised, by when, how much is left, and how it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.casework.contacts.models import Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.kernel.worktime import Calendar, Unit
from frontdoor.web.components import words

LATE, RUNNING_OUT, ON_TIME = "late", "running out", "on time"
MET, MISSED = "met", "missed"
_JUST_LATE = -timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a clock says at one moment. `left` is none when it has stopped."""

    name: str
    due_at: datetime
    left: timedelta | None
    unit: str
    state: str
    note: str = ""

    @property
    def left_words(self) -> str:
        """Return how much time is left, or how late it is."""
        return "" if self.left is None else words.time_left(self.left, self.unit)


def promise(clock: Clock, *, calendar: Calendar, at: datetime) -> Promise:
    """Return what a clock says at a moment."""
    name = Span(clock.span).label
    if clock.stopped_at is not None:
        kept = "Kept" if clock.kept else "Missed"
        return Promise(
            name=name,
            due_at=clock.due_at,
            left=None,
            unit=clock.unit,
            state=MET if clock.kept else MISSED,
            note=f"{kept}: stopped on {words.moment(clock.stopped_at)}",
        )
    state = _state(clock, at=at)
    return Promise(
        name=name,
        due_at=clock.due_at,
        left=_left(clock, state, calendar=calendar, at=at),
        # Only clock hours go on when the hub is shut; every other unit is told in working time.
        unit="clock hours" if clock.unit == Unit.CLOCK_HOURS else "working hours",
        state=state,
    )


def _state(clock: Clock, *, at: datetime) -> str:
    if at > clock.due_at:
        return LATE
    return RUNNING_OUT if at >= clock.warn_at else ON_TIME


def _left(clock: Clock, state: str, *, calendar: Calendar, at: datetime) -> timedelta:
    left = calendar.time_left(at, clock.due_at, Unit(clock.unit))
    # Working time stands still while the hub is shut, but what is late is late.
    return min(left, _JUST_LATE) if state == LATE else max(left, timedelta())
