"""What was decided, and what left the hub, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.vocabulary import PrimaryNeed
from frontdoor.casework.disclosures.models import Telling
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.web.components import words

Rows = list[tuple[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where a manager sent the case, and why."""

    to: str
    reason: str
    at: datetime


def way(case: Case, enquiry: Enquiry | None) -> Way | None:
    """Return where a manager sent the case; nothing while it waits, or goes on elsewhere."""
    if case.routed_at is None or case.stage == CaseStage.JOINED:
        return None
    team = case.policy.team(case.route_team).name if case.route_team else ""
    # The case moves on when its enquiry is complete, but that is where it went.
    place = CaseStage.IN_MASH.label if enquiry else case.stage_label
    to = [place, team, "" if enquiry else case.kind]
    return Way(
        to=": ".join(each for each in to if each), reason=case.route_reason, at=case.routed_at
    )


def decision(decided: Decision) -> Rows:
    """Return a decision with its threshold, rationale and authorisation (C10.1 to C10.3)."""
    level = decided.enquiry.policy.level(decided.level)
    more: Rows = [
        ("Recommendations", decided.recommendations),
        ("Decided without every answer because", decided.without_reply_why),
        ("Primary need", _need(decided)),
    ]
    return [
        ("Outcome", decided.outcome_words),
        ("Threshold", f"Level {level.number}: {level.name}"),
        ("Rationale", decided.rationale),
        *(row for row in more if row[1]),
        ("Decided by", f"{decided.decided_by_name}, {words.moment(decided.decided_at)}"),
        ("Authorised by", _authorised(decided)),
    ]


def _need(decided: Decision) -> str:
    return PrimaryNeed(decided.primary_need).label if decided.primary_need else ""


def _authorised(decided: Decision) -> str:
    if decided.authorised_at is None:
        return "Not authorised yet"
    return f"{decided.authorised_by_name}, {words.moment(decided.authorised_at)}"


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody in the family may be told, and how far that has come."""

    person: str
    stage: str
    rows: Rows


def telling(told: Telling) -> Words:
    """Return a telling in words: what may be said, who agreed, whether it was said."""
    rows: Rows = [("Words", told.words), ("How this protects the child", told.why)]
    if told.answered_at is not None:
        rows.append((f"Answer of {told.agency}", _answer(told)))
    else:
        rows.append(("Has to agree", told.agency.name))
    if told.told_at is not None:
        said = f"{told.told_how}\n{told.told_by_name}, {words.moment(told.told_at)}"
        rows.append(("Told", said))
    return Words(person=told.person.name, stage=told.stage_label, rows=rows)


def _answer(told: Telling) -> str:
    at = words.moment(told.answered_at) if told.answered_at else ""
    said = f"{told.answered_by_name}, {at}"
    return f"{told.answer_why}\n{said}" if told.answer_why else said
