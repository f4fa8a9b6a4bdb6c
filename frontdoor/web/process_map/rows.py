"""A lifecycle as a table: the same as its drawing, for reading and for listening."""

from collections.abc import Callable
from dataclasses import dataclass

from frontdoor.kernel.lifecycle import Lifecycle


@dataclass(frozen=True)
class Row:
    """One move from one stage."""

    source: str
    move: str
    target: str
    whose: str


COLUMNS = ["From", "Move", "To", "Whose it is"]


def rows(life: Lifecycle, *, whose: Callable[[str], str]) -> list[Row]:
    """Return every move from every stage, in the order of the lifecycle."""
    order = list(life.stages)
    return [
        Row(source.label, move.label, arrow.target.label, _capital(whose(arrow.task)))
        for move, arrow in life.moves.items()
        for source in sorted(arrow.sources, key=order.index)
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
