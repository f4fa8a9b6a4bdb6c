"""One person as a whole: all the records that people have linked, and what is known of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries, rows
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.queries import Past, past
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.kernel.asking import Asking, asks
from frontdoor.people import cautions
from frontdoor.people import queries as people
from frontdoor.people.cautions import Cautions
from frontdoor.people.models import Person
from frontdoor.people.queries import Standing
from frontdoor.people.searching import Match

# Ours: what a page lists of the contacts in which one person was named.
MOST = 12
# Records that a person can compare with care.
MOST_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Whole:
    """One person: every record that is said to be theirs, the one that was asked for first.

    `parts` are where they were named, the newest contact first; `cautions` what has to be minded of
    them before somebody visits or rings.
    """

    records: tuple[Person, ...]
    past: Past
    parts: tuple[Party, ...]
    cautions: Cautions

    @property
    def person(self) -> Person:
        """Return the record that was asked for."""
        return self.records[0]

    @property
    def others(self) -> tuple[Person, ...]:
        """Return the records that are linked to it."""
        return self.records[1:]

    @property
    def standings(self) -> list[Standing]:
        """Return the five answers to "is the person known?", as many as hold (a.8, 12)."""
        return self.past.standings

    def other(self, *fields: str) -> list[str]:
        """Return what the linked records say of these fields and the first does not, each once."""
        said = (_said(record, fields) for record in self.others)
        known = {_said(self.person, fields).casefold(), ""}
        found: dict[str, str] = {}
        for each in said:
            if each.casefold() not in known:
                found.setdefault(each.casefold(), each)
        return list(found.values())

    @property
    def other_names(self) -> list[str]:
        """Return the names that only the linked records have."""
        named = [each.name for each in self.others if each.given_names or each.family_name]
        names = [*named, *(each.also_known_as for each in self.others if each.also_known_as)]
        own = {self.person.name.casefold(), self.person.also_known_as.casefold()}
        return list(dict.fromkeys(each for each in names if each.casefold() not in own))

    @property
    def told_of(self) -> list[str]:
        """Return in which contacts they were named, as what, and when, the newest first."""
        return [
            f"{each.contact.reference}, {Part(each.part).label.lower()}, "
            f"{each.contact.received_at:%-d %B %Y}"
            for each in self.parts[:MOST]
        ]


def _said(record: Person, fields: Sequence[str]) -> str:
    return ", ".join(str(value) for field in fields if (value := getattr(record, field)))


@asks
def wholes(asked: tuple[Person, ...], *, contact: Contact | None) -> Asking[list[Whole]]:
    """Return each of these people as a whole, besides this contact, or at all without one.

    However many they are, they are asked for together.
    """
    linked = tuple(people.same_as.asked(each) for each in asked)
    yield linked
    records = [each.answer for each in linked]
    pasts = tuple(past.asked(each, contact=contact) for each in asked)
    parts = tuple(rows.parts([record.pk for record in each]) for each in records)
    minded = cautions.cautions.asked(tuple(record.pk for each in records for record in each))
    yield (*pasts, *parts, minded)
    return [
        Whole(
            records=tuple(own),
            past=before.answer,
            parts=tuple(named),
            cautions=minded.answer.of(own),
        )
        for own, before, named in zip(records, pasts, parts, strict=True)
    ]


@dataclass(frozen=True, kw_only=True)
class Possible:
    """Somebody who may be the one who is told of, once, however many records they have.

    `candidate` is the record that agrees most, with its reasons.
    """

    candidate: Match
    whole: Whole

    @property
    def person(self) -> Person:
        """Return the record that agrees most."""
        return self.whole.person

    @property
    def standings(self) -> list[Standing]:
        """Return what is known of them, by any of their records."""
        return self.whole.standings


@dataclass(frozen=True, kw_only=True)
class Found:
    """Who may be the one who is told of, the likeliest first, and how many more records agree."""

    possible: list[Possible]
    more: int

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of all records of those who are shown."""
        return [record.pk for each in self.possible for record in each.whole.records]


def once(candidates: Sequence[Match], *, contact: Contact | None, most: int) -> Found:
    """Return who these records are: those that people linked are one, and stand there once.

    However many records agree, so many are read that `most` people can be shown.
    """
    near = candidates[: 2 * most]
    held = Person.objects.in_bulk([each.person_id for each in near])
    asked = [each for each in near if each.person_id in held]
    found = wholes(tuple(held[each.person_id] for each in asked), contact=contact)
    possible: list[Possible] = []
    shown: set[int] = set()
    for candidate, whole in zip(asked, found, strict=True):
        if candidate.person_id not in shown and len(possible) < most:
            possible.append(Possible(candidate=candidate, whole=whole))
            shown |= {record.pk for record in whole.records}
    return Found(possible=possible, more=sum(each.person_id not in shown for each in candidates))


def remember(found: Found, *, seen: Collection[int], purpose: str, by: Actor, at: datetime) -> None:
    """Remember the look at each record that is shown and was not before."""
    for number in found.numbers:
        if number not in seen:
            audit.looked(f"person {number}", purpose=purpose, by=by, at=at)


def possible(case: Case, *, actor: Actor, at: datetime) -> list[Possible]:
    """Return who may be the child of a case, and remember the look at each record."""
    found = once(queries.alike(case), contact=case.contact, most=MOST_SHOWN)
    remember(found, seen=(), purpose=f"is {case.reference} known?", by=actor, at=at)
    return found.possible
