"""What is remembered about actions."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class ActionSet(Fact):
    """Somebody was given something to do, by a time."""

    kind = "action.set"
    what: str
    owner: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ActionRetimed(Fact):
    """An action is due at another time than before, and why. A miss before stays a miss."""

    kind = "action.retimed"
    what: str
    owner: str
    before: datetime
    due_at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class ActionGivenOn(Fact):
    """An action was taken from one owner and given to another, and why."""

    kind = "action.given_on"
    what: str
    owner: str
    to: str
    due_at: datetime
    why: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class ActionDone(Fact):
    """An action was done, with what came of it."""

    kind = "action.done"
    what: str
    owner: str
    result: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class ActionNotDone(Fact):
    """Its owner said that an action cannot be done, and why."""

    kind = "action.not_done"
    what: str
    owner: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ActionWithdrawn(Fact):
    """An action is wanted no more, and why."""

    kind = "action.withdrawn"
    what: str
    owner: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ActionPassedOn(Fact):
    """A case left the hub with something still to be done: the receiving team was told."""

    kind = "action.passed_on"
    what: str
    owner: str
    team: str


@dataclass(frozen=True, kw_only=True)
class ActionTakenBack(Fact):
    """A case came back to the hub, and what was still to be done on it with it."""

    kind = "action.taken_back"
    what: str
    owner: str


@dataclass(frozen=True, kw_only=True)
class ActionRead(Fact):
    """The hub read what came of an action after the case had left it."""

    kind = "action.read"
    what: str
    owner: str


@dataclass(frozen=True, kw_only=True)
class AdditionRead(Fact):
    """A team read what came, after it had its product, of something that was still to be done."""

    kind = "action.read_by_team"
    what: str
    owner: str
    team: str
