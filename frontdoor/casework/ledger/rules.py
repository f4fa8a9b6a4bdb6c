"""What the ledger is told: pure values, made where something is shared or refused."""

from dataclasses import dataclass, field

from frontdoor.casework.ledger.vocabulary import Kind, Outcome


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is on record of the family when something is shared or not (a.8, 7): three facts."""

    family_told: str = ""
    consent: str = ""
    why_not_asked: str = ""


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What might happen if it is shared, and if it is not (B10)."""

    if_shared: str = ""
    if_not_shared: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether both sides were weighed."""
        return bool(self.if_shared.strip() and self.if_not_shared.strip())


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was shared with somebody on a basis, or was not and why.

    `source` is the reference of what carried it, such as a product. A `sealed` line is seen by
    managers and whoever wrote it: that something is held is a secret as well.
    """

    kind: Kind
    what: str
    whom: str
    outcome: Outcome = Outcome.SHARED
    basis: str = ""
    why: str = ""
    source: str = ""
    sealed: bool = False
    weighing: Weighing = field(default_factory=Weighing)
