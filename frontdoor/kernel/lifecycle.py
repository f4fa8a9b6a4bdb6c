"""A lifecycle is a table: for each move, from which stages, to which, and whose task it is.

The same table answers the button, the page and the operation, makes the guard in the
database, and is what the drawings are drawn from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Labelled(StrEnum):
    """Words of a domain, each with the label that people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return the words as pairs of value and label, in the order of the vocabulary."""
        return [(word.value, word.label) for word in cls]


@dataclass(frozen=True)
class Arrow:
    """One row of a lifecycle: who may take the record from where to where."""

    sources: frozenset[Labelled]
    target: Labelled
    task: str


def arrow(*sources: Labelled, to: Labelled, task: str) -> Arrow:
    """Return the row that leads from any of `sources` to `to`, for those whose task it is."""
    return Arrow(frozenset(sources), to, task)


@dataclass(frozen=True)
class Lifecycle:
    """The stages of one kind of record, and every move between them."""

    name: str
    first: Labelled
    moves: Mapping[Labelled, Arrow]

    @property
    def stages(self) -> type[Labelled]:
        """Return the vocabulary that the stages are words of."""
        return type(self.first)

    def why_not(self, move: Labelled, *, stage: str) -> str:
        """Return why `move` is not possible from `stage`, or an empty string."""
        if stage in self.moves[move].sources:
            return ""
        now = self.stages(stage).label
        return f"{move.label} is not possible now: this is at “{now}”."

    def jumps(self) -> list[tuple[str, str]]:
        """Return every pair of stages that a record may go between, in a stable order."""
        pairs = {
            (source.value, row.target.value)
            for row in self.moves.values()
            for source in row.sources
        }
        return sorted(pairs)
