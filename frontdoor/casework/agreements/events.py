"""What is remembered about information-sharing agreements."""

from dataclasses import dataclass
from datetime import date

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class AgreementAdded(Fact):
    """An agreement was put on the register."""

    kind = "agreement.added"
    title: str
    begins_on: date
    until: date | None
    review_on: date


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(Fact):
    """An agency has signed an agreement."""

    kind = "agreement.signed"
    title: str
    agency: str
    signatory: str
    signed_on: date


@dataclass(frozen=True, kw_only=True)
class AgreementRenewed(Fact):
    """An agreement goes on, and until when it went before."""

    kind = "agreement.renewed"
    title: str
    before: date | None
    until: date | None
    review_on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class AgreementEnded(Fact):
    """Nothing new may rest on an agreement from a day on."""

    kind = "agreement.ended"
    title: str
    ended_on: date
    why: str
