"""What is remembered about strategy discussions."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class DiscussionCalled(Fact):
    """A manager decided that a strategy discussion is held, and by when."""

    kind = "strategy.called"
    why: str
    due_at: datetime
    chair: str
    invited: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DiscussionArranged(Fact):
    """Who chairs a discussion, how people join it, or who is invited, was settled anew."""

    kind = "strategy.arranged"
    chair: str
    joining: str
    invited: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DiscussionHeld(Fact):
    """A strategy discussion was held, and what it decided was written down."""

    kind = "strategy.held"
    held_at: datetime
    outcome: str
    took_part: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class DiscussionCalledOff(Fact):
    """A strategy discussion was called off, with the reason."""

    kind = "strategy.called_off"
    reason: str
