"""Weighs many records against one description, each value once; the reasons come afterwards.

A search compares hundreds and shows a few. What `compare` says in words of those few this says of
all in two numbers, and they agree (tests/property/test_matching_laws.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from frontdoor.people.matching import description as said
from frontdoor.people.matching import levels
from frontdoor.people.matching.description import NEEDED, Description
from frontdoor.people.matching.judging import COUNTS, Frequencies
from frontdoor.people.matching.model import Model, shipped
from frontdoor.people.matching.words import ALIKE

# The columns of a record, in the order in which it is weighed and in which its reasons stand.
COLUMNS = (
    "given_names", "family_name", "also_known_as", "date_of_birth", "postcode", "address", "sex",
    "phone", "nhs_number",
)  # fmt: skip
Row = tuple[Any, ...]
Weighed = tuple[float, int]
NOTHING: Weighed = (0.0, 0)
# A bit for each thing that can agree: a record is worth a look where enough of them do.
BITS = {thing: 1 << number for number, thing in enumerate(dict.fromkeys(COUNTS.values()))}
PROVEN, NAMELESS = 1 << 10, 1 << 11
WORTH = [each.bit_count() >= NEEDED for each in range(1 << len(BITS))]
SEVERAL = len(WORTH) - 1


class Weighing:
    """What a description weighs with each record, as far as anything is known of both."""

    def __init__(
        self, asked: Description, frequencies: Frequencies, model: Model | None = None
    ) -> None:
        table = _table(model or shipped(), frequencies)
        same = levels.same
        self._names = _Names(asked, table)
        self._fields = [
            _Field(asked.born, said.born, levels.birth, table["date_of_birth"]),
            _Field(asked.post, said.post, levels.postcode, table["postcode"]),
            _Field(asked.place, said.place, levels.address, table["address"]),
            _Field(asked.gender, said.gender, same, table["sex"]),
            _Field(asked.line, said.line, same, table["phone"]),
            _Field(asked.nhs_number, str, same, table["nhs_number"]),
        ]

    def of(self, rows: Iterable[Row]) -> Iterator[tuple[Row, float, bool]]:
        """Return each record with what it weighs and whether it is worth a look.

        It is given by the number of a search, its own number, and its COLUMNS.
        """
        names, (births, posts, places, sexes, lines, numbers) = self._names, self._fields
        for each in rows:
            _, _, given, family, known, born, post, place, sex, line, number = each
            weight, things = names.of(given, family, known)
            if born:
                added, more = births[born]
                weight, things = weight + added, things | more
            if post:
                added, more = posts[post]
                weight, things = weight + added, things | more
            if place:
                added, more = places[place]
                weight, things = weight + added, things | more
            if sex:
                weight += sexes[sex][0]
            if line:
                added, more = lines[line]
                weight, things = weight + added, things | more
            if number:
                added, more = numbers[number]
                weight, things = weight + added, things | more
            yield each, weight, WORTH[things & SEVERAL] or bool(_is_enough(things))


def _is_enough(things: int) -> int:
    """Tell whether a number proves it, or one thing is enough because nobody could give a name."""
    return things & PROVEN or (things & NAMELESS and things & SEVERAL)


class _Names:
    """What the names of a record weigh: each name once, unless other names stand beside it."""

    def __init__(self, asked: Description, table: Mapping[str, Mapping[str, Weighed]]) -> None:
        self._asked, self._is_nameless = asked.names, asked.is_nameless
        self._given, self._family = table["given_name"], table["family_name"]
        self._apart = not asked.others
        self._givens: dict[str, tuple[float, int, bool]] = {}
        self._families: dict[str, tuple[float, int, bool]] = {}

    def of(self, given: str, family: str, known: str) -> Weighed:
        """Return what the names of a record weigh, and what of them agrees."""
        if known or not self._apart or not (given or family):
            return self._all(given, family, known)
        try:
            weight, things, is_theirs = self._givens[given]
        except KeyError:
            weight, things, is_theirs = self._of_given(given)
        try:
            added, more, is_mine = self._families[family]
        except KeyError:
            added, more, is_mine = self._of_family(family)
        if is_theirs and is_mine:
            return self._all(given, family, known)
        things |= more
        return weight + added, things | NAMELESS if self._is_nameless else things

    def _of_given(self, given: str) -> tuple[float, int, bool]:
        """Return what a given name weighs, and whether it is the family name that is asked for."""
        told = said.names(given, "", "")
        level = levels.given_of(self._asked, told)
        self._givens[given] = found = (*self._given[level], told.given == self._asked.family)
        return found

    def _of_family(self, family: str) -> tuple[float, int, bool]:
        """Return what a family name weighs, and whether it is the given name that is asked for."""
        told = said.names("", family, "")
        level = levels.family_of(self._asked, told)
        self._families[family] = found = (*self._family[level], told.family == self._asked.given)
        return found

    def _all(self, *told: str) -> Weighed:
        given, family = levels.names(self._asked, said.names(*told))
        weight, things = self._given[given]
        added, more = self._family[family]
        if self._is_nameless or not any(told):
            more |= NAMELESS
        if given == "exchanged":
            more |= BITS["family name"]
        return weight + added, things | more


class _Field(dict[Any, Weighed]):
    """What a value of a record weighs, worked out when it is first met."""

    def __init__(
        self,
        asked: Any,
        folded: Callable[[Any], Any],
        level: Callable[[Any, Any], str],
        table: Mapping[str, Weighed],
    ) -> None:
        super().__init__()
        self._asked, self._folded, self._level, self._table = asked, folded, level, table

    def __missing__(self, value: Any) -> Weighed:
        level = self._level(self._asked, self._folded(value)) if self._asked else ""
        self[value] = found = self._table[level]
        return found


def _table(model: Model, frequencies: Frequencies) -> dict[str, dict[str, Weighed]]:
    """Return what each level of each field weighs, as frequent as the shared value is."""
    usual = _usual(model)
    found = {
        field: usual[field]
        | {
            level: (model.weight(field, level, often), usual[field][level][1])
            for level in model.levels[field]
        }
        for field, often in frequencies.items()
    }
    return usual | found


@cache
def _usual(model: Model) -> dict[str, dict[str, Weighed]]:
    """Return what each level of each field weighs where nothing is known of how frequent it is."""
    return {
        field: {levels.UNKNOWN: NOTHING}
        | {level: (each.weight, _things(field, level)) for level, each in found.items()}
        for field, found in model.levels.items()
    }


def _things(field: str, level: str) -> int:
    """Return the bits of what agrees at a level."""
    if level not in ALIKE:
        return 0
    return PROVEN if field == "nhs_number" else BITS.get(COUNTS.get(field, ""), 0)
