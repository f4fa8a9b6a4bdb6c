"""How every bench writes down what it measured: rows in bench/results, and a table to read."""

import json
import platform
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """One figure of ours, beside the same figure of a peer where there is one."""

    name: str
    value: float
    unit: str
    peer: str | None
    peer_value: float | None
    ratio: float | None  # how many times better we are
    versions: dict[str, str]


def row(
    name: str,
    value: float,
    unit: str,
    *,
    peer: str | None = None,
    peer_value: float | None = None,
    less_is_better: bool = False,
    packages: Iterable[str] = (),
) -> Row:
    """Return a row; its ratio says how many times better than the peer we are."""
    ratio = None
    if peer_value and value:
        ratio = peer_value / value if less_is_better else value / peer_value
    versions = {"python": platform.python_version()} | {name: version(name) for name in packages}
    return Row(name, value, unit, peer, peer_value, ratio, versions)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(*works: Callable[[], object], repeats: int = 5) -> list[float]:
    """Return the median seconds of each, in turns so that a busy machine disturbs all alike."""
    for work in works:
        work()
    rounds = [[seconds(work) for work in works] for _ in range(repeats)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def write(subject: str, rows: Iterable[Row]) -> Path:
    """Write the rows to bench/results/<subject>.json and return the path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{subject}.json"
    path.write_text(json.dumps([asdict(each) for each in rows], indent=2) + "\n", "utf-8")
    return path


def show(rows: Iterable[Row]) -> None:
    """Print the rows as a table."""
    heading = ("what", "ours", "unit", "peer", "theirs", "times better")
    lines = [heading, *(_cells(each) for each in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )


def _cells(each: Row) -> tuple[str, ...]:
    numbers = (_number(each.value), _number(each.peer_value), _number(each.ratio))
    return each.name, numbers[0], each.unit, each.peer or "", numbers[1], numbers[2]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:,.2f}"
