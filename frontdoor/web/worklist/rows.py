"""What waits in a hub, in words, for one look at the list (C1.8, P24)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.vocabulary import CaseStage, Span
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.queries import Replies
from frontdoor.casework.triage import queries as triage
from frontdoor.casework.triage import rules as carrying
from frontdoor.casework.triage.models import Allocation
from frontdoor.kernel.worktime import Calendar
from frontdoor.policy.pack_time import Rating
from frontdoor.web.cases.promise import (
    LATE,
    ON_TIME,
    RUNNING_OUT,
    Promise,
    promise,
    to_acknowledge,
)
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
    worker_id: int | None = None
    user_id: int | None = None
    worker: str = ""
    can_be_carried: bool = False

    @property
    def due_at(self) -> float:
        """Return when the first promise runs out, for sorting."""
        return self.promise.due_at.timestamp() if self.promise else 0.0

    @property
    def state(self) -> str:
        """Return how the promise stands that runs out first."""
        return NO_CLOCK if self.promise is None else self.promise.state


def rows(*, at: datetime) -> list[Row]:
    """Return every open case: urgent ones first, then what runs out first.

    The number of questions to the database does not grow with the list.
    """
    waiting = _unacknowledged()
    cases = _with(contacts.open_cases(), waiting)
    clocks = contacts.all_running(cases)
    opened = enquiries.of_all(cases)
    replies = gathering.replies(opened.values())
    held, recommended = triage.of_all(cases), triage.recommended(cases)
    calendars = _calendars(cases)
    found = [
        _row(
            case,
            clocks.get(case.pk, []),
            waiting.get(case.pk, []),
            enquiry=opened.get(case.pk),
            replies=replies,
            held=held.get(case.pk),
            is_recommended=case.pk in recommended,
            calendar=calendars[case.contact.policy_version_id],
            at=at,
        )
        for case in cases
    ]
    return sorted(found, key=lambda row: (not row.urgent, row.promise is None, row.due_at))


def _unacknowledged() -> dict[int, list[Product]]:
    """Return by case what teams have yet to acknowledge, soonest first."""
    found: dict[int, list[Product]] = {}
    for product in disclosures.unacknowledged():
        found.setdefault(product.case_id, []).append(product)
    return found


def _with(cases: list[Case], waiting: Mapping[int, Sequence[Product]]) -> list[Case]:
    """Return the open cases, and those for which a hand-over alone waits."""
    there = {case.pk for case in cases}
    return [*cases, *(sent[0].case for pk, sent in waiting.items() if pk not in there)]


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
    waiting: Sequence[Product],
    *,
    enquiry: Enquiry | None,
    replies: Mapping[int, Replies],
    held: Allocation | None,
    is_recommended: bool,
    calendar: Calendar,
    at: datetime,
) -> Row:
    rating = case.policy.rating(enquiry.rating) if enquiry and enquiry.rating else None
    promises = [promise(clock, calendar=calendar, at=at) for clock in clocks[:1]]
    promises += [to_acknowledge(each, calendar=calendar, at=at) for each in waiting[:1]]
    return Row(
        reference=case.reference,
        child=case.child.name,
        age=case.child.age(on=localdate(at)),
        urgent=case.urgent,
        waits_for=_waits_for(
            case, enquiry, replies, clocks, waiting, is_recommended=is_recommended
        ),
        worker_id=held.worker_id if held else None,
        user_id=held.worker.user_id if held else None,
        worker=held.name if held else "",
        can_be_carried=not carrying.why_not_carried(case.stage),
        rating=rating,
        promise=min(promises, key=lambda each: each.due_at, default=None),
        source=case.policy.source(case.contact.referrer.source).name,
        over_closing=any(
            runs_out_while_shut(clock.due_at, calendar=calendar, at=at) for clock in clocks
        ),
    )


def _waits_for(
    case: Case,
    enquiry: Enquiry | None,
    replies: Mapping[int, Replies],
    clocks: Sequence[Clock],
    waiting: Sequence[Product],
    *,
    is_recommended: bool,
) -> str:
    if case.stage == CaseStage.IN_TRIAGE and is_recommended:
        return "A manager, with a recommendation"
    # A case that is over stays in the list while somebody has to hear of it, or to take it on.
    if case.stage in (CaseStage.PASSED_ON, CaseStage.CLOSED):
        spans = {clock.span for clock in clocks}
        teams = [f"{each.team} to acknowledge" for each in waiting]
        look = ["to be looked at"] if Span.FIRST_LOOK in spans else []
        told = ["referrer to be told"] if Span.REFERRER in spans else []
        safe = ["police protection to end"] if Span.POLICE_PROTECTION in spans else []
        return ", ".join([case.stage_label, *look, *safe, *teams, *told])
    return waits_for(case, enquiry, replies.get(enquiry.pk) if enquiry else None)


def runs_out_while_shut(due_at: datetime, *, calendar: Calendar, at: datetime) -> bool:
    """Tell whether a promise ends between the next closing and the opening after it (a.8(6b))."""
    shuts = calendar.closing(at) if calendar.is_open(at) else at
    return shuts < due_at < calendar.next_opening(at)
