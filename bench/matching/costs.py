"""What work takes: the time that passes, and the processor time of every process that takes part.

A busy machine lengthens the first and hardly the second: what is compared there is the second.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.table import Row, row

AGAIN = 1000


@dataclass(frozen=True)
class Cost:
    """Milliseconds that passed, and milliseconds of processors."""

    passed: float
    worked: float


def of(work: Callable[[], object], *, backends: Iterable[int] = ()) -> Cost:
    """Return what `work` takes once, by this process and these processes of PostgreSQL."""
    mine = time.process_time()
    found = of_others(work, backends)
    return Cost(found.passed, found.worked + (time.process_time() - mine) * 1000)


def of_others(work: Callable[[], object], processes: Iterable[int]) -> Cost:
    """Return what `work` takes once, by these processes and not by the one that asks them."""
    before = _worked(processes)
    began = time.perf_counter()
    work()
    passed = time.perf_counter() - began
    return Cost(passed * 1000, _worked(processes) - before)


def _worked(processes: Iterable[int]) -> float:
    told = (Path(f"/proc/{each}/schedstat").read_text("ascii").split()[0] for each in processes)
    return sum(map(int, told)) / 1e6


def quantile(values: Sequence[float], part: int) -> float:
    """Return the value that so many of a hundred do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def quantiles(name: str, values: list[float]) -> list[Row]:
    """Return the median and the slow ends of milliseconds, each with its bounds."""
    return [
        row(f"{name}, p{part} ({bounds(values, partial(quantile, part=part))})",
            quantile(values, part), "ms")
        for part in (50, 95, 99)
    ]  # fmt: skip


def bounds(values: Sequence[float], figure: Callable[[list[float]], float]) -> str:
    """Return between which bounds a figure is, in 95 of 100 draws."""
    draw = random.Random(5)
    found = sorted(figure(draw.choices(values, k=len(values))) for _ in range(AGAIN))
    return f"{found[AGAIN // 40]:.4g} to {found[-AGAIN // 40]:.4g}"


def ratio_bounds(pairs: Sequence[tuple[float, float]]) -> str:
    """Return between which bounds the ratio of two medians is, of pairs measured in turns."""
    draw, found = random.Random(5), []
    for _ in range(AGAIN):
        mine, theirs = zip(*draw.choices(pairs, k=len(pairs)), strict=True)
        found.append(statistics.median(theirs) / statistics.median(mine))
    found.sort()
    return f"{found[AGAIN // 40]:.3g} to {found[-AGAIN // 40]:.3g} times"
