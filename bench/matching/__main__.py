"""`make bench-matching`: how well and how fast people are found, beside peers, in one run.

SIZES names the generated registers (100000; a million takes half an hour and 5 GB), QUERIES how
many people are asked for in each. Figures go to bench/results/matching.json. What tuned and what
tested is said in sets.py. The machine is shared: trust the ratios.
"""

import gc
import json
import logging
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from heapq import nlargest
from importlib.metadata import version

import django

django.setup()
logging.getLogger("splink").setLevel(logging.ERROR)

from bench.matching import database, peers, register, scoring, sets
from bench.matching.sets import Labelled, Told
from bench.table import Row, row, seconds, show, side_by_side, write
from frontdoor.people.matching import Band
from frontdoor.people.matching.model import shipped
from frontdoor.people.searching import search, search_many

SIZES = [int(size) for size in os.environ.get("SIZES", "100000").split(",")]
QUERIES = int(os.environ.get("QUERIES", "1000"))
BRUTE = int(os.environ.get("BRUTE", "300"))
SLOW = int(os.environ.get("SLOW", "30"))  # Searches by peers that take long.
AGAIN = 1000
LISTED = 500  # Rows of a list.


def main() -> None:
    """Measure, write bench/results/matching.json and print the table."""
    rows: list[Row] = []
    for labelled in sets.searched():
        rows += _found(labelled)
    for size in SIZES:
        rows += _timed(register.invent(size, asked=QUERIES))
        write("matching", rows)
    rows += _pairs()
    rows.append(row("weights beside Splink's, the largest difference", peers.parity(), ""))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows.append(row("peak memory of this bench, peers included", peak, "MB"))
    packages = ["splink", "duckdb", "recordlinkage", "rapidfuzz", "psycopg"]
    print(shipped().version, platform.machine(), {name: version(name) for name in packages})
    write("matching", rows)
    show(rows)


def _places(hub: int, who: dict[int, str], asked: Iterable[Told]) -> list[int]:
    """Return at which place each was found; 0 where they were not."""
    places = []
    with database.inside(hub):
        for told in asked:
            found = search(told.said, hub_id=hub)
            right = (n for n, each in enumerate(found, 1) if who[each.person_id] == told.who)
            places.append(next(right, 0))
    return places


def _part(places: list[int], most: int) -> float:
    return sum(0 < place <= most for place in places) / len(places)


def _bounds(places: list[int], most: int) -> str:
    """Return between which bounds recall is, in 95 of 100 draws."""
    draw = random.Random(5)
    found = sorted(_part(draw.choices(places, k=len(places)), most) for _ in range(AGAIN))
    return f"{found[AGAIN // 40]:.4f} to {found[-AGAIN // 40]:.4f}"


def _found(labelled: Labelled) -> list[Row]:
    """Measure recall, and the same against comparing with everybody, with one model."""
    hub, who = database.load(labelled.name[:40], labelled.held)
    known = {told.who for told in labelled.held}
    asked = [told for told in labelled.asked if told.who in known][: max(QUERIES, BRUTE)]
    places = _places(hub, who, asked)
    brute = _brute(labelled.held, asked[:BRUTE])
    rows = []
    for most in (1, 10):
        ours, all_of_them = _part(places[:BRUTE], most), _part(brute, most)
        name = f"{labelled.name}: recall at {most} (n={len(places)}, {_bounds(places, most)})"
        rows.append(row(name, _part(places, most), "of those asked for"))
        against = f"{labelled.name}: recall at {most} beside comparing with all (n={len(brute)})"
        rows.append(row(against, ours, "", peer="all compared", peer_value=all_of_them))
        print(against, ours, all_of_them, flush=True)
    return rows


def _brute(held: list[Told], asked: list[Told]) -> list[int]:
    often, model, places = scoring.frequencies(held), shipped(), []
    for told in asked:
        weighed = ((scoring.weight(told.said, each.said, often, model), n)
                   for n, each in enumerate(held))  # fmt: skip
        best = nlargest(10, weighed)
        right = (n for n, (_, each) in enumerate(best, 1) if held[each].who == told.who)
        places.append(next(right, 0))
    return places


def _timed(invented: register.Invented) -> list[Row]:
    """Measure recall by origin of name, time beside peers, and who is shown in vain."""
    before = database.size()
    hub, who = database.load(f"generated {len(invented.held)}", invented.held)
    taken = {name: value - before[name] for name, value in database.size().items()}
    keys = [row(f"{invented.name}: keys, {name}", value, "") for name, value in taken.items()]
    return [*keys, *_measured(hub, who, invented)]


def _measured(hub: int, who: dict[int, str], invented: register.Invented) -> list[Row]:
    # What the bench holds of a million people is no part of a search: it is not gone through again.
    gc.collect()
    gc.freeze()
    places = _places(hub, who, invented.asked)
    rows = [
        row(f"{invented.name}: recall at {most} ({_bounds(places, most)})", _part(places, most), "")
        for most in (1, 10)
    ]
    rows += _origins(invented, places)
    rows += _strangers(hub, invented)
    rows += _times(hub, invented)
    rows += _list(hub, invented)
    rows += _whole(hub, invented.name)
    return rows


def _origins(invented: register.Invented, places: list[int]) -> list[Row]:
    british = [invented.origins[told.who] == "british" for told in invented.asked]
    parts = [
        [place for place, each in zip(places, british, strict=True) if each is wanted]
        for wanted in (True, False)
    ]
    [here, elsewhere] = [_part(each, 10) for each in parts]
    name = f"{invented.name}: recall at 10, names from elsewhere (n={len(parts[1])})"
    return [row(name, elsewhere, "", peer="British names", peer_value=here)]


def _strangers(hub: int, invented: register.Invented) -> list[Row]:
    shown = dict.fromkeys((Band.SAME, Band.PROBABLY), 0)
    with database.inside(hub):
        for told in invented.strangers:
            for match in search(told.said, hub_id=hub)[:1]:
                band = match.likeness.band
                if band in shown:
                    shown[band] += 1
    count = len(invented.strangers)
    return [
        row(f"{invented.name}: not held, and shown as {band} (n={count})", each / count, "")
        for band, each in shown.items()
    ]


def _times(hub: int, invented: register.Invented) -> list[Row]:
    with database.inside(hub):
        ours = _each(partial(_search, hub), invented.asked)
    rows = [
        row(f"{invented.name}: one search, {name}", figure, "ms")
        for name, figure in (
            ("median", statistics.median(ours)), ("p95", _quantile(ours, 95)),
            ("p99", _quantile(ours, 99)),
        )
    ]  # fmt: skip
    few = invented.asked[:SLOW]
    for peer, work in (
        ("HMPPS shape", peers.hmpps_search(invented.held)),
        ("Splink predict_between", peers.splink_search(invented.held)),
    ):
        with database.inside(hub):
            both = (partial(_search, hub), work)
            pairs = [[_one(partial(each, told)) for each in both] for told in few][3:]
        mine, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
        name = f"{invented.name}: one search in turns, median"
        rows.append(row(name, mine, "ms", peer=peer, peer_value=theirs, less_is_better=True))
    return rows


def _list(hub: int, invented: register.Invented) -> list[Row]:
    """Measure a list of hundreds, in turns with Splink."""
    told = invented.asked[:LISTED]
    theirs = peers.splink_list(invented.held)
    with database.inside(hub):
        works = (
            partial(search_many, [each.said for each in told], hub_id=hub),
            partial(theirs, told),
        )
        [mine, splink] = side_by_side(*works, repeats=3)
    name = f"{invented.name}: a list of {len(told)} rows"
    return [row(name, mine, "s", peer="Splink predict_between", peer_value=splink,
                less_is_better=True)]  # fmt: skip


def _whole(hub: int, name: str) -> list[Row]:
    """Measure going through all for duplicates."""
    command = [sys.executable, "-m", "bench.matching.whole", str(hub)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        row(f"{name}: duplicates of all, {what}", value, "")
        for what, value in json.loads(said).items()
    ]


def _search(hub: int, told: Told) -> object:
    return search(told.said, hub_id=hub)


def _one(work: Callable[[], object]) -> float:
    return seconds(work) * 1000


def _each(work: Callable[[Told], object], asked: list[Told]) -> list[float]:
    for told in asked[:20]:
        work(told)
    return [_one(partial(work, told)) for told in asked]


def _quantile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100)[part - 1]


def _pairs() -> list[Row]:
    """Measure F1 by pair, beside Splink and recordlinkage, each as it does best by itself."""
    rows = []
    for name, told in sets.paired().items():
        ours = scoring.best(scoring.pairs(told), told)
        bounds = f"{ours.low:.4f} to {ours.high:.4f}"
        rows.append(row(f"{name}: precision", ours.precision, ""))
        rows.append(
            row(f"{name}: recall of pairs ({ours.blocking:.4f} share a key)", ours.recall, "")
        )
        for peer, work in (("Splink", peers.splink_pairs),
                           ("recordlinkage", peers.recordlinkage_pairs)):  # fmt: skip
            theirs = work(told)
            label = f"{name}: F1 by pair ({bounds}; {peer} {theirs.low:.4f} to {theirs.high:.4f})"
            rows.append(row(label, ours.f1, "", peer=peer, peer_value=theirs.f1))
            print(label, ours.f1, theirs.f1, flush=True)
    return rows


if __name__ == "__main__":
    main()
