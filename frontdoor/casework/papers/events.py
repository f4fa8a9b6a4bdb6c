"""What is remembered about papers. The subject is the child's case, else the contact."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class PaperAttached(Fact):
    """A file was put with a contact or a case, and checked or not."""

    kind = "paper.attached"
    name: str
    what: str
    sort: str
    checked: str


@dataclass(frozen=True, kw_only=True)
class PaperCleared(Fact):
    """A paper in quarantine was checked, and no virus was found."""

    kind = "paper.cleared"
    name: str


@dataclass(frozen=True, kw_only=True)
class VirusFound(Fact):
    """A virus was found in a file, which is kept away since."""

    kind = "paper.virus_found"
    name: str
    virus: str
    attached_by: str


@dataclass(frozen=True, kw_only=True)
class PaperReleased(Fact):
    """Somebody let a paper be opened that no check has cleared, and said why."""

    kind = "paper.released"
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PaperStruckOut(Fact):
    """A paper was struck out: it belongs elsewhere, and is opened no more."""

    kind = "paper.struck_out"
    name: str
    reason: str
