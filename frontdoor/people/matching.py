"""The door behind which the register is searched. Pure: descriptions in, reasons out.

This is a simple look-up: a record is offered when at least two of given name, family name, date
of birth and postcode agree or nearly agree. Of a child whom nobody could name the place alone is
enough, so that a later concern finds the earlier one (C5.4). It offers, with its reasons, and
never joins (C5.5, a.8(12)). A later issue puts trained weights behind the same door.
"""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from frontdoor.people.rules import folded

NEEDED = 2  # Fields that have to agree, or nearly, before a record is worth a person's look.
NEARLY = 0.8  # Of the letters, in order: Kowalski and Kovalski, Sasha and Sacha.


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is said of a person, as far as it is known. Empty is unknown, and never differs."""

    given_names: str = ""
    family_name: str = ""
    also_known_as: str = ""
    date_of_birth: date | None = None
    postcode: str = ""
    address: str = ""

    @property
    def is_nameless(self) -> bool:
        """Tell whether nobody could give a name: the place is what is left to find them by."""
        return not (self.given_names or self.family_name or self.also_known_as)

    @property
    def is_enough(self) -> bool:
        """Tell whether there is enough to look with: two things, or the place of the nameless."""
        said = (self.given_names, self.family_name, self.date_of_birth, self.postcode)
        return sum(map(bool, said)) >= NEEDED or bool(self.is_nameless and self.address)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What agrees between two descriptions and what does not, in words."""

    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    needed: int = NEEDED

    @property
    def is_worth_a_look(self) -> bool:
        """Tell whether a person should see the two side by side."""
        return len(self.agrees) >= self.needed


def compare(asked: Description, held: Description) -> Likeness:
    """Return how alike two descriptions are. Missing is not different."""
    findings = [
        _names("given name", asked.given_names, held.given_names, held.also_known_as),
        _names("family name", asked.family_name, held.family_name, held.also_known_as),
        _births(asked.date_of_birth, held.date_of_birth),
        _postcodes(asked.postcode, held.postcode),
    ]
    nameless = asked.is_nameless or held.is_nameless
    if nameless:
        findings.append(_places(asked.address, held.address))
    return Likeness(
        needed=1 if nameless else NEEDED,
        agrees=tuple(words for alike, words in findings if words and alike),
        differs=tuple(words for alike, words in findings if words and not alike),
    )


Finding = tuple[bool, str]
NOTHING: Finding = (False, "")


def _names(what: str, asked: str, *held: str) -> Finding:
    one, others = folded(asked), [folded(name) for name in held if name]
    if not one or not others:
        return NOTHING
    if one in others or any(set(one.split()) & set(other.split()) for other in others):
        return True, f"same {what}"
    if any(SequenceMatcher(None, one, other).ratio() >= NEARLY for other in others):
        return True, f"{what} nearly the same"
    return False, f"different {what}"


def _births(asked: date | None, held: date | None) -> Finding:
    if asked is None or held is None:
        return NOTHING
    if asked == held:
        return True, "same date of birth"
    if asked.year == held.year and (asked.month, asked.day) == (held.day, held.month):
        return True, "date of birth with day and month exchanged"
    digits = zip(f"{asked:%Y%m%d}", f"{held:%Y%m%d}", strict=True)
    if sum(one != other for one, other in digits) == 1:
        return True, "date of birth but for one digit"
    return False, "different date of birth"


def _postcodes(asked: str, held: str) -> Finding:
    one, other = (folded(text).replace(" ", "") for text in (asked, held))
    if not one or not other:
        return NOTHING
    return (True, "same postcode") if one == other else (False, "different postcode")


def _places(asked: str, held: str) -> Finding:
    one, other = folded(asked), folded(held)
    if not one or not other:
        return NOTHING
    if one == other:
        return True, "same address"
    if SequenceMatcher(None, one, other).ratio() >= NEARLY:
        return True, "address nearly the same"
    return False, "different address"
