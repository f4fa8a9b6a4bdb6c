"""What is remembered about subject access. Nobody is named but those who work on it: events are
read more widely than the requests themselves."""

from dataclasses import dataclass
from datetime import date

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class AccessRequested(Fact):
    """A request by or for a person was put on the register."""

    kind = "access.requested"
    asker: str
    received_on: date
    due_on: date


@dataclass(frozen=True, kw_only=True)
class IdentityChecked(Fact):
    """Somebody checked who asks. The time runs from then, where it had to be asked for."""

    kind = "access.identity_checked"
    due_on: date


@dataclass(frozen=True, kw_only=True)
class AccessAssigned(Fact):
    """Somebody is to answer it."""

    kind = "access.assigned"
    holder: str


@dataclass(frozen=True, kw_only=True)
class AccessExtended(Fact):
    """It has longer, and whoever asked was told."""

    kind = "access.extended"
    before: date
    due_on: date


@dataclass(frozen=True, kw_only=True)
class HoldingsCollected(Fact):
    """What is held was collected: how much is new since the last time, and how much changed."""

    kind = "access.collected"
    new: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class ItemDecided(Fact):
    """Somebody decided what goes of one item."""

    kind = "access.item_decided"
    number: int
    choice: str


@dataclass(frozen=True, kw_only=True)
class AccessEnded(Fact):
    """A request ended: how, and how many items were given, given in part and withheld."""

    kind = "access.ended"
    ending: str
    given: int
    redacted: int
    withheld: int
