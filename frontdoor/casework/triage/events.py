"""What is remembered of a case while somebody looks into it."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class CaseAllocated(Fact):
    """A case was given to a worker, or taken from one and given to another."""

    kind = "case.allocated"
    worker: str
    before: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ReferrerRungBack(Fact):
    """Somebody rang whoever told the hub, and reached them or did not."""

    kind = "contact.rung_back"
    reached: bool
    spoke_to: str
    said: str


@dataclass(frozen=True, kw_only=True)
class SystemChecked(Fact):
    """Somebody looked into a system, or wrote down why there was no need to."""

    kind = "case.system_checked"
    system: str
    result: str
    words: str
    updated: bool


@dataclass(frozen=True, kw_only=True)
class ChronologyLengthened(Fact):
    """A line was added to the chronology."""

    kind = "case.chronology_lengthened"
    when: str
    what: str


@dataclass(frozen=True, kw_only=True)
class RecommendationSent(Fact):
    """The worker told the manager what they found, and what they would do."""

    kind = "case.recommended"
    way: str
    reason: str
    unchecked: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StruckOut(Fact):
    """Something that was written down by mistake was struck out. It can still be read."""

    kind = "case.struck_out"
    what: str
    words: str
    why: str


@dataclass(frozen=True, kw_only=True)
class CaseGivenBack(Fact):
    """A case was taken out of a worker's hands, and is with nobody."""

    kind = "case.given_back"
    worker: str
    why: str
