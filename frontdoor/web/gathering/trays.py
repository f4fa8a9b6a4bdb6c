"""A partner's work tray: what waits, by what runs out first, and what was answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.casework.actions.models import Action
from frontdoor.casework.disclosures.models import Clearance, Telling
from frontdoor.casework.gathering.models import Request, Supplement
from frontdoor.policy.queries import Calendars
from frontdoor.web.actions.lines import Line, lines


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A request without an answer, or one more person to answer about, and the time that is left
    for it, in the unit of its promise.
    """

    request: Request
    due_at: datetime
    left: timedelta
    more: Supplement | None = None

    @property
    def is_late(self) -> bool:
        """Tell whether its time has run out."""
        return self.left < timedelta()


@dataclass(frozen=True, kw_only=True)
class Tray:
    """Everything of one agency."""

    to_agree: tuple[Telling, ...]
    waiting: tuple[Waiting, ...]
    answered: tuple[Request, ...]
    agreed: tuple[Telling, ...]
    to_clear: tuple[Clearance, ...]
    cleared: tuple[Clearance, ...]
    to_do: tuple[Line, ...]
    done: tuple[Line, ...]


def of(
    requests: Iterable[Request],
    tellings: Iterable[Telling],
    clearances: Iterable[Clearance],
    actions: Iterable[Action],
    *,
    at: datetime,
) -> Tray:
    """Return the tray of an agency at a moment; each keeps the order that it comes in."""
    calendars = Calendars()
    doing = lines(actions, calendars=calendars, at=at)
    asked, said, items = list(requests), list(tellings), list(clearances)
    return Tray(
        to_agree=tuple(each for each in said if each.answered_at is None),
        waiting=tuple(sorted(_all_waiting(asked, calendars, at=at), key=lambda each: each.due_at)),
        answered=tuple(each for each in asked if each.is_answered),
        agreed=tuple(each for each in said if each.answered_at is not None),
        to_clear=tuple(each for each in items if each.waits),
        cleared=tuple(each for each in items if not each.waits),
        to_do=tuple(each for each in doing if each.is_open),
        done=tuple(each for each in doing if not each.is_open),
    )


def _all_waiting(
    requests: Iterable[Request], calendars: Calendars, *, at: datetime
) -> Iterator[Waiting]:
    for request in requests:
        if not request.is_answered:
            yield _waiting(request, request.falls_due_at, calendars, at=at)
        for more in request.unanswered:
            yield _waiting(request, more.falls_due_at, calendars, more=more, at=at)


def _waiting(
    request: Request,
    due_at: datetime,
    calendars: Calendars,
    *,
    more: Supplement | None = None,
    at: datetime,
) -> Waiting:
    enquiry = request.enquiry
    calendar = calendars.of(enquiry.case.contact.policy_version)
    left = calendar.time_left(at, due_at, enquiry.unit)
    return Waiting(request=request, due_at=due_at, left=left, more=more)
