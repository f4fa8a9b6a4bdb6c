"""What is remembered about people."""

from dataclasses import dataclass
from datetime import date

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class PeopleLinked(Fact):
    """Somebody said that two records are one person."""

    kind = "people.linked"
    person: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PeopleParted(Fact):
    """A link between two records was undone."""

    kind = "people.parted"
    person: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PairAnswered(Fact):
    """Somebody said of two records that were found alike that they are two people, or that it
    cannot be told. That they are one is a link.
    """

    kind = "people.pair_answered"
    answer: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PersonNoted(Fact):
    """Something more of a person came on record. What it says stands in no event."""

    kind = "person.noted"
    person: str
    what: str


@dataclass(frozen=True, kw_only=True)
class PersonNoteEnded(Fact):
    """Something on record of a person holds no longer. It stays to be read, with the reason."""

    kind = "person.note_ended"
    person: str
    what: str


@dataclass(frozen=True, kw_only=True)
class WarningReviewed(Fact):
    """Somebody looked at a warning note again: it still holds, until the next review."""

    kind = "person.warning_reviewed"
    person: str
    why: str
    review_by: date


@dataclass(frozen=True, kw_only=True)
class AdoptionTied(Fact):
    """Two identities of one child were tied, for named readers. Neither is named here."""

    kind = "adoption.tied"


@dataclass(frozen=True, kw_only=True)
class AdoptionUntied(Fact):
    """Two identities are tied no longer. Neither is named here."""

    kind = "adoption.untied"


@dataclass(frozen=True, kw_only=True)
class LinkDealtWith(Fact):
    """Somebody said what they did about things that rested on a link which was undone."""

    kind = "people.link_dealt_with"
    number: int
    done: str


@dataclass(frozen=True, kw_only=True)
class NhsAsked(Fact):
    """Somebody asked the NHS for a person's number. What was sent is named, and not repeated."""

    kind = "person.nhs_asked"
    person: str
    sent: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NhsNumberTaken(Fact):
    """Somebody took on the number that the NHS gave for a person."""

    kind = "person.nhs_number_taken"
    person: str
    likeness: str
