"""A partner's work tray: what waits, by what runs out first, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.disclosures.models import Telling
from frontdoor.casework.gathering.models import Request


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A request without an answer, and the time that is left for it, in the unit of its promise."""

    request: Request
    left: timedelta

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


def of(requests: Iterable[Request], tellings: Iterable[Telling], *, at: datetime) -> Tray:
    """Return the tray of an agency at a moment; requests keep the order that they come in."""
    asked, said = list(requests), list(tellings)
    return Tray(
        to_agree=tuple(each for each in said if each.answered_at is None),
        waiting=tuple(_waiting(each, at=at) for each in asked if not each.is_answered),
        answered=tuple(each for each in asked if each.is_answered),
        agreed=tuple(each for each in said if each.answered_at is not None),
    )


def _waiting(request: Request, *, at: datetime) -> Waiting:
    enquiry = request.enquiry
    calendar = contacts.calendar(enquiry.case)
    return Waiting(request=request, left=calendar.time_left(at, request.due_at, enquiry.unit))
