"""What is remembered about rolls. Nobody in one is named here."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class RollBrought(Fact):
    """A list of people came as a file; nothing of it was taken yet."""

    kind = "roll.brought"
    sort: str
    source: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class RollBegun(Fact):
    """Somebody said that the rows are to be taken."""

    kind = "roll.begun"
    source: str


@dataclass(frozen=True, kw_only=True)
class RollTaken(Fact):
    """Every row was taken, or refused in words."""

    kind = "roll.taken"
    source: str
    new: int
    changed: int
    same: int
    refused: int
    gone: int
    as_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RollPutAway(Fact):
    """Somebody put a list away; what was taken of it stays."""

    kind = "roll.put_away"
    source: str
