"""How alike two words are, by their letters."""

from collections.abc import Callable

try:
    from rapidfuzz.distance import JaroWinkler

    jaro_winkler: Callable[[str, str], float] = JaroWinkler.similarity
except ModuleNotFoundError:
    # Where no wheel of it fits the machine: the same figure, a good deal later.
    def jaro_winkler(one: str, other: str) -> float:
        """Return how alike two words are, from 0 to 1."""
        return winkler(one, other)


BOOSTED = 0.7  # Words less alike than this gain nothing by how they begin (Winkler, 1990).
LETTER = 0.1  # What each of the first four letters is worth, where they are the same.


def winkler(one: str, other: str) -> float:
    """Return the Jaro-Winkler similarity of two words, from 0 to 1."""
    jaro = _jaro(one, other)
    same = next((at for at in range(4) if one[at : at + 1] != other[at : at + 1]), 4)
    same = min(same, len(one), len(other))
    return jaro + same * LETTER * (1 - jaro) if jaro > BOOSTED else jaro


def _jaro(one: str, other: str) -> float:
    if not one or not other:
        return float(one == other)
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    left: list[str | None] = list(other)
    mine = []
    for at, letter in enumerate(one):
        near = range(max(0, at - reach), min(len(other), at + reach + 1))
        met = next((place for place in near if left[place] == letter), None)
        if met is not None:
            left[met] = None
            mine.append(letter)
    theirs = [letter for letter, still in zip(other, left, strict=True) if still is None]
    if not mine:
        return 0.0
    met, crossed = len(mine), sum(a != b for a, b in zip(mine, theirs, strict=True)) // 2
    return (met / len(one) + met / len(other) + (met - crossed) / met) / 3


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter: another, missing, added, or two exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    begins = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if begins is None:
        return True
    rest, others = one[begins:], other[begins:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[1::-1] == others[:2] and rest[2:] == others[2:])
    )
