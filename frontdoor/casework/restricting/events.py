"""What is remembered about restricted records. Why one is restricted stands in no event: what was
remembered is read by everybody once the record is open to all again."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class RecordRestricted(Fact):
    """A record was restricted to named readers."""

    kind = "record.restricted"
    readers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReadersNamed(Fact):
    """Other people than before may read a restricted record."""

    kind = "record.readers_named"
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RestrictionLifted(Fact):
    """A record is open again to all whose work it is."""

    kind = "record.lifted"


@dataclass(frozen=True, kw_only=True)
class GlassBroken(Fact):
    """Somebody without the right opened a record, for a time, with a reason."""

    kind = "record.glass_broken"
    number: int
    until: datetime


@dataclass(frozen=True, kw_only=True)
class GlassReviewed(Fact):
    """Somebody else judged such a look."""

    kind = "record.glass_reviewed"
    number: int
    judgement: str
