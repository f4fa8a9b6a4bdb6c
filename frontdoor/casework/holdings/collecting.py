"""Everything that is held about a person, row by row, as far as whoever asks may read it."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Value

from frontdoor.access.actor import Actor
from frontdoor.access.reach import Kept
from frontdoor.audit.models import Event
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.holdings import wording
from frontdoor.casework.holdings.sources import SOURCES, Row, Source
from frontdoor.casework.holdings.vocabulary import Mark
from frontdoor.casework.restricting import queries as restricting
from frontdoor.casework.restricting.models import Restriction
from frontdoor.kernel.wall_clock import local
from frontdoor.people import queries as people
from frontdoor.people import sourcing
from frontdoor.people.models import Person
from frontdoor.policy.pack import Policy

HISTORY = "audit_event"
HUB = "The hub"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True, kw_only=True)
class Held:
    """One row in words: of which record, about whom, from where, and what to look at twice.

    The record is a contact, or a person who is in none: of them another system told.
    """

    table: str
    row_id: int
    contact_id: int | None
    person_id: int | None
    label: str
    source: str
    said_on: date | None
    about: str
    words: str
    marks: tuple[Mark, ...]
    caveats: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int]:
        """Return which row it is."""
        return self.table, self.row_id

    @property
    def digest(self) -> str:
        """Return a digest of all that is told: another one means that the row says more now."""
        said = (self.label, self.source, self.about, self.words, self.marks, self.caveats)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def contacts(person: Person, *, by: Actor) -> list[Contact]:
    """Return the contacts in which somebody has a part, by every record that is said to be theirs.

    What is restricted to others is not among them, broken glass or not: it opens nothing to be
    taken out.
    """
    records = [each.pk for each in people.same_as(person)]
    parts = Party.objects.filter(person__in=records)
    shown = parts.exclude(restricting.closed(by.user_id, contact="contact_id"))
    return list(Contact.objects.filter(pk__in=shown.values("contact")).order_by("received_at"))


def alone(person: Person) -> list[Person]:
    """Return the records of somebody that are in no contact: of those another system told.

    None if one is seen through broken glass alone.
    """
    records = people.same_as(person)
    parts = Party.objects.filter(person__in=[each.pk for each in records])
    told = set(parts.values_list("person", flat=True))
    found = [each for each in records if each.pk not in told]
    return [] if found and people.is_through_glass(each.pk for each in found) else found


def held(person: Person, *, policy: Policy, by: Actor) -> list[Held]:
    """Return everything that is held about a person, contact by contact, and then what is in none:
    of that another system told.
    """
    found, records = contacts(person, by=by), people.same_as(person)
    collecting = _Collecting(found, records, policy)
    rows = [row for source in SOURCES for row in collecting.of(source)]
    order: dict[int | None, int] = {each.pk: place for place, each in enumerate(found)}
    told = [*rows, *collecting.histories()]
    apart = _Apart(alone(person), records, policy)
    # What joins somebody in a contact with somebody in none is told once, with the contact.
    keys = {each.key for each in told}
    return [
        *sorted(told, key=lambda each: order[each.contact_id]),
        *(each for each in apart.all() if each.key not in keys),
    ]


class _Collecting:
    """What is asked of every table: whose records, in which contacts, and what is restricted."""

    def __init__(self, found: Iterable[Contact], records: Iterable[Person], policy: Policy) -> None:
        self._policy = policy
        self._contacts = {each.pk: each.reference for each in found}
        self._mine = {each.pk for each in records}
        parties = Party.objects.filter(contact__in=self._contacts).select_related("person")
        self._names = {each.person_id: each.person.name for each in parties}
        standing = Restriction.objects.filter(lifted_at__isnull=True)
        self._restricted = set(standing.values_list("contact_id", flat=True))
        cases = Case.objects.filter(contact__in=self._contacts)
        self._subjects = {reference: pk for pk, reference in self._contacts.items()} | {
            each.reference: each.contact_id for each in cases
        }
        self._children = {each.reference: each.child_id for each in cases}

    def of(self, source: Source) -> Iterator[Held]:
        """Return the rows of one table in words; one of which nothing is said is left out."""
        for row in _rows(source, self._contacts, self._subjects):
            contact = self._subjects[row.subject] if source.subject else row.of_contact
            words = wording.words(source, row, policy=self._policy)
            if words:
                yield Held(
                    table=source.table,
                    row_id=row.pk,
                    contact_id=contact,
                    person_id=None,
                    label=source.label,
                    source=_from(source, row),
                    said_on=_day(row.of_day),
                    about=self._about(row.of_person),
                    words=words,
                    marks=self._marks(source, row, contact),
                    caveats=self._caveats(row),
                )

    def histories(self) -> Iterator[Held]:
        """Return what was done about each record, step by step, as one item each."""
        for subject, events in _events(self._subjects).items():
            contact, child = self._subjects[subject], self._children.get(subject)
            yield Held(
                table=HISTORY,
                row_id=events[0].pk,
                contact_id=contact,
                person_id=None,
                label=f"History of {subject}",
                source=HUB,
                said_on=None,
                about=self._about(child),
                words="\n".join(map(_step, events)),
                # It says by which way the contact came, and from whom.
                marks=(*self._of_all(contact, child), Mark.REFERRER),
                caveats=(),
            )

    def _about(self, person: int | None) -> str:
        return self._names.get(person, "") if person else ""

    def _marks(self, source: Source, row: Row, contact: int) -> tuple[Mark, ...]:
        own = source.marks(row)
        if self._caveats(row):
            own.append(Mark.CAVEAT)
        if getattr(row, "struck_at", None):
            own.append(Mark.STRUCK)
        return (*self._of_all(contact, row.of_person), *own)

    def _of_all(self, contact: int, person: int | None) -> tuple[Mark, ...]:
        other = (Mark.ABOUT_ANOTHER,) if person and person not in self._mine else ()
        return other + ((Mark.RESTRICTED,) if contact in self._restricted else ())

    def _caveats(self, row: Row) -> tuple[str, ...]:
        known = {each.slug: each.name for each in self._policy.caveats}
        inside = (row.kept_words,) if isinstance(row, Kept) and row.is_kept else ()
        return inside + tuple(known.get(slug, slug) for slug in getattr(row, "caveats", ()))


class _Apart:
    """What is held of somebody's records that are in no contact: there only people have rows."""

    def __init__(self, apart: Iterable[Person], records: Iterable[Person], policy: Policy) -> None:
        self._policy = policy
        self._apart = {each.pk for each in apart}
        self._mine = {each.pk: each for each in records}

    def all(self) -> Iterator[Held]:
        """Return all of it in words, table by table, and then what was done about each."""
        for source in SOURCES if self._apart else ():
            if source.is_of_people:
                yield from self._of(source)
        yield from self._histories()

    def _of(self, source: Source) -> Iterator[Held]:
        other = {f"{source.other}__in": self._apart} if source.other else {}
        theirs = Q(**{f"{source.person}__in": self._apart}) | Q(**other)
        for row in _annotated(source).filter(theirs).order_by("pk"):
            words = wording.words(source, row, policy=self._policy)
            if words:
                of = row.of_person if row.of_person in self._apart else row.other_id
                yield Held(
                    table=source.table,
                    row_id=row.pk,
                    contact_id=None,
                    person_id=of,
                    label=source.label,
                    source=self._from(source, row),
                    said_on=_day(row.of_day),
                    about=str(self._mine.get(row.of_person) or row.person),
                    words=words,
                    marks=() if row.of_person in self._mine else (Mark.ABOUT_ANOTHER,),
                    caveats=(),
                )

    def _from(self, source: Source, row: Row) -> str:
        told = sourcing.systems(row) if isinstance(row, Person) else []
        return ", ".join(each.name for each in told) or _from(source, row)

    def _histories(self) -> Iterator[Held]:
        subjects = {f"person {each}": each for each in self._apart}
        for subject, events in _events(subjects).items():
            person = subjects[subject]
            yield Held(
                table=HISTORY,
                row_id=events[0].pk,
                contact_id=None,
                person_id=person,
                label="What was done about it",
                source=HUB,
                said_on=None,
                about=str(self._mine[person]),
                words="\n".join(map(_step, events)),
                marks=(),
                caveats=(),
            )


def _events(subjects: Iterable[str]) -> Mapping[str, list[Event]]:
    told: dict[str, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(subject__in=list(subjects)).order_by("id"):
        told[event.subject].append(event)
    return told


def _rows(
    source: Source, contacts: Iterable[int], subjects: Mapping[str, int]
) -> "QuerySet[Any, Any]":
    """Return the rows of a table, each with its contact, whom it is about, and its day."""
    of = Q(person=OuterRef(source.person))
    if source.other:
        of |= Q(person=OuterRef(source.other))
    part = Party.objects.filter(of, contact__in=list(contacts)).order_by("pk")
    rows: QuerySet[Any, Any] = _annotated(source)
    if source.subject:
        return rows.filter(**{f"{source.subject}__in": subjects}).order_by("pk")
    where = F(source.contact) if source.contact else Subquery(part.values("contact")[:1])
    rows = rows.annotate(of_contact=where).filter(of_contact__in=contacts)
    return rows.select_related(*filter(None, [source.agency])).order_by("pk")


def _annotated(source: Source) -> "QuerySet[Any, Any]":
    nobody = Value(None, output_field=BigIntegerField())
    rows: QuerySet[Any, Any] = source.model.objects.annotate(  # type: ignore[attr-defined]
        of_person=F(source.person) if source.person else nobody,
        of_day=F(source.on) if source.on else nobody,
    )
    return rows


def _from(source: Source, row: Row) -> str:
    whom = source.agency or source.teller
    return str(getattr(row, whom)) if whom else HUB


def _day(value: datetime | date | None) -> date | None:
    return local(value).date() if isinstance(value, datetime) else value


def _step(event: Event) -> str:
    what = wording.heading(event.kind.replace(".", ", "))
    said = wording.plain({key: _read(value) for key, value in event.facts.items()})
    return ". ".join(filter(None, [f"{wording.plain(event.at)}: {what}", said]))


def _read(value: object) -> object:
    """Return a moment that an event holds as text as the moment that it is."""
    is_moment = isinstance(value, str) and _MOMENT.match(value)
    return datetime.fromisoformat(value) if is_moment else value  # type: ignore[arg-type]
