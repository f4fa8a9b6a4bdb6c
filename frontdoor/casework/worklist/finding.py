"""Find again what is on no list any more: by its reference, or by having ended lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.decisions.models import Decision

LATELY = timedelta(days=14)
MOST = 50


def found(reference: str, *, actor: Actor, at: datetime) -> list[Case]:
    """Return the case of a reference, or all of a contact's; nothing where there is none.

    None that they may know of is none. To open what was found is the look, and is remembered there;
    that somebody asked for what was not found is remembered here.
    """
    cases = contacts.by_reference(reference)
    if not cases:
        audit.looked(reference, purpose="find", by=actor, at=at, refused=True)
    return cases


@dataclass(frozen=True, kw_only=True)
class Ended:
    """One case that is over, with what was decided if there was an enquiry."""

    case: Case
    at: datetime
    decision: Decision | None


@dataclass(frozen=True, kw_only=True)
class EndedLately:
    """The newest of what ended lately, and how many more there are."""

    cases: Sequence[Ended]
    more: int


def ended_lately(*, at: datetime) -> EndedLately:
    """Return what was closed, passed on or completed lately, newest first."""
    cases, number = contacts.ended(since=at - LATELY, most=MOST)
    decided = decisions.of_cases(cases)
    listed = [
        Ended(case=case, at=case.ended_at, decision=decided.get(case.pk))
        for case in cases
        if case.ended_at is not None
    ]
    return EndedLately(cases=listed, more=number - len(listed))
