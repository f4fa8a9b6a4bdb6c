"""A person in words: each fact with who told it and when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.contacts.persons import Known, Resident
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.kernel.wall_clock import local
from frontdoor.people import rules
from frontdoor.people.held import Marker, Number, OfPerson, Vehicle
from frontdoor.people.models import Person
from frontdoor.people.queries import Standing
from frontdoor.people.vocabulary import Answer, Mark, Sex
from frontdoor.web.components import words
from frontdoor.web.people.addresses import Address, addresses
from frontdoor.web.people.ties import Tie, responsibilities, ties


@dataclass(frozen=True, kw_only=True)
class Value:
    """One answer, and by whom it was given when: several may have given the same."""

    words: str
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A number or a vehicle, how it is safe, who told it, and whether it still holds."""

    what: str
    words: str
    safely: list[str]
    told: str
    number: int | None


@dataclass(frozen=True, kw_only=True)
class Warned:
    """What has to be known of a person before somebody acts, who said so, and its review."""

    label: str
    words: str
    why: str
    told: str
    review: str
    is_overdue: bool
    ended: str
    number: int | None


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A contact in which the person was told of: as what, by whom, and the children it is about."""

    part: str
    source: str
    on: date
    is_theirs: bool
    cases: Sequence[Case]


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """Everything that the page of a person says."""

    person: Person
    born: str
    records: int
    facts: list[tuple[str, list[Value]]]
    warnings: list[Warned]
    numbers: list[Held]
    vehicles: list[Held]
    addresses: list[Address]
    earlier: list[Address]
    household: Sequence[Resident]
    ties: list[Tie]
    responsibilities: list[Tie]
    is_adult: bool
    standings: list[Standing]
    tellings: list[Telling]

    @property
    def told_once(self) -> str:
        """Return who told everything, where nobody else told anything: then it is said once."""
        told = {each for _, values in self.facts for value in values for each in value.told}
        return told.pop() if len(told) == 1 else ""


def page(known: Known, *, on: date) -> PersonPage:
    """Return what the page of a person says on a day."""
    of = known.of
    told = {each.person_id: _source(each) for each in reversed(known.parts)}
    every = addresses(known, told, on=on)
    return PersonPage(
        person=of.person,
        born=of.person.birth(on=on),
        records=len(of.records),
        facts=_facts(of.records, told, on=on),
        warnings=warned(of.markers, on=on),
        numbers=[_held(each, "number", on=on) for each in of.lines],
        vehicles=[_held(each, "vehicle", on=on) for each in of.vehicles],
        addresses=[each for each in every if each.is_now],
        earlier=[each for each in every if not each.is_now],
        household=known.household,
        ties=ties(known, told, on=on),
        responsibilities=responsibilities(known, told, on=on),
        is_adult=any(_is_adult(each, on=on) for each in of.records),
        standings=of.involved.standings,
        tellings=[_telling(each, known.cases.get(each.contact_id, [])) for each in known.parts],
    )


def _is_adult(person: Person, *, on: date) -> bool:
    born = person.date_of_birth
    return born is not None and rules.years(born, on=on) >= rules.ADULT


def _source(part: Party) -> str:
    """Return who told of a person and when. By name only their own contact says it."""
    contact = part.contact
    source = contact.policy.source(contact.referrer.source).name
    return f"{source}, {words.date_words(contact.received_at)}"


ASKED: tuple[tuple[str, Callable[[Person], str]], ...] = (
    ("Name", lambda person: person.name),
    ("Also known as", lambda person: person.also_known_as),
    ("Sex", lambda person: Sex(person.sex).label if person.sex else ""),
    ("NHS number", lambda person: person.nhs_number),
    ("Unique pupil number", lambda person: person.upn),
    ("Telephone", lambda person: person.phone),
    ("School", lambda person: person.school),
    ("GP", lambda person: person.gp),
    ("What helps to recognise them", lambda person: person.description),
    ("Ethnicity", lambda person: person.ethnicity),
    ("First language", lambda person: person.first_language),
    ("Interpreter", lambda person: Answer(person.interpreter).label if person.interpreter else ""),
    ("Religion", lambda person: person.religion),
    ("Disability", lambda person: person.disability),
)


def _facts(
    records: Sequence[Person], told: Mapping[int, str], *, on: date
) -> list[tuple[str, list[Value]]]:
    births = ("Birth", lambda person: "" if not _tells_age(person) else person.birth(on=on))
    asked = (*ASKED[:2], births, *ASKED[2:])
    found = [(label, _values(records, told, say)) for label, say in asked]
    return [(label, values) for label, values in found if values]


def _tells_age(person: Person) -> bool:
    return bool(person.date_of_birth or person.expected_on or person.age_said)


def _values(
    records: Iterable[Person], told: Mapping[int, str], say: Callable[[Person], str]
) -> list[Value]:
    found: dict[str, Value] = {}
    for record in records:
        if answer := say(record):
            value = found.setdefault(answer, Value(words=answer))
            origin = record.nhs_number_from if answer == record.nhs_number else ""
            value.told.append(origin or told.get(record.pk, "No contact that you may see"))
    return list(found.values())


def _telling(part: Party, cases: Sequence[Case]) -> Telling:
    own = [each for each in cases if each.child_id == part.person_id]
    contact = part.contact
    return Telling(
        part=Part(part.part).label,
        source=contact.policy.source(contact.referrer.source).name,
        on=local(contact.received_at).date(),
        is_theirs=bool(own),
        cases=own or cases,
    )


def warned(markers: Iterable[Marker], *, on: date) -> list[Warned]:
    """Return warnings in words: those that stand first."""
    return sorted((_warned(each, on=on) for each in markers), key=lambda each: bool(each.ended))


def _warned(row: Marker, *, on: date) -> Warned:
    return Warned(
        label=Mark(row.kind).label,
        words=row.words,
        why=row.why,
        told=_told(row),
        review=f"Look at it again by {words.date_words(row.review_by)}",
        is_overdue=row.is_overdue(on=on),
        ended=_ended(row),
        number=None if row.is_lifted else row.pk,
    )


def _held(row: Number | Vehicle, what: str, *, on: date) -> Held:
    over = "" if row.holds(on=on) or row.is_lifted else "No longer. "
    return Held(
        what=what,
        words=str(row),
        safely=row.safely if isinstance(row, Number) and not row.is_lifted else [],
        told=f"{over}{_told(row)}{_ended(row)}",
        number=None if row.is_lifted else row.pk,
    )


def _told(row: OfPerson) -> str:
    period = f", {row.period}" if row.period else ""
    by = f"Written down by {row.noted_by_name}, {words.date_words(row.noted_at)}."
    return f"{row.told_by}{period}. {by}"


def _ended(row: OfPerson) -> str:
    return f" Ended by {row.lifted_by_name}: {row.lifted_why}" if row.is_lifted else ""
