"""What is remembered about legal holds. Who asked, and why, stands in no event: events are read
more widely than holds."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class LegalHoldPlaced(Fact):
    """Nothing of a record may be removed until somebody lifts this."""

    kind = "record.hold_placed"
    number: int


@dataclass(frozen=True, kw_only=True)
class LegalHoldLifted(Fact):
    """A legal hold stands no longer. Another one on the same record may."""

    kind = "record.hold_lifted"
    number: int
