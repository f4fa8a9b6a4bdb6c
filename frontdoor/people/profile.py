"""Asks all that is held of one person, through every link, and who lives where they live."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.people import kinship, queries, rules
from frontdoor.people.held import (
    Between,
    Bond,
    Marker,
    Number,
    OfPerson,
    Residence,
    Responsibility,
    Vehicle,
)
from frontdoor.people.matching import Description, keys
from frontdoor.people.models import MatchKey, Person, Relationship
from frontdoor.people.queries import Involved

Kind = TypeVar("Kind", bound=OfPerson)
MOST = 60  # People at one address who are read: a hostel says little of a family.


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What is held of one person, whichever of their records it is on; the record itself first."""

    records: Sequence[Person]
    residences: Sequence[Residence]
    markers: Sequence[Marker]
    lines: Sequence[Number]
    vehicles: Sequence[Vehicle]
    ties: Sequence[Relationship]
    bonds: Sequence[Bond]
    responsibilities: Sequence[Responsibility]
    involved: Involved

    @property
    def person(self) -> Person:
        """Return the record itself."""
        return self.records[0]

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the records."""
        return [each.pk for each in self.records]


@asks
def profile(person: Person) -> Asking[Profile]:
    """Return what is held of the person whose record this is."""
    records = queries.same_as.asked(person)
    yield (records,)
    numbers = [each.pk for each in records.answer]
    residences, ties = residences_of(numbers), _ties(numbers)
    involved = queries.involved.asked(records.answer)
    bonds, held = kinship.bonds(numbers), kinship.responsibilities(numbers)
    others = _of(Marker, numbers), _of(Number, numbers), _of(Vehicle, numbers)
    yield residences, ties, bonds, held, involved, *others
    return Profile(
        records=records.answer,
        residences=list(residences),
        markers=list(others[0]),
        lines=list(others[1]),
        vehicles=list(others[2]),
        ties=list(ties),
        bonds=list(bonds),
        responsibilities=list(held),
        involved=involved.answer,
    )


@prepared
def residences_of(records: list[int]) -> QuerySet[Residence]:
    """Return the addresses that are held of records, what was written down last first."""
    return Residence.objects.filter(person__in=records).order_by("-noted_at", "-pk")


def _of(kind: type[Kind], records: list[int]) -> QuerySet[Kind]:
    return kind.objects.filter(person__in=records).order_by("-noted_at", "-pk")


@prepared
def _ties(records: list[int]) -> QuerySet[Relationship]:
    own = Q(person__in=records) | Q(other__in=records)
    return Relationship.objects.filter(own).select_related("person", "other").order_by("pk")


def homes(profile: Profile) -> list[frozenset[str]]:
    """Return the words of each address of a person by which others who live there are found.

    A refuge makes no household of the families in it, nor a school of those who gave its address.
    """
    told = [description(each.address) for each in profile.records]
    held = [(description(each.address), each) for each in profile.residences]
    told += [place for place, each in held if each.is_home and not each.is_lifted]
    without = {place for place, each in held if not each.is_home and each.has_held}
    return [each for each in dict.fromkeys(told) if rules.is_a_home(each) and each not in without]


def description(address: str) -> frozenset[str]:
    """Return the words of an address, as they are compared."""
    return Description(address=address).place


@asks
def at_homes(places: Sequence[frozenset[str]], *, without: Sequence[int]) -> Asking[list[Person]]:
    """Return the records of others who are found by one of these addresses."""
    found = _at(keys.numbers([keys.address(place) for place in places]), list(without))
    yield (found,)
    return list(found)


@prepared
def _at(numbers: list[int], without: list[int]) -> QuerySet[Person]:
    there = MatchKey.objects.filter(key__in=numbers).values("person")
    return Person.objects.filter(pk__in=there).exclude(pk__in=without).order_by("-pk")[:MOST]


@asks
def residences(people: Iterable[Person]) -> Asking[list[Residence]]:
    """Return the addresses that are held of these records besides what contacts told."""
    found = residences_of([each.pk for each in people])
    yield (found,)
    return list(found)


def held(kind: type[OfPerson], number: int, *, of: Profile) -> OfPerson:
    """Return one of the things that are held of a person.

    :raises Unknown: if there is none, or none that they may know of.
    """
    for found in _own(kind, of.numbers).filter(pk=number).select_related("person"):
        return found
    raise Unknown(str(number))


def _own(kind: type[OfPerson], records: list[int]) -> QuerySet[OfPerson]:
    own = Q(person__in=records)
    # What is between two is held of both of them.
    return kind.objects.filter(own | Q(other__in=records) if issubclass(kind, Between) else own)
