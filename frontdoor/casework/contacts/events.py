"""What is remembered about contacts and the children in them."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class ContactReceived(Fact):
    """A worry reached the hub."""

    kind = "contact.received"
    channel: str
    source: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Fact):
    """Another person was named."""

    kind = "contact.person_added"
    person: str
    part: str


@dataclass(frozen=True, kw_only=True)
class PersonCorrected(Fact):
    """What was written of a person was put right."""

    kind = "contact.person_corrected"
    person: str


@dataclass(frozen=True, kw_only=True)
class ConcernDescribed(Fact):
    """What the worry is was written down, or written anew."""

    kind = "contact.described"
    immediate_harm: str
    possible_red: str


@dataclass(frozen=True, kw_only=True)
class ChildDescribed(Fact):
    """What was said of one child, where the children of a contact differ (a.8(8))."""

    kind = "case.described"
    immediate_harm: str
    possible_red: str


@dataclass(frozen=True, kw_only=True)
class GroundGiven(Fact):
    """Why consent is not asked for was recorded, after the concern was written down (C4.13)."""

    kind = "contact.ground_given"
    ground: str


@dataclass(frozen=True, kw_only=True)
class CallerCorrected(Fact):
    """What was written of whoever told the hub was put right."""

    kind = "contact.caller_corrected"


@dataclass(frozen=True, kw_only=True)
class IdentityProtected(Fact):
    """Who told the hub is for whoever took it and managers alone, from then on."""

    kind = "contact.identity_protected"


@dataclass(frozen=True, kw_only=True)
class IdentityLifted(Fact):
    """A manager let the hub know again who told it, and why."""

    kind = "contact.identity_lifted"
    reason: str


@dataclass(frozen=True, kw_only=True)
class CallerPassed(Fact):
    """The caller was passed to the manager, live (C4.11)."""

    kind = "contact.caller_passed"


@dataclass(frozen=True, kw_only=True)
class CallerNotPassed(Fact):
    """The caller did not reach the manager after all."""

    kind = "contact.caller_not_passed"
    reason: str


@dataclass(frozen=True, kw_only=True)
class WritingArrived(Fact):
    """A referral in writing arrived, by itself or after a call (C4.5)."""

    kind = "contact.writing_arrived"
    channel: str
    received_at: datetime
    late_why: str


@dataclass(frozen=True, kw_only=True)
class ChannelChallenged(Fact):
    """A partner was asked why it came by a way that is not agreed (C3.13)."""

    kind = "contact.channel_challenged"
    said: str


@dataclass(frozen=True, kw_only=True)
class ProtectionNoted(Fact):
    """The police have used their powers of protection for a child (P27)."""

    kind = "case.police_protection"
    used_by: str
    began_at: datetime
    due_at: datetime
    place: str


@dataclass(frozen=True, kw_only=True)
class ProtectionEnded(Fact):
    """Police protection of a child ended."""

    kind = "case.police_protection_ended"
    how: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class ContactHandedOver(Fact):
    """The contact was taken to its end and handed to the manager."""

    kind = "contact.handed_over"


@dataclass(frozen=True, kw_only=True)
class KnownConfirmed(Fact):
    """Somebody answered whether the child is known, and left so many records that were offered."""

    kind = "case.known_confirmed"
    answer: str
    left: int


@dataclass(frozen=True, kw_only=True)
class CaseLookedAt(Fact):
    """A manager looked for the first time."""

    kind = "case.looked_at"
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class CaseRouted(Fact):
    """A manager decided where the child's case goes."""

    kind = "case.routed"
    move: str
    team: str
    reason: str
    advised: bool
    in_time: bool
    variant: str = ""
    unlooked: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseTakenBack(Fact):
    """A manager took back what had been passed on, and the case waits again."""

    kind = "case.taken_back"
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Fact):
    """A manager opened a case again that had ended. Who was told of its end is not untold."""

    kind = "case.reopened"
    before: str
    reason: str
    told: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseJoined(Fact):
    """A report of a child went on in an open case of the same child."""

    kind = "case.joined"
    into: str
    why: str
    words: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class NewsCame(Fact):
    """New information came to an open case with a report that was joined to it."""

    kind = "case.news_came"
    report: str
    why: str
    urgent: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NewsRead(Fact):
    """Somebody who looks into cases read what had come."""

    kind = "case.news_read"
    reports: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseParted(Fact):
    """A report that was joined to an open case waits for a decision of its own again."""

    kind = "case.parted"
    out_of: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NewsWithdrawn(Fact):
    """A report that was joined to a case does not belong to it."""

    kind = "case.news_withdrawn"
    report: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReferrerTold(Fact):
    """The referrer was told what they may know."""

    kind = "contact.referrer_told"
    words: str
    in_time: bool
