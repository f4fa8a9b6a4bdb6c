"""What a record has that another may have too: an address, a number, a vehicle. Equal is equal.

What a contact told counts as of that contact; what was written down, for the time that it says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.kernel.prepared import prepared
from frontdoor.people.held import Number, OfPerson, Residence, Vehicle
from frontdoor.people.matching import Description, keys
from frontdoor.people.models import MatchKey, Person
from frontdoor.people.searching import described
from frontdoor.people.vocabulary import Dwelling, Reached

Held = TypeVar("Held", bound=OfPerson)

SHORTEST = 6  # Figures of a number: fewer are an extension, or the police.
WHOLE = 5  # Letters and digits of a registration: fewer are a part of one, which many have.
MOST = 500  # Addresses, or vehicles, of others that are compared, the newest first.


class Sort(Labelled):
    """What two records can have in common."""

    ADDRESS = "address", "Address"
    PHONE = "phone", "Telephone number"
    VEHICLE = "vehicle", "Vehicle"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One thing that a record has: folded, and in the words that were said.

    `number` is the key under which records stand of which some have the same (matching/keys.py): a
    vehicle has none, it is found by its registration. `when` says from when until when they have
    or had it, where that was not at the time that counts.
    """

    sort: Sort
    folded: str
    words: str
    number: int = 0
    when: str = ""

    @property
    def same(self) -> tuple[Sort, str]:
        """Return what is compared: two marks are one where this is equal."""
        return self.sort, self.folded


def of(person: Person) -> list[Mark]:
    """Return the address and the number of a record, as far as there is enough to compare."""
    said = described(person)
    return [*_address(said), *_phone(said)]


def of_all(people: Iterable[Person]) -> dict[tuple[Sort, str], Mark]:
    """Return what these records have, once each."""
    return {mark.same: mark for person in people for mark in of(person)}


def at(*, address: str, postcode: str, phone: str) -> list[Mark]:
    """Return an address and a number that are of no person, to be compared with those that are."""
    said = Description(address=address, postcode=postcode, phone=phone)
    return [*_address(said), *_phone(said)]


def lived(row: Residence, *, on: date) -> list[Mark]:
    """Return the address that was written down, and when it held if not on that day.

    A refuge and a school are nobody's home, and what was written down by mistake never held.
    """
    if not (row.is_home and row.has_held):
        return []
    return [
        _for_a_time(mark, row, on=on)
        for mark in at(address=row.address, postcode=row.postcode, phone="")
    ]


def driven(row: Vehicle, *, on: date) -> list[Mark]:
    """Return the vehicle that was written down, and when it held if not on that day.

    Without a whole registration, one white van is as good as another.
    """
    if len(row.registration) < WHOLE or not row.has_held:
        return []
    mark = Mark(sort=Sort.VEHICLE, folded=row.registration, words=str(row))
    return [_for_a_time(mark, row, on=on)]


def _for_a_time(mark: Mark, row: OfPerson, *, on: date) -> Mark:
    return mark if row.held(on=on) else replace(mark, when=row.period)


@prepared
def residences_under(hub: int, numbers: list[int]) -> QuerySet[Residence]:
    """Return the addresses that were written down of records that stand under these keys."""
    under = MatchKey.objects.filter(hub=hub, key__in=numbers).values("person")
    return Residence.objects.filter(person__in=under).order_by("-pk")[:MOST]


@prepared
def vehicles_of(hub: int, registrations: list[str]) -> QuerySet[Vehicle]:
    """Return what was written down of who has these vehicles."""
    found = Vehicle.objects.filter(hub=hub, registration__in=registrations)
    return found.exclude(registration="").order_by("-pk")[:MOST]


@asks
def nobodys(hub: int, found: tuple[Mark, ...]) -> Asking[frozenset[tuple[Sort, str]]]:
    """Return which of these are nobody's own, as a person wrote down of whoever has them: a refuge,
    a school, a hotel, a number at work. Who moved out of a refuge leaves it what it is.
    """
    under = [mark.number for mark in found]
    places, numbers = _not_homes(hub, under), _at_work(hub, under)
    yield places, numbers
    told = [at(address=each.address, postcode=each.postcode, phone="") for each in places]
    told += [at(address="", postcode="", phone=each.value) for each in numbers]
    return frozenset(mark.same for marks in told for mark in marks)


@prepared
def _not_homes(hub: int, numbers: list[int]) -> QuerySet[Residence]:
    kinds = (Dwelling.PROTECTED.value, Dwelling.NOT_A_HOME.value)
    return _held(Residence, hub, numbers).filter(kind__in=kinds)


@prepared
def _at_work(hub: int, numbers: list[int]) -> QuerySet[Number]:
    return _held(Number, hub, numbers).filter(kind=Reached.WORK.value)


def _held(kind: type[Held], hub: int, numbers: list[int]) -> QuerySet[Held]:
    """Return what is held of those who stand under these keys, and holds or held."""
    under = MatchKey.objects.filter(hub=hub, key__in=numbers).values("person")
    held = Q(lifted_at__isnull=True) | Q(until__isnull=False)
    return kind.objects.filter(held, person__in=under).order_by("pk")


def _address(said: Description) -> list[Mark]:
    """A house of a postcode; without a postcode, the whole address as it was said.

    A postcode alone is a street: it is nobody's home.
    """
    own = said.place - {said.post, said.post[:-3], said.post[-3:]}
    figures = sorted(word for word in own if word[0].isdigit())
    house = " ".join(figures or sorted(own))
    # Without a house there is no address, and without a postcode a house alone is anywhere.
    if not house or not (said.post or (figures and len(own) > len(figures))):
        return []
    words = [said.address.strip(), said.postcode.strip()]
    folded = f"{said.post} {house}" if said.post else " ".join(sorted(own))
    key = keys.place(said.post) if said.post else keys.address(said.place)
    return [
        Mark(
            sort=Sort.ADDRESS,
            folded=folded,
            words=", ".join(dict.fromkeys(filter(None, words))),
            number=keys.number(key),
        )
    ]


def _phone(said: Description) -> list[Mark]:
    if len(said.line) < SHORTEST:
        return []
    number = keys.number(keys.line(said.line))
    return [Mark(sort=Sort.PHONE, folded=said.line, words=said.phone.strip(), number=number)]
