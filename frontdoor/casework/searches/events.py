"""What is remembered of a search that met a restricted record. On the restricted record stands what
was said of it; on the contact stands only what its people were told."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class MatchAnswered(Fact):
    """A reader of a restricted record said what follows from a search that met it."""

    kind = "record.match_answered"
    number: int
    said: str


@dataclass(frozen=True, kw_only=True)
class ContactTold(Fact):
    """Whoever works on a contact was told something that a search had not shown them."""

    kind = "case.told_beside_search"
    words: str


@dataclass(frozen=True, kw_only=True)
class SearcherTold(Fact):
    """Whoever looked for somebody was told something that the search had not shown them."""

    kind = "search.told_beside"


@dataclass(frozen=True, kw_only=True)
class MayMatch(Fact):
    """The hub's policy says by itself that a record may match which not everybody sees."""

    kind = "watch.may_match"
    words: str


# What whoever works on a contact was told beside what a search found.
TOLD_BESIDE = (ContactTold.kind, MayMatch.kind)
