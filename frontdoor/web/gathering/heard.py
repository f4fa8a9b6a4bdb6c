"""What agencies answered, agency by agency and person by person, as the asker may see it.

Silence is told as silence: an agency without an answer, and a person without a finding, never
look like "nothing held" (a.8, 15).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries
from frontdoor.casework.gathering.models import Finding, Opinion, Request
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.policy.pack import Policy
from frontdoor.web.components import kept

NO_REPLY = "No reply yet"
NOT_IN_TIME = "no reply in time"


@dataclass(frozen=True, kw_only=True)
class OnPerson:
    """What one agency answered about one person, in words."""

    name: str
    part: str
    answer: str
    facts: str = ""
    why_not_shared: str = ""
    caveats: tuple[str, ...] = ()
    sensitive_health: bool = False
    kept_to: str = ""
    number: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One agency: whether it has answered, what it said of each person, and what it makes of it."""

    agency: str
    state: str
    note: str = ""
    due_at: datetime | None = None
    answered_by: str = ""
    answered_at: datetime | None = None
    opinions: tuple[Opinion, ...] = ()
    still_owed: tuple[str, ...] = ()
    people: tuple[OnPerson, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Tell whether the agency has answered."""
        return self.answered_at is not None


def of(enquiry: Enquiry, *, at: datetime) -> list[Heard]:
    """Return what every agency answered, those that owe an answer first, then those not asked."""
    requests = queries.requests(enquiry)
    findings = queries.findings(enquiry)
    parties = contacts.parties(enquiry.case.contact)
    asked = [_heard(request, findings, parties, at=at) for request in requests]
    return asked + _not_asked(enquiry, {request.agency.slug for request in requests})


def own(request: Request, *, at: datetime) -> Heard:
    """Return what an agency itself answered to one request."""
    parties = contacts.parties(request.enquiry.case.contact)
    return _heard(request, queries.own(request), parties, at=at)


def _not_asked(enquiry: Enquiry, asked: set[str]) -> list[Heard]:
    required = enquiry.policy.rating(enquiry.rating).required
    return [
        Heard(
            agency=enquiry.policy.agency(slug).name,
            state="not asked",
            note="The pack asks it for this rating.",
        )
        for slug in required
        if slug not in asked
    ]


def _heard(
    request: Request, findings: Iterable[Finding], parties: Sequence[Party], *, at: datetime
) -> Heard:
    by_person = {f.person_id: f for f in findings if f.request_id == request.pk}
    return Heard(
        agency=request.agency.name,
        state=_state(request, at=at),
        note=_silence(request, at=at),
        due_at=request.falls_due_at,
        answered_by=request.returned_by_name,
        answered_at=request.returned_at,
        opinions=tuple(request.opinions.all()),
        still_owed=tuple(more.person.name for more in request.unanswered),
        people=tuple(_on(party, by_person.get(party.person_id), request) for party in parties),
    )


def _state(request: Request, *, at: datetime) -> str:
    if request.is_settled:
        return "answered"
    late = request.is_overdue(at=at) or any(each.is_overdue(at=at) for each in request.unanswered)
    return NOT_IN_TIME if late else "waiting"


def _on(party: Party, finding: Finding | None, request: Request) -> OnPerson:
    name, part = party.person.name, Part(party.part).label
    if finding is None:
        owed = not request.is_answered or party.person_id in _owed(request)
        if owed:
            return OnPerson(name=name, part=part, answer=NO_REPLY)
        return OnPerson(name=name, part=part, answer=kept.NOT_SHOWN, note=kept.WHY_NOT_SHOWN)
    return OnPerson(
        name=name,
        part=part,
        answer=Answer(finding.answer).label,
        facts=finding.facts,
        why_not_shared=finding.why_not_shared,
        caveats=tuple(_caveats(request.policy, finding.caveats)),
        sensitive_health=finding.sensitive_health,
        kept_to=finding.kept_words if finding.answer == Answer.SHARED else "",
        number=finding.pk if finding.answer == Answer.SHARED else None,
    )


def _silence(request: Request, *, at: datetime) -> str:
    if request.is_answered:
        return ""
    return "No reply in time" if request.is_overdue(at=at) else NO_REPLY


def _owed(request: Request) -> set[int]:
    return {more.person_id for more in request.unanswered}


def _caveats(policy: Policy, slugs: Iterable[str]) -> list[str]:
    return [policy.caveat(slug).name for slug in slugs]
