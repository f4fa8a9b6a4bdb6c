"""What is remembered about decisions."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class Decided(Fact):
    """A manager decided the outcome for a child."""

    kind = "decision.decided"
    outcome: str
    level: int
    rationale: str
    without: tuple[str, ...]
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class SentBack(Fact):
    """A manager sent a decision back, with the reason."""

    kind = "decision.sent_back"
    reason: str


@dataclass(frozen=True, kw_only=True)
class Authorised(Fact):
    """A manager authorised a decision (C15.13)."""

    kind = "decision.authorised"
    outcome: str
