"""What is said of a person, for comparing."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from frontdoor.people.matching.names import folded

NEEDED = 2  # Things that have to agree, or nearly, before a record is worth a person's look.


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
    def given(self) -> str:
        """Return the first of the given names, folded."""
        return folded(self.given_names).partition(" ")[0]

    @cached_property
    def more(self) -> list[str]:
        """Return the other given names, folded."""
        return folded(self.given_names).split()[1:]

    @cached_property
    def family(self) -> str:
        """Return the family name, folded, its parts apart."""
        return folded(self.family_name)

    @cached_property
    def others(self) -> list[str]:
        """Return every word of the other names that they are known by, folded."""
        return folded(self.also_known_as).split() if self.also_known_as else []

    @cached_property
    def born(self) -> str:
        """Return the date of birth as eight digits."""
        return f"{self.date_of_birth:%Y%m%d}".zfill(8) if self.date_of_birth else ""

    @cached_property
    def post(self) -> str:
        """Return the postcode as letters and digits alone."""
        return folded(self.postcode).replace(" ", "")

    @cached_property
    def place(self) -> frozenset[str]:
        """Return the words of the address."""
        return frozenset(folded(self.address).split())

    @cached_property
    def line(self) -> str:
        """Return the last nine digits of the telephone number: how they dial it does not matter."""
        return "".join(c for c in self.phone if c.isdecimal())[-9:]

    @cached_property
    def gender(self) -> str:
        """Return the sex where it is known: of an unborn child it is not, yet."""
        return self.sex if self.sex in {"F", "M"} else ""
