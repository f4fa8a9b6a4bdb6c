"""What was tried, counted over all tests and workers, and told at the end of a run."""

from collections import Counter

COUNTED: Counter[str] = Counter()


def add(**more: int) -> None:
    """Count something more: figures.add(pages=12)."""
    COUNTED.update(more)


def lines() -> list[str]:
    """Return the figures in words, where anything was counted."""
    return [f"{what.replace('_', ' ')}: {COUNTED[what]:,}" for what in sorted(COUNTED)]
