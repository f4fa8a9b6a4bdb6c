"""Keys by which a record is found: equal numbers, and nothing that has to be compared.

Row-level security keeps an index for equality alone (decision "matching"). So everything that may
be spelt, ordered or typed differently is set aside before the number is made. A record stands
under the keys of both rounds; the second is asked for where the first brought nothing certain.
"""

from collections.abc import Iterator
from hashlib import blake2b

from frontdoor.people.matching.description import Description
from frontdoor.people.matching.names import root, sound

LONGEST = 8  # Letters of a name in which a slip is looked for: the rest seldom tells names apart.


def number(words: str) -> int:
    """Return a key as PostgreSQL keeps it: 64 bits with a sign."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def of(description: Description) -> list[int]:
    """Return every key under which a record stands, once each."""
    return numbers([*first(description), *second(description)])


def numbers(words: list[str]) -> list[int]:
    """Return keys as numbers, once each."""
    return [number(each) for each in dict.fromkeys(words)]


def first(said: Description) -> list[str]:
    """Return the keys that are always asked for: two things together, or one of few people."""
    return [*_names(said), *_births(said), *_places(said), *_numbers(said)]


def second(said: Description) -> list[str]:
    """Return the keys for what was misheard or mistyped: each name less any one letter."""
    words = list(dict.fromkeys(word for word in (said.given, _whole(said), *_loose(said)) if word))
    slips = [f"slip {each}" for word in words for each in _slips(word)]
    return [*(alone(word) for word in words), *slips, *_weak(said)]


def alone(name: str) -> str:
    """Return the key of a name alone: how often it stands tells how much it says."""
    return f"name {name}"


def place(postcode: str) -> str:
    """Return the key of a postcode alone."""
    return f"post {postcode}"


def line(number: str) -> str:
    """Return the key of a telephone number."""
    return f"phone {number}"


def address(words: frozenset[str]) -> str:
    """Return the key of a whole address, in whatever order its words are said."""
    return f"place {' '.join(sorted(words))}"


def _whole(said: Description) -> str:
    return said.family.replace(" ", "")


def _loose(said: Description) -> list[str]:
    """Return the names that stand beside given name and family name."""
    parts = said.family.split()
    return [*said.more, *(parts if len(parts) > 1 else ()), *said.others]


def _sounds(said: Description) -> list[str]:
    return sorted({sound(root(name)) for name in (said.given, _whole(said)) if name})


def _pairs(said: Description) -> Iterator[tuple[str, str]]:
    """Yield names two by two, in no order: given and family name may be exchanged."""
    given, family = [said.given, *said.more], [_whole(said), *_loose(said)]
    for one in filter(None, given):
        for other in filter(None, family):
            if one != other:
                yield (one, other) if one < other else (other, one)


def _names(said: Description) -> list[str]:
    pairs = list(dict.fromkeys(_pairs(said)))[:8]
    heard = [" ".join(sorted(sound(root(name)) for name in pair)) for pair in pairs]
    return [f"names {one} {other}" for one, other in pairs] + [f"heard {each}" for each in heard]


def _births(said: Description) -> list[str]:
    if not said.born:
        return []
    year, month, day = said.born[:4], said.born[4:6], said.born[6:]
    either = " ".join(sorted((month, day)))
    return [f"born {year} {either}", *(f"day {either} {each}" for each in _sounds(said))]


def _places(said: Description) -> list[str]:
    keys = []
    if said.post:
        sector = said.post[:-2]
        keys += [place(said.post), *(f"sector {sector} {each}" for each in _sounds(said))]
        keys += [f"sector {sector} {said.born[:4]}"] if said.born else []
    figures = sorted(word for word in said.place if word[0].isdigit())
    words = sorted((word for word in said.place if word.isalpha()), key=lambda w: (-len(w), w))
    keys += [f"door {figure} {word}" for figure in figures[:1] for word in words[:3]]
    return keys


def _weak(said: Description) -> list[str]:
    """Return keys of two things of which each says little."""
    keys = []
    if said.place:
        whole = address(said.place)
        keys += [whole, *(f"{whole} {each}" for each in _sounds(said))]
    if said.given and said.family:
        keys += [f"begin {sound(root(said.given))} {said.family[:3]}"]
    return keys


def _numbers(said: Description) -> list[str]:
    phone = [line(said.line)] if said.line else []
    return [*phone, *([f"nhs {said.nhs_number}"] if said.nhs_number else [])]


def _slips(word: str) -> list[str]:
    """Return a name as it begins, and that less any one of its letters."""
    begins = word[:LONGEST]
    return [begins, *(begins[:at] + begins[at + 1 :] for at in range(len(begins)))]
