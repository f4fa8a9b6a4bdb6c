"""`make bench-matching`: how well and how fast people are found, beside peers, in one run.

SIZES names the generated registers (100000; a million takes a quarter of an hour and 6 GB), QUERIES
how many people are asked for in each. LABELLED=file.csv has a set of one's own searched too: it has
the column `who`, those of `Description`, and `side` (held or asked) where that is decided. Figures
go to bench/results/matching.json after each part; PARTS=generated measures those alone whose name
has that word. What tuned and what tested is said in sets.py.
Where the machine is busy, trust processor times, and ratios of what was measured in turns.
"""

import logging
import os
import platform
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version

import django

django.setup()
logging.getLogger("splink").setLevel(logging.ERROR)

from bench.matching import peers, recall, register, scoring, sets, speed
from bench.matching.scoring import Best
from bench.matching.sets import Told
from bench.matching.speed import Work
from bench.table import Row, row, show, write
from frontdoor.people.matching.model import shipped

SIZES = [int(size) for size in os.environ.get("SIZES", "100000").split(",") if size]
QUERIES = int(os.environ.get("QUERIES", "1000"))
LABELLED = os.environ.get("LABELLED", "")
PARTS = os.environ.get("PARTS", "")
PACKAGES = ["splink", "duckdb", "recordlinkage", "rapidfuzz", "psycopg"]


def main() -> int:
    """Measure, write bench/results/matching.json and print the table.

    A part that fails is told and leaves the others.
    """
    made: list[Row] = []
    failed, began = [], time.monotonic()
    for name, part in ((name, part) for name, part in _parts() if PARTS in name):
        before = os.getloadavg()[0]
        try:
            for rows in part():
                made += rows
                write("matching", made)
        except Exception:
            traceback.print_exc()
            failed.append(name)
        load = f"load of the machine's {os.cpu_count()} cores, before"
        made.append(row(f"{name}: {load}", before, "", peer="after", peer_value=os.getloadavg()[0]))
        print(f"{name}: done after {time.monotonic() - began:.0f} s", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    made.append(row("peak memory of this bench, peers included", peak, "MB", packages=PACKAGES))
    print(f"weights {shipped().version}", platform.machine(), {n: version(n) for n in PACKAGES})
    write("matching", made)
    show(made)
    print(f"Failed: {', '.join(failed)}" if failed else "Everything was measured.")
    return len(failed)


def _parts() -> Iterator[tuple[str, Callable[[], Iterator[list[Row]]]]]:
    """Yield what is measured, each part by its name."""
    own = [sets.own(LABELLED)] if LABELLED else []
    for labelled in [*own, *sets.searched()]:
        yield labelled.name, partial(_searched, labelled)
    paired = {each.name: [*each.held, *each.asked] for each in own} | sets.paired()
    for name, rows in paired.items():
        yield f"{name}, by pair", partial(_pairs, name, rows)
    yield "weights beside Splink's", _parity
    for size, slug in zip(SIZES, speed.HUBS, strict=False):
        yield f"generated, {size:,}", partial(_generated, size, slug)


def _searched(labelled: sets.Labelled) -> Iterator[list[Row]]:
    yield recall.of_set(labelled, most=QUERIES)


def _generated(size: int, slug: str) -> Iterator[list[Row]]:
    began = time.monotonic()
    for rows in _each(speed.measured(register.invent(size, asked=QUERIES), slug)):
        after = time.monotonic() - began
        print(f"  after {after:.0f} s: {rows[0].name}: {rows[0].value:,.4g}", flush=True)
        yield rows


def _each(works: Iterable[Work]) -> Iterator[list[Row]]:
    """Yield what each piece of work measures; one that fails leaves the others, and is told."""
    failed: Exception | None = None
    for work in works:
        try:
            yield work()
        except Exception as error:
            traceback.print_exc()
            failed = error
    if failed:
        raise RuntimeError("Not everything could be measured.") from failed


def _parity() -> Iterator[list[Row]]:
    yield [row("weights beside Splink's, the largest difference", peers.parity(), "")]


def _pairs(name: str, told: list[Told]) -> Iterator[list[Row]]:
    """Measure F1 by pair, beside Splink and recordlinkage, each as it does best by itself."""
    ours = scoring.best(scoring.pairs(told), told)
    yield [
        row(f"{name}: precision of pairs", ours.precision, ""),
        row(f"{name}: recall of pairs ({ours.blocking:.4f} share a key)", ours.recall, ""),
    ]
    yield from _each([
        partial(_paired, name, told, ours, "Splink", peers.splink_pairs),
        partial(_paired, name, told, ours, "recordlinkage", peers.recordlinkage_pairs),
    ])  # fmt: skip


def _paired(
    name: str, told: list[Told], ours: Best, peer: str, work: Callable[[list[Told]], Best]
) -> list[Row]:
    theirs = work(told)
    bounds = f"{ours.low:.4f} to {ours.high:.4f}"
    label = f"{name}: F1 by pair ({bounds}; {peer} {theirs.low:.4f} to {theirs.high:.4f})"
    print(label, ours.f1, theirs.f1, flush=True)
    return [
        row(label, ours.f1, "", peer=peer, peer_value=theirs.f1),
        row(f"{name}: precision of pairs, {peer}", theirs.precision, ""),
        row(f"{name}: recall of pairs, {peer}", theirs.recall, ""),
    ]


if __name__ == "__main__":
    sys.exit(main())
