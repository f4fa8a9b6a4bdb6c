"""What is remembered about gathering."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class AgencyAsked(Fact):
    """An agency was asked what it knows."""

    kind = "request.asked"
    agency: str
    due_at: datetime
    basis: str


@dataclass(frozen=True, kw_only=True)
class AskedWithoutAgreement(Fact):
    """An agency was asked although it has no agreement in force, and why."""

    kind = "request.without_agreement"
    agency: str
    why: str


@dataclass(frozen=True, kw_only=True)
class AgencyGivenTime(Fact):
    """An agency was given another time by which to answer, and why. A miss before stays a miss."""

    kind = "request.extended"
    agency: str
    person: str = ""
    due_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgencyEscalated(Fact):
    """An agency's deputy was told that it has not answered, and why that matters."""

    kind = "request.escalated"
    agency: str
    person: str = ""
    deputy: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgencyAskedMore(Fact):
    """An agency that had been asked already was asked about somebody named since."""

    kind = "request.asked_more"
    agency: str
    person: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class AgencyAnsweredMore(Fact):
    """An agency answered about somebody who was named later."""

    kind = "request.returned_more"
    agency: str
    person: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class AgencyAnswered(Fact):
    """An agency answered. What it said is not told here: not everybody may see it."""

    kind = "request.returned"
    agency: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class AnswerKept(Fact):
    """What an agency gave is kept to others than before. What it is stays untold (decision 42)."""

    kind = "request.kept"
    agency: str
    of: str
    before: str
    now: str
    why: str


# What tells that an agency has answered.
ANSWERS = (AgencyAnswered.kind, AgencyAnsweredMore.kind)


@dataclass(frozen=True, kw_only=True)
class MissEscalated(Fact):
    """An agency did not answer in time, and the hub's policy escalated it by itself (a.8, 15)."""

    kind = "watch.escalated"
    agency: str
    person: str
    deputy: str
    cover: str
    due_at: datetime
