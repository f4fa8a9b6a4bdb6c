"""Asks the register whether a person is known: records that share keys, ranked by their weight."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from frontdoor.kernel.together import Asked, Rows, together
from frontdoor.people import matching
from frontdoor.people.matching import Description, Likeness, keys
from frontdoor.people.matching.model import shipped
from frontdoor.people.models import Person

FEW, MANY = 100, 200  # Records that are compared in the first round, and in the second.
MOST = 2_000  # Records under one key that are looked at: a key of more says little.
# As if so many others stood in each register: in a small one no name is as rare as it seems there.
OTHERS = 2_000
AGAIN = 1_000  # Searches after which the size of a register is counted anew.

COLUMNS = (
    "given_names", "family_name", "also_known_as", "date_of_birth", "sex", "postcode", "address",
    "phone", "nhs_number",
)  # fmt: skip

# Whatever shares a key, those first that share rare ones. Hub and key are compared by plain
# equality, so that the index is used behind the wall as well (test_found_by_keys.py).
_ROUND = f"""
WITH near AS (
    SELECT under.person_id, sum(under.says) AS says
    FROM unnest(%s::bigint[]) asked (key) CROSS JOIN LATERAL (
        SELECT person_id, 1 / (1 + ln(count(*) OVER ())) AS says FROM (
            SELECT k.person_id FROM people_matchkey k
            WHERE k.hub_id = %s AND k.key = asked.key LIMIT {MOST}
        ) found
    ) under
    WHERE under.person_id <> ALL (%s)
    GROUP BY under.person_id ORDER BY says DESC, under.person_id DESC LIMIT %s
)
SELECT p.id, {", ".join(f"p.{column}" for column in COLUMNS)}
FROM near JOIN people_person p ON p.id = near.person_id AND p.hub_id = %s
"""  # noqa: S608  Its names are ours.

# How many records stand under each of these keys, and how many there are in the hub.
_COUNTS = f"""
SELECT asked.key, (SELECT count(*) FROM (
    SELECT FROM people_matchkey k WHERE k.hub_id = %s AND k.key = asked.key LIMIT {MOST}
) found) FROM unnest(%s::bigint[]) asked (key)
UNION ALL
SELECT NULL, CASE WHEN %s THEN (SELECT count(*) FROM people_person WHERE hub_id = %s) END
"""  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Match:
    """A record that may be the person asked for, by its number, and why."""

    person_id: int
    likeness: Likeness


def described(person: Person) -> Description:
    """Return what is said of a person, for comparing."""
    return Description(**{column: getattr(person, column) for column in COLUMNS})


def search(asked: Description, *, hub_id: int, without: Collection[int] = ()) -> list[Match]:
    """Return the records of a hub that may be that person, the likeliest first.

    Nothing is joined, and everything that was compared is returned: no weight hides a record.
    Whoever asks gets what they may see, and no more.
    """
    search = _Search(asked, hub_id=hub_id, without=list(without))
    together(search.counts(), search.round(keys.first(asked), most=FEW))
    if not search.is_certain():
        together(search.round(keys.second(asked), most=MANY))
    return sorted(search.matches(), key=lambda match: (-match.likeness.weight, -match.person_id))


class _Search:
    """One search: who is asked for, how common their names are, and what was found."""

    def __init__(self, asked: Description, *, hub_id: int, without: list[int]) -> None:
        self.asked, self.hub_id, self.without = asked, hub_id, without
        self.frequencies: dict[str, float] = {}
        self.found: dict[int, Likeness] = {}

    def counts(self) -> Asked:
        """Return the question how common the names and the postcode are."""
        values = (self.hub_id, list(self._alone()), _sizes.is_due(self.hub_id), self.hub_id)
        return Asked(_COUNTS, values, take=self._counted)

    def round(self, words: list[str], *, most: int) -> Asked:
        """Return the question which records stand under these keys."""
        besides = [*self.without, *self.found]
        values = (keys.numbers(words), self.hub_id, besides, most, self.hub_id)
        return Asked(_ROUND, values, take=self._compared)

    def is_certain(self) -> bool:
        """Tell whether a record was found that leaves hardly a doubt."""
        certain = shipped().certain_from
        return any(likeness.weight >= certain for likeness in self.found.values())

    def matches(self) -> list[Match]:
        """Return what was found."""
        return [Match(person_id=number, likeness=each) for number, each in self.found.items()]

    def _alone(self) -> dict[int, str]:
        told = (
            ("given_name", self.asked.given, keys.alone),
            ("family_name", self.asked.family.replace(" ", ""), keys.alone),
            ("postcode", self.asked.post, keys.place),
        )
        return {keys.number(key(value)): field for field, value, key in told if value}

    def _counted(self, rows: Rows) -> None:
        fields, counted = self._alone(), {key: count for key, count in rows}  # noqa: C416
        size = _sizes.learnt(self.hub_id, counted.pop(None)) + OTHERS
        for key, count in counted.items():
            # Of a name that most have, the count ends early: then what is usual is taken instead.
            if count < MOST:
                self.frequencies[fields[key]] = (count + 1) / size

    def _compared(self, rows: Rows) -> None:
        for number, *said in rows:
            held = Description(**dict(zip(COLUMNS, said, strict=True)))
            self.found[number] = matching.compare(self.asked, held, frequencies=self.frequencies)


class _Sizes:
    """How many people each hub has, as this process last counted them: near is near enough."""

    def __init__(self) -> None:
        self._known: dict[int, list[int]] = {}

    def is_due(self, hub_id: int) -> bool:
        """Tell whether the size has to be counted, for the first time or anew."""
        return self._known.get(hub_id, [0, 0])[1] <= 0

    def learnt(self, hub_id: int, counted: Any) -> int:
        """Return the size, and remember it where it was counted."""
        if counted is not None:
            self._known[hub_id] = [int(counted), AGAIN]
        self._known[hub_id][1] -= 1
        return self._known[hub_id][0]


_sizes = _Sizes()
