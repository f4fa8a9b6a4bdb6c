"""Pairs of one person, found by our keys and weighed by our weights; how many of them are true."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from bench.matching.sets import Told
from frontdoor.people.matching import Description, keys, levels
from frontdoor.people.matching.model import Model, shipped

Pair = tuple[int, int]
VALUES = {
    "given_name": lambda said: said.given,
    "family_name": lambda said: said.family,
    "postcode": lambda said: said.post,
}
# Rows under one key that are taken as pairs: of the first round, and of the second, whose keys are
# many and say little.
MOST, FEW = 300, 20
AGAIN = 200


def frequencies(rows: Iterable[Told]) -> dict[str, dict[str, float]]:
    """Return how large a part of those who have a name or postcode have that one."""
    found: dict[str, dict[str, float]] = {}
    told = list(rows)
    for field, value in VALUES.items():
        counted = Counter(value(each.said) for each in told if value(each.said))
        found[field] = {each: count / counted.total() for each, count in counted.items()}
    return found


def weight(
    one: Description, other: Description, often: Mapping[str, Mapping[str, float]], model: Model
) -> float:
    """Return what all levels of two descriptions come to."""
    total = 0.0
    for field, level in levels.compare(one, other).items():
        if level:
            shared = level == "exact" and field in VALUES
            frequency = often[field].get(VALUES[field](one)) if shared else None
            total += model.weight(field, level, frequency)
    return total


def pairs(rows: list[Told], model: Model | None = None) -> dict[Pair, float]:
    """Return the weight of every pair of rows that share a key."""
    blocked = _together(rows, keys.first, MOST) | _together(rows, keys.second, FEW)
    often, weights = frequencies(rows), model or shipped()
    return {
        (one, other): weight(rows[one].said, rows[other].said, often, weights)
        for one, other in blocked
    }


def _together(rows: list[Told], words: Callable[[Description], list[str]], most: int) -> set[Pair]:
    under: dict[str, list[int]] = defaultdict(list)
    for number, told in enumerate(rows):
        for key in dict.fromkeys(words(told.said)):
            under[key].append(number)
    return {
        pair for found in under.values() if len(found) <= most for pair in combinations(found, 2)
    }


@dataclass(frozen=True)
class Best:
    """How well pairs are told apart at the best threshold, and between which bounds (95 %)."""

    f1: float
    precision: float
    recall: float
    low: float
    high: float
    blocking: float


def best(weights: Mapping[Pair, float], rows: list[Told]) -> Best:
    """Return the best F1 over all thresholds; its bounds by drawing people anew."""
    sizes = Counter(told.who for told in rows)
    true = sum(size * (size - 1) // 2 for size in sizes.values())
    ordered = sorted(weights, key=lambda pair: -weights[pair])
    right, top = 0, (0.0, 0.0, 0.0, 0.0)
    for count, (one, other) in enumerate(ordered, start=1):
        right += rows[one].who == rows[other].who
        f1 = 2 * right / (count + true)
        if f1 > top[0]:
            top = (f1, right / count, right / true, weights[one, other])
    low, high = _bounds(weights, rows, sizes, top[3])
    return Best(*top[:3], low, high, right / true)


def _bounds(
    weights: Mapping[Pair, float], rows: list[Told], sizes: Counter[str], least: float
) -> tuple[float, float]:
    found: dict[str, list[float]] = {who: [0.0, 0.0, n * (n - 1) / 2] for who, n in sizes.items()}
    for (one, other), each in weights.items():
        if each >= least:
            same = rows[one].who == rows[other].who
            # What is wrongly joined counts half for each of the two.
            for number in (one, other):
                found[rows[number].who][0 if same else 1] += 0.5
    told, draw, values = list(found.values()), random.Random(3), []
    for _ in range(AGAIN):
        right, wrong, true = map(sum, zip(*draw.choices(told, k=len(told)), strict=True))
        values.append(2 * right / (right + wrong + true))
    values.sort()
    return values[AGAIN // 40], values[-AGAIN // 40]
