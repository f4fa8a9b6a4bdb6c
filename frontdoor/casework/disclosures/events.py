"""What is remembered about what left the hub."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class TellingProposed(Fact):
    """A manager proposed what somebody in the family may be told."""

    kind = "telling.proposed"
    person: str
    words: str
    agency: str


@dataclass(frozen=True, kw_only=True)
class TellingAnswered(Fact):
    """The agency agreed to the words, or did not."""

    kind = "telling.answered"
    agency: str
    agreed: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class FamilyTold(Fact):
    """Somebody in the family was told the agreed words."""

    kind = "telling.told"
    person: str
    how: str


@dataclass(frozen=True, kw_only=True)
class ProductSent(Fact):
    """A product left the hub."""

    kind = "product.sent"
    team: str
    tier: str
    items: int


@dataclass(frozen=True, kw_only=True)
class ProductAcknowledged(Fact):
    """The receiving team has it."""

    kind = "product.acknowledged"
    team: str


@dataclass(frozen=True, kw_only=True)
class OriginatorAsked(Fact):
    """An agency was asked whether what it gave may go on to a team, and why."""

    kind = "clearance.asked"
    agency: str
    team: str
    heading: str
    why: str


@dataclass(frozen=True, kw_only=True)
class OriginatorAnswered(Fact):
    """The agency agreed, in the words as they stand or in others, or did not agree."""

    kind = "clearance.answered"
    agency: str
    team: str
    heading: str
    agreed: bool
    reworded: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class QuestionWithdrawn(Fact):
    """The hub no longer asks: nothing of the item goes to that team."""

    kind = "clearance.withdrawn"
    agency: str
    team: str
    heading: str
    why: str
