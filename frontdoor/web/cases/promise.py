"""A clock as pages tell it: what is promised, by when, how much is left, and how it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.casework.actions.models import Action
from frontdoor.casework.contacts.models import Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.worklist.vocabulary import LATE, ON_TIME, RUNNING_OUT
from frontdoor.kernel.worktime import Calendar, Unit
from frontdoor.web.components import words

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
            note=f"{_why_replaced(clock)} on {words.moment(clock.stopped_at)}",
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
    return running(
        name,
        due_at=clock.due_at,
        warn_at=clock.warn_at,
        unit=Unit(clock.unit),
        calendar=calendar,
        at=at,
    )


def _why_replaced(clock: Clock) -> str:
    return "Called off" if clock.span == Span.STRATEGY else "The rating was changed"


def to_acknowledge(product: Product, *, calendar: Calendar, at: datetime) -> Promise:
    """Return the promise that a team says it has what it was sent."""
    return running(
        f"{product.team} to acknowledge",
        # What was sent before such promises were made has none: it counts from when it was sent.
        due_at=product.acknowledge_by or product.sent_at,
        warn_at=product.warn_at or product.sent_at,
        unit=Unit.WORKING_HOURS,
        calendar=calendar,
        at=at,
    )


def to_act(action: Action, *, calendar: Calendar, at: datetime) -> Promise:
    """Return the promise that somebody does what they were given to do."""
    promised = action.now_due
    return running(
        f"{action.owner} to act",
        due_at=promised.due_at,
        warn_at=promised.warn_at,
        unit=Unit(promised.unit),
        calendar=calendar,
        at=at,
    )


def running(
    name: str, *, due_at: datetime, warn_at: datetime, unit: Unit, calendar: Calendar, at: datetime
) -> Promise:
    """Return what a promise says while it runs."""
    state = LATE if at > due_at else RUNNING_OUT if at >= warn_at else ON_TIME
    left = calendar.time_left(at, due_at, unit)
    stands_still = state == LATE and not left
    return Promise(
        name=name,
        due_at=due_at,
        left=None if stands_still else left,
        # Only clock hours go on when the hub is shut; every other unit is told in working time.
        unit="clock hours" if unit == Unit.CLOCK_HOURS else "working hours",
        state=state,
        # Working time stands still while the hub is shut, but what is late is late.
        note=SINCE_CLOSING if stands_still else "",
    )
