"""What waits in a hub, in words, for one look at a page of the list (C1.8, P24)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from frontdoor.casework.contacts.vocabulary import CaseStage, Span
from frontdoor.casework.worklist.queries import Due, Waiting
from frontdoor.casework.worklist.unread import Unread
from frontdoor.kernel.worktime import Calendar, Unit
from frontdoor.policy.pack_time import Rating
from frontdoor.policy.queries import Calendars
from frontdoor.web.cases import promise
from frontdoor.web.cases.promise import Promise
from frontdoor.web.cases.stage import waits_for

# What can still be due on a case that is over, as the list says it, in this order.
STILL_DUE = {
    Span.FIRST_LOOK: "to be looked at",
    Span.POLICE_PROTECTION: "police protection to end",
    Span.REFERRER: "referrer to be let read what came of it",
}


RESULT = "what came of something to be read"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One child's case in the list: what it waits for, and what runs out first."""

    reference: str
    child: str
    age: str
    urgent: bool
    joined_unread: bool
    waits_for: str
    rating: Rating | None
    promise: Promise | None
    source: str
    over_closing: bool
    worker: str
    to_decide: bool
    news: str


def row(waiting: Waiting, *, calendars: Calendars, at: datetime) -> Row:
    """Return a case that waits, in words."""
    case = waiting.case
    calendar = calendars.of(case.contact.policy_version)
    return Row(
        reference=case.reference,
        child=case.child.name,
        age=case.child.age(on=localdate(at)),
        urgent=case.urgent,
        joined_unread=waiting.joined_unread,
        waits_for=_waits_for(waiting),
        rating=case.policy.rating(waiting.rating) if waiting.rating else None,
        promise=_promise(waiting.due[0], calendar, at=at) if waiting.due else None,
        source=case.policy.source(waiting.source).name,
        over_closing=waiting.over_closing,
        worker=waiting.worker,
        news=_news(waiting.unread),
        to_decide=case.stage == CaseStage.AWAITING or _is_recommended(waiting),
    )


def _news(unread: Unread) -> str:
    """Return in words what is new to whoever looks."""
    if unread.seen_at is None:
        return "Not opened yet"
    return f"{unread.number} new" if unread.number else ""


def _promise(due: Due, calendar: Calendar, *, at: datetime) -> Promise:
    return promise.running(
        _name(due),
        due_at=due.due_at,
        warn_at=due.warn_at,
        unit=Unit(due.unit),
        calendar=calendar,
        at=at,
    )


def _name(due: Due) -> str:
    """Return what is due, in words: one line for each kind of `waiting.DUE`."""
    return {
        "clock": lambda: Span(due.what).label,
        "to_acknowledge": lambda: f"{due.what} to acknowledge",
        "action": lambda: f"{due.what} to act",
        "team_action": lambda: f"{due.what} to act",
    }[due.kind]()


def _is_recommended(waiting: Waiting) -> bool:
    return waiting.case.stage == CaseStage.IN_TRIAGE and waiting.is_recommended


def _waits_for(waiting: Waiting) -> str:
    case = waiting.case
    if _is_recommended(waiting):
        return "A manager, with a recommendation"
    # A case that is over stays in the list while somebody has to hear of it, or to take it on.
    if case.stage in (CaseStage.PASSED_ON, CaseStage.CLOSED, CaseStage.JOINED):
        spans = {due.what for due in waiting.due if due.kind == "clock"}
        clocks = [words for span, words in STILL_DUE.items() if span in spans]
        others = [_name(due) for due in waiting.due if due.kind != "clock"]
        unread = [RESULT] if waiting.result_unread else []
        return ", ".join([case.stage_label, *others, *clocks, *unread])
    return waits_for(case, waiting.enquiry_stage, waiting.replies)
