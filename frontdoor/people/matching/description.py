"""What is said of a person, for comparing."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from frontdoor.people.matching.names import folded

NEEDED = 2  # Things that have to agree, or nearly, before a record is worth a person's look.


class Names(NamedTuple):
    """The names of a person, folded: the first given name, the others, the family's, and more."""

    given: str
    more: tuple[str, ...]
    family: str
    others: tuple[str, ...]


@lru_cache(maxsize=100_000)
def names(given_names: str, family_name: str, also_known_as: str) -> Names:
    """Return names for comparing."""
    first, *more = folded(given_names).split() or [""]
    others = tuple(folded(also_known_as).split()) if also_known_as else ()
    return Names(first, tuple(more), folded(family_name), others)


def born(date_of_birth: date | None) -> str:
    """Return a date of birth as eight digits."""
    return date_of_birth.isoformat().replace("-", "") if date_of_birth else ""


def post(postcode: str) -> str:
    """Return a postcode as letters and digits alone."""
    return folded(postcode).replace(" ", "")


@lru_cache(maxsize=100_000)
def place(address: str) -> frozenset[str]:
    """Return the words of an address."""
    return frozenset(folded(address).split())


def line(phone: str) -> str:
    """Return the last nine digits of a telephone number: how they dial it does not matter."""
    return "".join(c for c in phone if c.isdecimal())[-9:]


def gender(sex: str) -> str:
    """Return the sex where it is known: of an unborn child it is not, yet."""
    return sex if sex in {"F", "M"} else ""


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is said of a person, as far as it is known. Empty is unknown, and never differs."""

    given_names: str = ""
    family_name: str = ""
    also_known_as: str = ""
    date_of_birth: date | None = None
    sex: str = ""
    postcode: str = ""
    address: str = ""
    phone: str = ""
    nhs_number: str = ""

    @property
    def is_nameless(self) -> bool:
        """Tell whether nobody could give a name: the place is what is left to find them by."""
        return not (self.given_names or self.family_name or self.also_known_as)

    @property
    def is_enough(self) -> bool:
        """Tell whether there is enough to look with: two things, or the place of the nameless."""
        said = (self.given_names, self.family_name, self.date_of_birth, self.postcode, self.phone)
        several = sum(map(bool, said)) >= NEEDED or bool(self.nhs_number)
        return several or bool(self.is_nameless and self.address)

    @cached_property
    def names(self) -> Names:
        """Return all names, folded."""
        return names(self.given_names, self.family_name, self.also_known_as)

    @property
    def given(self) -> str:
        """Return the first of the given names, folded."""
        return self.names.given

    @property
    def more(self) -> tuple[str, ...]:
        """Return the other given names, folded."""
        return self.names.more

    @property
    def family(self) -> str:
        """Return the family name, folded, its parts apart."""
        return self.names.family

    @property
    def others(self) -> tuple[str, ...]:
        """Return every word of the other names that they are known by, folded."""
        return self.names.others

    @cached_property
    def born(self) -> str:
        """Return the date of birth as eight digits."""
        return born(self.date_of_birth)

    @cached_property
    def post(self) -> str:
        """Return the postcode as letters and digits alone."""
        return post(self.postcode)

    @cached_property
    def place(self) -> frozenset[str]:
        """Return the words of the address."""
        return place(self.address)

    @cached_property
    def line(self) -> str:
        """Return the last nine digits of the telephone number."""
        return line(self.phone)

    @property
    def gender(self) -> str:
        """Return the sex where it is known."""
        return gender(self.sex)
