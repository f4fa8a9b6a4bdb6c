"""What is remembered about disposals. What is said of a record goes with it; what stays is the
certificate, of which history keeps the digest."""

from dataclasses import dataclass
from datetime import date

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class RecordKeptLonger(Fact):
    """Somebody reviewed a record that had come to its end, and keeps it until a day."""

    kind = "record.kept_longer"
    until: date


@dataclass(frozen=True, kw_only=True)
class DisposalProposed(Fact):
    """Somebody reviewed a record, and says that it is to go. A second person has to confirm."""

    kind = "record.disposal_proposed"
    number: int


@dataclass(frozen=True, kw_only=True)
class DisposalDeclined(Fact):
    """The second person says that a record is not to go."""

    kind = "record.disposal_declined"
    number: int


@dataclass(frozen=True, kw_only=True)
class RecordDisposed(Fact):
    """A record is gone. Its certificate names what of history went with it.

    Whoever checks history believes a certificate only as far as `digest` is its own.
    """

    kind = "record.disposed"
    certificate: int
    digest: str
