"""How long a search takes in a register of a size, beside peers, and what else is done with one."""

import gc
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial

from bench.matching import costs, database, peers, recall, register, served
from bench.matching.costs import Cost
from bench.matching.sets import Told
from bench.table import Row, row, side_by_side
from frontdoor.people.matching import Band
from frontdoor.people.searching import search, search_many

SLOW = int(os.environ.get("SLOW", "30"))  # Searches by peers that take long.
LISTED = 500  # Rows of a list.
HUBS = ("coventry", "durham", "barnet", "surrey")  # Hubs with people who can sign in.
Work = Callable[[], list[Row]]
WARM = 30  # Searches that do not count: plans, names that are heard for the first time.


def measured(invented: register.Invented, slug: str) -> Iterator[Work]:
    """Load a register into a hub, and yield what is to be measured there, piece by piece."""
    before = database.size()
    hub, who = database.load(invented.name, invented.held, slug=slug)
    taken = {name: value - before[name] for name, value in database.size().items()}
    keys = [row(f"{invented.name}: keys, {name}", value, "") for name, value in taken.items()]
    yield lambda: keys
    # What the bench holds of a million people is no part of a search: it is not gone through again.
    gc.collect()
    gc.freeze()
    yield partial(_times, hub, invented)
    yield partial(served.rows, invented, slug)
    yield partial(_recalled, hub, who, invented)
    yield lambda: _beside(hub, invented, "HMPPS shape", *peers.hmpps_search(invented.held))
    yield lambda: _beside(
        hub, invented, "Splink predict_between", peers.splink_search(invented.held)
    )
    yield partial(_list, hub, invented)
    yield partial(_whole, hub, invented.name)


def _recalled(hub: int, who: dict[int, str], invented: register.Invented) -> list[Row]:
    found = recall.places(hub, who, invented.asked)
    return [
        *recall.rows(invented.name, invented.held, invented.asked, found),
        *_origins(invented, found),
        *_strangers(hub, invented),
    ]


def _times(hub: int, invented: register.Invented) -> list[Row]:
    with database.inside(hub):
        answers = database.backend()
        for told in invented.asked[-WARM:]:
            _search(hub, told)
        taken = [
            costs.of(partial(_search, hub, told), backends=[answers]) for told in invented.asked
        ]
    return [
        each
        for what, values in (
            ("", [each.passed for each in taken]),
            (", processor time of both sides", [each.worked for each in taken]),
        )
        for each in costs.quantiles(f"{invented.name}: one search{what}", values)
    ]


def _beside(
    hub: int, invented: register.Invented, peer: str, work: peers.Search, *backends: int
) -> list[Row]:
    """Measure single searches in turns with a peer, whose every process counts."""
    pairs: list[tuple[Cost, Cost]] = []
    with database.inside(hub):
        answers = database.backend()
        for told in invented.asked[: SLOW + 3]:
            mine = costs.of(partial(_search, hub, told), backends=[answers])
            pairs.append((mine, costs.of(partial(work, told), backends=backends)))
    made = []
    for what, both in (
        ("", [(mine.passed, theirs.passed) for mine, theirs in pairs[3:]]),
        (
            ", processor time of both sides",
            [(mine.worked, theirs.worked) for mine, theirs in pairs[3:]],
        ),
    ):
        mine, theirs = map(statistics.median, zip(*both, strict=True))
        name = f"{invented.name}: one search in turns{what}, median ({costs.ratio_bounds(both)})"
        made.append(row(name, mine, "ms", peer=peer, peer_value=theirs, less_is_better=True))
    return made


def _list(hub: int, invented: register.Invented) -> list[Row]:
    """Measure a list of hundreds, in turns with Splink."""
    told = invented.asked[:LISTED]
    theirs = partial(peers.splink_list(invented.held), told)
    with database.inside(hub):
        ours = partial(search_many, [each.said for each in told], hub_id=hub)
        answers = database.backend()
        passed = side_by_side(ours, theirs, repeats=3)
        worked = [costs.of(ours, backends=[answers]).worked, costs.of(theirs).worked]
    name = f"{invented.name}: a list of {len(told)} rows"
    worked = [each / 1000 for each in worked]
    return [
        row(f"{name}{what}", mine, "s", peer="Splink predict_between", peer_value=splink,
            less_is_better=True)
        for what, (mine, splink) in (("", passed), (", processor time of both sides", worked))
    ]  # fmt: skip


def _origins(invented: register.Invented, places: list[int]) -> list[Row]:
    """Tell how many are found by where their names are from, each origin with its bounds."""
    by: dict[str, list[int]] = {}
    for told, place in zip(invented.asked, places, strict=True):
        by.setdefault(invented.origins[told.who], []).append(place)
    british = by.pop("british")
    elsewhere = {"elsewhere": [place for each in by.values() for place in each]} | by
    return [
        row(
            f"{invented.name}: recall at 10, names that are {origin}"
            f" (n={len(found)}, {recall.bounds(found, 10)})",
            recall.part(found, 10), "",
            peer=f"British names (n={len(british)}, {recall.bounds(british, 10)})",
            peer_value=recall.part(british, 10),
        )
        for origin, found in elsewhere.items() if found
    ]  # fmt: skip


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


def _whole(hub: int, name: str) -> list[Row]:
    """Measure going through all for duplicates."""
    command = [sys.executable, "-m", "bench.matching.whole", str(hub)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        row(f"{name}: duplicates of all, {what}", value, "")
        for what, value in json.loads(said.splitlines()[-1]).items()
    ]


def _search(hub: int, told: Told) -> object:
    return search(told.said, hub_id=hub)
