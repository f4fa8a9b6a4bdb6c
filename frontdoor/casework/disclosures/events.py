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
