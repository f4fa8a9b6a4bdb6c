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

    def of(self, rows: Iterable[Row]) -> Iterator[tuple[float, bool]]:
        """Return what each record weighs, given by its COLUMNS, and whether it is worth a look."""
        names, (births, posts, places, sexes, lines, numbers) = self._names, self._fields
        for given, family, known, born, post, place, sex, line, number in rows:
            weight, things = names[given, family, known]
            for of_field, value in (
                (births, born), (posts, post), (places, place), (sexes, sex), (lines, line),
                (numbers, number),
            ):  # fmt: skip
                if value:
                    added, more = of_field[value]
                    weight += added
                    things |= more
            yield weight, WORTH[things & SEVERAL] or bool(_is_enough(things))


def _is_enough(things: int) -> int:
    """Tell whether a number proves it, or one thing is enough because nobody could give a name."""
    return things & PROVEN or (things & NAMELESS and things & SEVERAL)


class _Names(dict[tuple[str, str, str], Weighed]):
    """What the names of a record weigh, worked out when they are first met."""

    def __init__(self, asked: Description, table: Mapping[str, Mapping[str, Weighed]]) -> None:
        super().__init__()
        self._asked, self._is_nameless = asked.names, asked.is_nameless
        self._given, self._family = table["given_name"], table["family_name"]

    def __missing__(self, told: tuple[str, str, str]) -> Weighed:
        given, family = levels.names(self._asked, said.names(*told))
        weight, things = self._given[given]
        added, more = self._family[family]
        if self._is_nameless or not any(told):
            more |= NAMELESS
        if given == "exchanged":
            more |= BITS["family name"]
        self[told] = found = (weight + added, things | more)
        return found


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
