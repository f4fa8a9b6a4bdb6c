"""How many of those who are asked for are found, beside comparing with everybody by one model."""

import os
from collections.abc import Iterable
from dataclasses import fields
from functools import partial
from heapq import nlargest
from multiprocessing import get_context

from bench.matching import costs, database, scoring
from bench.matching.sets import Labelled, Told
from bench.table import Row, row
from frontdoor.people.matching import Description
from frontdoor.people.matching.weighing import COLUMNS, Weighing
from frontdoor.people.searching import search

BRUTE = int(os.environ.get("BRUTE", "300"))
COMPARED = 30_000_000  # Records that are compared for one set at most: some minutes.
assert {each.name for each in fields(Description)} == set(COLUMNS)


def places(hub: int, who: dict[int, str], asked: Iterable[Told]) -> list[int]:
    """Return at which place each was found; 0 where they were not."""
    found = []
    with database.inside(hub):
        for told in asked:
            matches = search(told.said, hub_id=hub)
            right = (n for n, each in enumerate(matches, 1) if who[each.person_id] == told.who)
            found.append(next(right, 0))
    return found


def rows(name: str, held: list[Told], asked: list[Told], found: list[int]) -> list[Row]:
    """Return recall at 1 and at 10, and the same against comparing with everybody."""
    few = asked[: max(10, min(BRUTE, COMPARED // len(held)))]
    brute = _brute(held, few)
    made = []
    for most in (1, 10):
        made.append(
            row(
                f"{name}: recall at {most} (n={len(found)}, {bounds(found, most)})",
                part(found, most), "of those asked for",
            )
        )  # fmt: skip
        ours = part(found[: len(brute)], most)
        pairs = list(zip(found, brute, strict=False))
        against = (
            f"{name}: recall at {most} beside comparing with all"
            f" (n={len(brute)}, difference {_apart(pairs, most)})"
        )
        made.append(row(against, ours, "", peer="all compared", peer_value=part(brute, most)))
        print(against, ours, part(brute, most), flush=True)
    return made


def part(places: list[int], most: int) -> float:
    """Return how many of all are among the first so many."""
    return sum(0 < place <= most for place in places) / len(places)


def bounds(places: list[int], most: int) -> str:
    """Return between which bounds recall is, in 95 of 100 draws."""
    return costs.bounds([float(0 < place <= most) for place in places], _mean)


def _apart(pairs: list[tuple[int, int]], most: int) -> str:
    """Return between which bounds we are above or below comparing with all."""
    apart = [float(0 < mine <= most) - float(0 < all_of <= most) for mine, all_of in pairs]
    return costs.bounds(apart, _mean)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _brute(held: list[Told], asked: list[Told]) -> list[int]:
    """Compare each with everybody, by as many processes as there are cores."""
    often = scoring.frequencies(held)
    said = [
        (0, number, *(getattr(told.said, column) for column in COLUMNS))
        for number, told in enumerate(held)
    ]
    work = partial(_place, held, said, often)
    # What is forked sees this without a copy, and it could not be sent.
    global _work  # noqa: PLW0603
    _work = lambda at: work(asked[at])  # noqa: E731
    with get_context("fork").Pool(os.cpu_count()) as pool:
        return pool.map(_at, range(len(asked)), chunksize=1)


def _at(at: int) -> int:
    return _work(at)


def _place(
    held: list[Told],
    said: list[tuple[object, ...]],
    often: dict[str, dict[str, float]],
    told: Told,
) -> int:
    shared = {
        field: often[field][value]
        for field, of in scoring.VALUES.items()
        if (value := of(told.said)) in often[field]
    }
    weighed = ((weight, each[1]) for each, weight, _ in Weighing(told.said, shared).of(said))
    best = nlargest(10, weighed)
    return next((n for n, (_, each) in enumerate(best, 1) if held[each].who == told.who), 0)


def of_set(labelled: Labelled, *, most: int) -> list[Row]:
    """Return the recall of a labelled set, held in a hub of its own."""
    hub, who = database.load(labelled.name[:40], labelled.held)
    known = {told.who for told in labelled.held}
    asked = [told for told in labelled.asked if told.who in known][: max(most, BRUTE)]
    return rows(labelled.name, labelled.held, asked, places(hub, who, asked))
