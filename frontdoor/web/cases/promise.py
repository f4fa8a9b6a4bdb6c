"""A clock as pages tell it: what is promised, by when, how much is left, and how it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.casework.contacts.clocks import WARN_AT
from frontdoor.casework.contacts.models import Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.disclosures.models import Product
from frontdoor.kernel.worktime import Calendar, Unit
from frontdoor.web.components import words

LATE, RUNNING_OUT, ON_TIME = "late", "running out", "on time"
MET, MISSED, REPLACED = "met", "missed", "replaced"
SINCE_CLOSING = "Late since the hub closed"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a clock says at one moment. `left` is none when it has stopped, or stands still."""

    name: str
    due_at: datetime
    left: timedelta | None
    unit: str
    state: str
    note: str = ""

    @property
    def has_stopped(self) -> bool:
        """Tell whether it is known by now if the promise was kept."""
        return self.state in (MET, MISSED, REPLACED)

    @property
    def left_words(self) -> str:
        """Return how much time is left, or how late it is."""
        return self.note if self.left is None else words.time_left(self.left, self.unit)


def promise(clock: Clock, *, calendar: Calendar, at: datetime) -> Promise:
    """Return what a clock says at a moment."""
    name = Span(clock.span).label
    if clock.stopped_at is not None and clock.kept is None:
        return Promise(
            name=name,
            due_at=clock.due_at,
            left=None,
            unit=clock.unit,
            state=REPLACED,
            note=f"The rating was changed on {words.moment(clock.stopped_at)}",
        )
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
    left = calendar.time_left(at, clock.due_at, Unit(clock.unit))
    stands_still = state == LATE and not left
    return Promise(
        name=name,
        due_at=clock.due_at,
        left=None if stands_still else left,
        # Only clock hours go on when the hub is shut; every other unit is told in working time.
        unit="clock hours" if clock.unit == Unit.CLOCK_HOURS else "working hours",
        state=state,
        # Working time stands still while the hub is shut, but what is late is late.
        note=SINCE_CLOSING if stands_still else "",
    )


def to_acknowledge(product: Product, *, calendar: Calendar, at: datetime) -> Promise:
    """Return the promise that a team says it has what it was sent."""
    # What was sent before such promises were made has none: it counts from when it was sent.
    due_at = product.acknowledge_by or product.sent_at
    warn_at = calendar.warn_at(product.sent_at, due_at, WARN_AT, Unit.WORKING_HOURS)
    late = at > due_at
    left = calendar.time_left(at, due_at, Unit.WORKING_HOURS)
    return Promise(
        name=f"{product.team} to acknowledge",
        due_at=due_at,
        left=None if late and not left else left,
        unit="working hours",
        state=LATE if late else RUNNING_OUT if at >= warn_at else ON_TIME,
        note=SINCE_CLOSING if late and not left else "",
    )


def _state(clock: Clock, *, at: datetime) -> str:
    if at > clock.due_at:
        return LATE
    return RUNNING_OUT if at >= clock.warn_at else ON_TIME
