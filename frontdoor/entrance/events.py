"""What is remembered about how people sign in."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class FactorAdded(Fact):
    """Somebody has another way to prove who they are."""

    kind = "staff.factor_added"
    factor: str


@dataclass(frozen=True, kw_only=True)
class FactorRemoved(Fact):
    """A way to prove who they are was taken off."""

    kind = "staff.factor_removed"
    factor: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesMade(Fact):
    """Somebody was given new recovery codes; older ones open nothing any more."""

    kind = "staff.recovery_codes_made"
