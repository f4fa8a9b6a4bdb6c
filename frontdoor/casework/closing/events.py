"""What is remembered about what went to the out-of-hours team."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class AlertSent(Fact):
    """A case was put before the out-of-hours team until the hub opens."""

    kind = "closing.alert_sent"
    team: str
    needs: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class AlertHandedBack(Fact):
    """The out-of-hours team wrote what it did, and handed the case back."""

    kind = "closing.handed_back"
    team: str
    result: str


@dataclass(frozen=True, kw_only=True)
class AlertRead(Fact):
    """The hub read what the out-of-hours team did."""

    kind = "closing.alert_read"
    team: str


@dataclass(frozen=True, kw_only=True)
class AlertFetched(Fact):
    """The hub asked the team, which had handed nothing back, and wrote down its answer."""

    kind = "closing.alert_fetched"
    team: str
    result: str
    acknowledged: bool
