"""What agencies said, person by person: facts apart from each agency's own analysis (P6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.casework.contacts.models import Party
from frontdoor.casework.gathering.models import Asked, Finding, Request
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.policy.pack import Policy
from frontdoor.web.components import words


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One agency's answer about one person."""

    agency: str
    answer: str
    colour: str
    facts: str
    why_not_shared: str
    handling: list[str]


@dataclass(frozen=True, kw_only=True)
class About:
    """Everything that agencies said of one person."""

    name: str
    facts: list[Fact]
    nothing_held: list[str]


NOT_IN_TIME = "no reply in time"
COLOURS = {Answer.SHARED: "blue", Answer.NOT_SHARED: "purple", Answer.NOTHING_HELD: "grey"}


def about(parties: Iterable[Party], findings: Sequence[Finding], policy: Policy) -> list[About]:
    """Return what was said of each person, in the order of the contact."""
    found = [_about(party, findings, policy) for party in parties]
    return [each for each in found if each.facts or each.nothing_held]


def _about(party: Party, findings: Sequence[Finding], policy: Policy) -> About:
    own = [finding for finding in findings if finding.person_id == party.person_id]
    return About(
        name=party.person.name,
        facts=[_fact(each, policy) for each in own if each.answer != Answer.NOTHING_HELD],
        nothing_held=[each.agency.name for each in own if each.answer == Answer.NOTHING_HELD],
    )


def _fact(finding: Finding, policy: Policy) -> Fact:
    answer = Answer(finding.answer)
    handling = [policy.caveat(caveat).name for caveat in finding.caveats]
    return Fact(
        agency=finding.agency.name,
        answer=answer.label,
        colour=COLOURS[answer],
        facts=finding.facts,
        why_not_shared=finding.why_not_shared,
        handling=["Sensitive health information", *handling]
        if finding.sensitive_health
        else handling,
    )


def analyses(requests: Iterable[Request]) -> list[tuple[str, str]]:
    """Return what each agency makes of what it shared, and of whoever was named later."""
    return [(each.agency.name, each.whole_analysis) for each in requests if each.whole_analysis]


def replies(requests: Iterable[Request], *, at: datetime) -> list[dict[str, str]]:
    """Return who has yet to answer, as items of components/answers.html: those first."""
    return [_reply(request, at=at) for request in requests]


def _reply(request: Request, *, at: datetime) -> dict[str, str]:
    if request.is_answered and request.unanswered:
        return _reply_about(request, at=at)
    if request.returned_at is not None:
        late = "" if request.was_kept(at=request.returned_at) else ", late"
        note = f"{words.moment(request.returned_at)}{late}, {request.returned_by_name}"
        return {"agency": request.agency.name, "state": "answered", "note": note}
    state = NOT_IN_TIME if request.is_overdue(at=at) else "waiting"
    due = words.moment(request.falls_due_at)
    note = f"Was due on {due}" if state == NOT_IN_TIME else f"Due on {due}"
    return {"agency": request.agency.name, "state": state, "note": note + _told(request)}


def _told(asked: Asked) -> str:
    return "".join(f". {each.told} told" for each in asked.chased if each.told)


def _reply_about(request: Request, *, at: datetime) -> dict[str, str]:
    """Return how it stands with an agency that owes an answer about people named later."""
    owed = min(request.unanswered, key=lambda each: each.falls_due_at)
    who = words.listing(each.person.name for each in request.unanswered)
    late = owed.is_overdue(at=at)
    due = f"{'was due' if late else 'due'} on {words.moment(owed.falls_due_at)}"
    state = NOT_IN_TIME if late else "waiting"
    return {"agency": request.agency.name, "state": state, "note": f"On {who}: {due}{_told(owed)}"}
