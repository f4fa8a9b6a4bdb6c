"""What waits in a hub, in words, for one look at the list (C1.8, P24)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.queries import Replies
from frontdoor.kernel.worktime import Calendar
from frontdoor.policy.pack_time import Rating
from frontdoor.web.cases.promise import LATE, ON_TIME, RUNNING_OUT, Promise, promise
from frontdoor.web.cases.stage import waits_for

NO_CLOCK = "no clock"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One child's case in the list: what it waits for, and what runs out first."""

    reference: str
    child: str
    age: str
    urgent: bool
    waits_for: str
    rating: Rating | None
    promise: Promise | None
    source: str
    over_closing: bool

    @property
    def state(self) -> str:
        """Return how the promise stands that runs out first."""
        return NO_CLOCK if self.promise is None else self.promise.state


def rows(*, at: datetime) -> list[Row]:
    """Return every open case: urgent ones first, then what runs out first.

    The number of questions to the database does not grow with the list.
    """
    cases = contacts.open_cases()
    clocks = contacts.all_running(cases)
    opened = enquiries.of_all(cases)
    replies = gathering.replies(opened.values())
    calendars = _calendars(cases)
    return [
        _row(
            case,
            clocks.get(case.pk, []),
            enquiry=opened.get(case.pk),
            replies=replies,
            calendar=calendars[case.contact.policy_version_id],
            at=at,
        )
        for case in cases
    ]


def counts(found: Iterable[Row]) -> dict[str, int]:
    """Return how many are late, running out, on time, and without a clock."""
    states = [row.state for row in found]
    return {state: states.count(state) for state in (LATE, RUNNING_OUT, ON_TIME, NO_CLOCK)}


def _calendars(cases: Iterable[Case]) -> dict[int, Calendar]:
    some = {case.contact.policy_version_id: case for case in cases}
    return {version: contacts.calendar(case) for version, case in some.items()}


def _row(
    case: Case,
    clocks: Sequence[Clock],
    *,
    enquiry: Enquiry | None,
    replies: Mapping[int, Replies],
    calendar: Calendar,
    at: datetime,
) -> Row:
    rating = case.policy.rating(enquiry.rating) if enquiry and enquiry.rating else None
    return Row(
        reference=case.reference,
        child=case.child.name,
        age=case.child.age(on=localdate(at)),
        urgent=case.urgent,
        waits_for=_waits_for(case, enquiry, replies),
        rating=rating,
        promise=promise(clocks[0], calendar=calendar, at=at) if clocks else None,
        source=case.policy.source(case.contact.referrer.source).name,
        over_closing=any(
            runs_out_while_shut(clock.due_at, calendar=calendar, at=at) for clock in clocks
        ),
    )


def _waits_for(case: Case, enquiry: Enquiry | None, replies: Mapping[int, Replies]) -> str:
    # A case that is over stays in the list for one thing only: somebody has to hear of it.
    if case.stage in (CaseStage.PASSED_ON, CaseStage.CLOSED):
        return f"{case.stage_label}, referrer to be told"
    return waits_for(case, enquiry, replies.get(enquiry.pk) if enquiry else None)


def runs_out_while_shut(due_at: datetime, *, calendar: Calendar, at: datetime) -> bool:
    """Tell whether a promise ends between the next closing and the opening after it (a.8(6b))."""
    shuts = calendar.closing(at) if calendar.is_open(at) else at
    return shuts < due_at < calendar.next_opening(at)
