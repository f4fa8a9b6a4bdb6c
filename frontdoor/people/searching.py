"""Asks the register whether a person is known: records that share keys, ranked by their weight.

One is asked for as many are: what a list of hundreds finds is what each of its rows would find.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from frontdoor.kernel.together import Asked, Rows, together
from frontdoor.people import matching
from frontdoor.people.matching import Description, Likeness, keys
from frontdoor.people.matching.model import shipped
from frontdoor.people.matching.weighing import COLUMNS, Row, Weighing
from frontdoor.people.models import Person
from frontdoor.people.vocabulary import Reached

Pair = tuple[Description, Description]
FEW, MANY = 50, 200  # Records that are compared in the first round, and in the second.
# Records under one key that are looked at: a key of more says little, and those of the second round
# are many.
MOST, MOST_AGAIN = 500, 200
COUNTED = 2_000  # As far as the people of one name are counted.
# As if so many others stood in each register: in a small one no name is as rare as it seems there.
OTHERS = 2_000
AGAIN = 1_000  # Searches after which the size of a register is counted anew.
PAGES = 500  # Pages of a table by which a size is judged: a larger one is not read through.
AT_ONCE = 100  # Rows of a list that go in one message.
COUNTS = -1  # What a row that counts has in the place of the number of a row of the list.

BESIDE = 20  # Other addresses, and other numbers, by which one record is compared.


def _few(**instead: str) -> str:
    """Return the columns of a record, some of them from what else is held of it."""
    return ", ".join(["few.row", "few.id", *(instead.get(each, f"few.{each}") for each in COLUMNS)])


# Whatever shares a key, those first that share rare ones. Hub and key are compared by plain
# equality, so that the index is used behind the wall as well (test_found_by_keys.py). Values stand
# in questions of their own: to PostgreSQL all are alike then, and it keeps one plan for them. A
# record is compared once more for each other address and number that is held: it was found by them
# as well.
_ROUND = f"""
WITH under AS MATERIALIZED (
    SELECT asked.row, (
        SELECT array_agg(few.person_id) FROM (
            SELECT k.person_id FROM people_matchkey k
            WHERE k.hub_id = (SELECT %s::bigint) AND k.key = asked.key LIMIT {{deep}}
        ) few
    ) AS found FROM unnest((SELECT %s::int[]), (SELECT %s::bigint[])) asked (row, key)
), near AS (
    SELECT row, person_id, row_number() OVER (
        PARTITION BY row ORDER BY sum(says) DESC, person_id DESC
    ) AS place
    FROM (
        SELECT row, unnest(found) AS person_id, 1 / (1 + ln(cardinality(found))) AS says
        FROM under WHERE found IS NOT NULL
    ) each GROUP BY row, person_id
), few AS (
    SELECT near.row, p.id, {", ".join(f"p.{column}" for column in COLUMNS)}
    FROM near JOIN people_person p ON p.id = near.person_id AND p.hub_id = (SELECT %s::bigint)
    WHERE near.place <= {{most}}
)
SELECT * FROM few
UNION ALL SELECT {_few(postcode="r.postcode", address="r.address")}
FROM few CROSS JOIN LATERAL (
    SELECT r.postcode, r.address FROM people_residence r
    WHERE r.person_id = few.id AND r.address || r.postcode <> '' LIMIT {BESIDE}
) r
UNION ALL SELECT {_few(phone="n.value")}
FROM few CROSS JOIN LATERAL (
    SELECT n.value FROM people_number n
    WHERE n.person_id = few.id AND n.kind <> '{Reached.EMAIL}' LIMIT {BESIDE}
) n
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.

# How many records stand under each of these keys, as rows like those above: so both are one answer.
_COUNTS = f"""
SELECT {COUNTS}, asked.key, (SELECT count(*) FROM (SELECT FROM people_matchkey k
    WHERE k.hub_id = (SELECT %s::bigint) AND k.key = asked.key LIMIT {COUNTED}
) found)::text{", NULL" * (len(COLUMNS) - 1)} FROM unnest((SELECT %s::bigint[])) asked (key)
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.
_FIRST = f"{_ROUND.format(deep=MOST, most=FEW)} UNION ALL {_COUNTS}"
_SECOND = _ROUND.format(deep=MOST_AGAIN, most=MANY)
# How many there are in the hub, judged by some of the pages where there are many.
_SIZE = f"""
WITH part AS (
    SELECT least(100, 100.0 * {PAGES} / greatest(relpages, 1)) AS percent
    FROM pg_class WHERE oid = 'people_person'::regclass
)
SELECT count(*) * 100 / (SELECT percent FROM part)
FROM people_person TABLESAMPLE SYSTEM ((SELECT percent FROM part)) REPEATABLE (1)
WHERE hub_id = %s
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.


class Match:
    """A record that may be the person asked for, by its number; why, where somebody wants to know.

    Its weight orders it, and its likeness says the same in words.
    """

    __slots__ = ("_likeness", "_said", "_search", "is_worth_a_look", "person_id", "weight")

    def __init__(self, search: "_Search", row: Row, weight: float, is_worth_a_look: bool) -> None:
        self.person_id: int = row[1]
        self.weight, self.is_worth_a_look = weight, is_worth_a_look
        self._search, self._said = search, row
        self._likeness: Likeness | None = None

    @property
    def likeness(self) -> Likeness:
        """Return what agrees and what does not, with the reasons."""
        if self._likeness is None:
            self._likeness = self._search.likeness(self._said[2:])
        return self._likeness


def described(person: Person) -> Description:
    """Return what is said of a person, for comparing."""
    return Description(**{column: getattr(person, column) for column in COLUMNS})


def search(asked: Description, *, hub_id: int, without: Collection[int] = ()) -> list[Match]:
    """Return the records of a hub that may be that person, the likeliest first.

    Nothing is joined, and everything that was compared is returned: no weight hides a record.
    Whoever asks gets what they may see, and no more.
    """
    [found] = _searched([_Search(asked, without=without)], hub_id=hub_id)
    return found


def search_many(asked: Sequence[Description], *, hub_id: int) -> list[list[Match]]:
    """Return for each row of a list what `search` would find, in a few statements for all."""
    return [
        found
        for at in range(0, len(asked), AT_ONCE)
        for found in _searched([_Search(each) for each in asked[at : at + AT_ONCE]], hub_id=hub_id)
    ]


def likenesses(pairs: Sequence[Pair], *, hub_id: int) -> list[Likeness]:
    """Return how alike the two of each pair are, as a search of that hub would say it."""
    searches = [_Search(one) for one, _ in pairs]
    together(*_sizes.due(hub_id), counts(searches, hub_id=hub_id))
    return [
        search.likeness(tuple(getattr(other, column) for column in COLUMNS))
        for search, (_, other) in zip(searches, pairs, strict=True)
    ]


def _searched(searches: "list[_Search]", *, hub_id: int) -> list[list[Match]]:
    """Go through both rounds, the second for those alone who are not found for certain."""
    together(*_sizes.due(hub_id), first(searches, hub_id=hub_id))
    doubtful = [search for search in searches if not search.is_certain]
    if doubtful:
        together(second(doubtful, hub_id=hub_id))
    return [search.matches() for search in searches]


def counts(searches: "list[_Search]", *, hub_id: int) -> Asked:
    """Return the question how common the names and the postcodes are."""
    learn = partial(_learn, searches, hub_id)
    return Asked(_COUNTS, (hub_id, _alone(searches)), take=learn)


def first(searches: "list[_Search]", *, hub_id: int) -> Asked:
    """Return the question which records share a key that says much, and how common names are."""
    alone = _alone(searches)

    def take(rows: Rows) -> None:
        # What is counted comes last, and weighs all others.
        found = len(rows) - len(alone)
        _learn(searches, hub_id, rows[found:])
        _compare(searches, rows[:found])

    asked = _asked(searches, keys.first, hub_id)
    return Asked(_FIRST, (*asked, hub_id, alone), take=take)


def second(searches: "list[_Search]", *, hub_id: int) -> Asked:
    """Return the question which records share a key of what may be misheard or mistyped."""
    asked = _asked(searches, keys.second, hub_id)
    return Asked(_SECOND, asked, take=partial(_compare, searches))


def _asked(
    searches: "list[_Search]", words: Callable[[Description], list[str]], hub_id: int
) -> tuple[Any, ...]:
    """Return the values of a round: the numbers of rows, and beside them the keys of each."""
    asked = [
        (row, key)
        for row, search in enumerate(searches)
        for key in keys.numbers(words(search.asked))
    ]
    return (hub_id, *([each[place] for each in asked] for place in (0, 1)), hub_id)


def _alone(searches: "list[_Search]") -> list[int]:
    return list({key for search in searches for key in search.alone})


def _learn(searches: "list[_Search]", hub_id: int, rows: Rows) -> None:
    """Let searches weigh by how common names are. Of one that most have, the count ends early: then
    what is usual is taken instead.
    """
    size = _sizes.of(hub_id)
    counted = ((row[1], int(row[2])) for row in rows)
    rare = {key: (count + 1) / size for key, count in counted if count < COUNTED}
    for search in searches:
        search.weigh_by(rare)


def _compare(searches: "list[_Search]", rows: Rows) -> None:
    if len(searches) == 1:
        searches[0].compare(rows)
        return
    found: dict[int, Rows] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    for number, own in found.items():
        searches[number].compare(own)


class _Search:
    """One search: who is asked for, how common their names are, and what was found."""

    def __init__(self, asked: Description, *, without: Collection[int] = ()) -> None:
        self.asked, self._without = asked, frozenset(without)
        told = (
            ("given_name", asked.given, keys.alone),
            ("family_name", asked.family.replace(" ", ""), keys.alone),
            ("postcode", asked.post, keys.place),
        )
        self.alone = {keys.number(key(value)): field for field, value, key in told if value}
        self._often: Mapping[str, float] = {}
        self._found: dict[int, Match] = {}
        self._weighing: Weighing | None = None

    def weigh_by(self, rare: Mapping[int, float]) -> None:
        """Weigh by how large a part of the register has each name and postcode."""
        self._often = {field: rare[key] for key, field in self.alone.items() if key in rare}

    def compare(self, rows: Rows) -> None:
        """Compare records: the number of the search, of the record, and its columns.

        Of several addresses or numbers of one record, that which agrees best says what it weighs.
        """
        found, without = self._found, self._without
        new = [row for row in rows if row[1] not in found and row[1] not in without]
        if self._weighing is None:
            self._weighing = Weighing(self.asked, self._often)
        best: dict[int, tuple[bool, float]] = {}
        for row, weight, is_worth in self._weighing.of(new):
            number = row[1]
            if number not in best or best[number] < (is_worth, weight):
                best[number] = (is_worth, weight)
                found[number] = Match(self, row, weight, is_worth)

    @property
    def is_certain(self) -> bool:
        """Tell whether a record was found that leaves hardly a doubt."""
        certain = shipped().certain_from
        return any(match.weight >= certain for match in self._found.values())

    def matches(self) -> list[Match]:
        """Return what was found, the likeliest first."""
        return sorted(self._found.values(), key=lambda match: (-match.weight, -match.person_id))

    def likeness(self, said: Row) -> Likeness:
        """Return what agrees between who is asked for and a record, and what does not."""
        held = Description(**dict(zip(COLUMNS, said, strict=True)))
        return matching.compare(self.asked, held, frequencies=self._often)


class _Sizes:
    """How many people each hub has, as this process last counted them: near is near enough."""

    def __init__(self) -> None:
        self._known: dict[int, list[int]] = {}

    def due(self, hub_id: int) -> list[Asked]:
        """Return the question how many there are, where it has to be asked for once more."""
        known = self._known.get(hub_id)
        if known and known[1] > 0:
            known[1] -= 1
            return []
        return [Asked(_SIZE, (hub_id,), take=lambda rows: self._learn(hub_id, rows))]

    def of(self, hub_id: int) -> int:
        """Return the size that is known, as if so many others stood there too."""
        return self._known[hub_id][0] + OTHERS

    def _learn(self, hub_id: int, rows: Rows) -> None:
        self._known[hub_id] = [int(rows[0][0]), AGAIN]


_sizes = _Sizes()
