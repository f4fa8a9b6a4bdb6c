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
class PasskeyDoubted(Fact):
    """A passkey told a counter that it had passed before: there may be a copy of it."""

    kind = "staff.passkey_doubted"
    factor: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesMade(Fact):
    """Somebody was given new recovery codes; older ones open nothing any more."""

    kind = "staff.recovery_codes_made"


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Fact):
    """Somebody who knew their password has chosen another."""

    kind = "staff.password_changed"


@dataclass(frozen=True, kw_only=True)
class Joined(Fact):
    """Somebody has a place in the hub."""

    kind = "staff.joined"
    name: str
    agency: str
    role: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Moved(Fact):
    """Somebody has another place in the hub, and other rights from that moment on."""

    kind = "staff.moved"
    name: str
    agency: str
    role: str
    before_agency: str
    before_role: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Left(Fact):
    """Somebody has no place in the hub any more."""

    kind = "staff.left"
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SignedOut(Fact):
    """An administrator has ended one sign-in of somebody."""

    kind = "staff.signed_out"
    name: str


@dataclass(frozen=True, kw_only=True)
class BegunAnew(Fact):
    """Somebody who lost their password or their second factor begins anew with a code."""

    kind = "staff.begun_anew"
    name: str
    why: str
