"""What a case is at a glance: what the worry is, who has it, and what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.casework.enquiries.vocabulary import Stage
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.triage import rules as triage
from frontdoor.web.cases.reading import Known
from frontdoor.web.components import words

SHORT = 220  # Characters: two lines beside the name, on a wide screen.


# With whom a case is that no worker has.
WITH = {
    CaseStage.AWAITING: ("A manager", "To decide where it goes"),
    CaseStage.IN_TRIAGE: ("Nobody yet", "The triage team has it, and no worker."),
    CaseStage.IN_MASH: ("Nobody yet", "MASH has it, and no worker."),
    CaseStage.CLOSED: ("Nobody", "It is closed."),
    CaseStage.JOINED: ("Whoever has the open case", "This report goes on there."),
}


@dataclass(frozen=True, kw_only=True)
class Glance:
    """The three answers that stand beside the rating, the clock and the next step."""

    worry: str
    who: str
    since: str
    missing: list[str]


def glance(known: Known, *, at: datetime) -> Glance:
    """Return what a case is at a glance."""
    who, since = _who(known)
    return Glance(
        worry=_shortened(known.case.contact.concern),
        who=who,
        since=since,
        missing=list(_missing(known, at=at)),
    )


def _shortened(text: str) -> str:
    """Return the beginning of a text, whole words of it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else f"{plain[:SHORT].rsplit(' ', 1)[0]} ..."


def _who(known: Known) -> tuple[str, str]:
    """Return who has a case now, and since when, or what is to be known about that."""
    case, allocation = known.case, known.work.allocation
    if case.contact.is_being_taken:
        return "Whoever takes the contact", "Nobody has handed it over yet."
    if allocation is not None and not triage.why_not_carried(case.stage):
        return allocation.name, f"Since {words.moment(allocation.since)}"
    if case.stage == CaseStage.PASSED_ON:
        return _passed_on(known)
    return WITH[CaseStage(case.stage)]


def _passed_on(known: Known) -> tuple[str, str]:
    sent = [product for product in known.products if product.turn == known.case.turn]
    teams = [product.team.name for product in sent if not product.is_recalled]
    waiting = [product.team.name for product in sent if product.waits]
    said = f"Yet to acknowledge it: {words.listing(waiting)}" if waiting else "Acknowledged"
    return words.listing(teams) or "A team", said if teams else ""


def _missing(known: Known, *, at: datetime) -> Iterator[str]:
    """Return what nobody has done or answered yet, the worst first."""
    if known.together.unread:
        yield "Somebody to read the new information"
    yield from _unanswered(known.of.requests, at=at)
    yield from _undone(known)
    yield from _undecided(known)
    yield from _unfound(known)
    yield from _untold(known)


def _unanswered(requests: Sequence[Request], *, at: datetime) -> Iterator[str]:
    late = [each.agency.name for each in requests if each.is_overdue(at=at)]
    waiting = [
        each.agency.name for each in requests if not each.is_settled and not each.is_overdue(at=at)
    ]
    if late:
        yield f"No reply in time: {words.listing(late)}"
    if waiting:
        yield f"Yet to answer: {words.listing(waiting)}"


def _undone(known: Known) -> Iterator[str]:
    late = [line.action.owner for line in known.actions if line.is_late]
    waiting = [line.action.owner for line in known.actions if line.is_open and not line.is_late]
    if late:
        yield f"Not done in time: {words.listing(dict.fromkeys(late))}"
    if waiting:
        yield f"Still to be done: {words.listing(dict.fromkeys(waiting))}"


def _undecided(known: Known) -> Iterator[str]:
    enquiry = known.of.enquiry
    stage = enquiry.stage if enquiry else ""
    if stage == Stage.TO_RATE:
        yield "A rating"
    if stage == Stage.RATED:
        yield "No agency has been asked"
    if stage == Stage.DECIDED:
        yield "The decision is not authorised"
    if stage == Stage.AUTHORISED:
        yield "Nothing has left the hub yet"


def _unfound(known: Known) -> Iterator[str]:
    case, work = known.case, known.work
    if case.known_at is None and not case.LIFECYCLE.why_not(CaseMove.CLOSE, stage=case.stage):
        yield "Whether the child is known"
    if triage.why_not_looked_into(case.stage):
        return
    if case.stage == CaseStage.IN_TRIAGE:
        if work.unchecked:
            yield f"Not looked into: {words.listing(check.name for check in work.unchecked)}"
        if not work.was_reached:
            yield "The referrer has not been spoken to again"
        if work.recommendation is None:
            yield "What triage recommends"
    if not (case.contact.childs_words or case.child.is_unborn):
        yield "What the child says"


def _untold(known: Known) -> Iterator[str]:
    waiting = [product.team.name for product in known.products if product.waits]
    if waiting:
        yield f"Yet to acknowledge: {words.listing(waiting)}"
    is_over = known.case.stage in (CaseStage.PASSED_ON, CaseStage.CLOSED)
    if is_over and not (known.referrer_is_told or known.case.contact.began_inside):
        yield "The referrer cannot read yet what came of it"
