"""The weights, as trained with Splink and shipped: read once, in the format that Splink reads."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "model.json"


@dataclass(frozen=True, kw_only=True)
class Level:
    """How much it says that a field agrees this far, in bits; `least` where frequency counts."""

    weight: float
    by_chance: float
    least: float

    def of(self, frequency: float | None) -> float:
        """Return the weight where the value they share is as frequent as that: rare says more."""
        if not self.least or frequency is None:
            return self.weight
        return self.weight + log2(self.by_chance / max(frequency, self.least))


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """One version of the weights, from where a band begins, and which levels put it in doubt.

    Where one of `doubts` was found, no weight makes it more than "possibly"; where one of
    `short_of_certain` was, no more than "probably".
    """

    version: str
    levels: Mapping[str, Mapping[str, Level]]
    same_from: float
    probably_from: float
    certain_from: float
    doubts: Mapping[str, frozenset[str]]
    short_of_certain: Mapping[str, frozenset[str]]

    def weight(self, field: str, level: str, frequency: float | None = None) -> float:
        """Return what a level of a field adds."""
        return self.levels[field][level].of(frequency)


def read(text: str) -> Model:
    """Return the model that is written there, as Splink writes it, with what is ours beside it."""
    told = json.loads(text)
    ours = told["frontdoor"]
    return Model(
        version=ours["version"],
        same_from=ours["bands"]["same_from"],
        probably_from=ours["bands"]["probably_from"],
        certain_from=ours["certain_from"],
        doubts=_of_fields(ours["doubts"]),
        short_of_certain=_of_fields(ours["short_of_certain"]),
        levels={each["output_column_name"]: _levels(each) for each in told["comparisons"]},
    )


@cache
def shipped() -> Model:
    """Return the model that this program is shipped with."""
    return read(SHIPPED.read_text("utf-8"))


def _of_fields(told: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {field: frozenset(levels) for field, levels in told.items()}


def _levels(comparison: dict[str, Any]) -> dict[str, Level]:
    return {
        str(told["label_for_charts"]): Level(
            weight=log2(told["m_probability"] / told["u_probability"]),
            by_chance=told["u_probability"],
            least=told.get("tf_minimum_u_value", 0.0),
        )
        for told in comparison["comparison_levels"]
        if not told.get("is_null_level")
    }
