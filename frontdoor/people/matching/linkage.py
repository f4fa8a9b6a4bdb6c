"""A register as Splink reads it: descriptions as columns, and the settings for comparing all.

The settings are the model that is shipped, with the rules by which pairs are made. Their SQL is
what DuckDB and Spark both understand: what DuckDB calls otherwise is given to it under that name.
"""

import json
from typing import Any

from frontdoor.people.matching.description import Description
from frontdoor.people.matching.model import SHIPPED
from frontdoor.people.matching.names import root, sound

COLUMNS = (
    "given", "given_root", "given_sound", "family", "family_sound", "born", "post", "place", "sex",
    "line", "nhs",
)  # fmt: skip
# Two things that agree, or one of few people. Two names alone are too many in a country, and never
# enough: something of the birth or the place has to agree beside them.
RULES = (
    "l.given = r.given AND l.family = r.family AND substr(l.born, 1, 4) = substr(r.born, 1, 4)",
    "l.given = r.given AND l.family = r.family AND substr(l.born, 5, 4) = substr(r.born, 5, 4)",
    "l.given = r.given AND l.family = r.family AND l.post = r.post",
    "l.born = r.born AND l.family_sound = r.family_sound",
    "l.born = r.born AND l.given_sound = r.given_sound",
    "l.post = r.post AND l.given_sound = r.given_sound",
    "l.post = r.post AND l.family_sound = r.family_sound",
    "l.born = r.born AND l.post = r.post",
    "l.given = r.family AND l.family = r.given",
    "l.line = r.line",
    "l.nhs = r.nhs",
)
# What Spark has by these names, DuckDB has by others.
OF_DUCKDB = (
    "CREATE OR REPLACE MACRO size(a) AS len(a)",
    "CREATE OR REPLACE MACRO arrays_overlap(a, b) AS list_has_any(a, b)",
    "CREATE OR REPLACE MACRO jaro_winkler(a, b) AS jaro_winkler_similarity(a, b)",
)


def columns(said: Description) -> tuple[str | None, ...]:
    """Return what is said of somebody, folded, in the order of COLUMNS; nothing where unknown."""
    given, family = said.given, said.family
    values = (
        given, root(given), sound(given), family, sound(family), said.born, said.post,
        " ".join(sorted(said.place)), said.gender, said.line, said.nhs_number,
    )  # fmt: skip
    return tuple(value or None for value in values)


def settings() -> dict[str, Any]:
    """Return what Splink is given to compare everybody with everybody, on DuckDB or on Spark."""
    told: dict[str, Any] = json.loads(SHIPPED.read_text("utf-8"))
    del told["frontdoor"]
    return told | {
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in RULES],
        "additional_columns_to_retain": [],
        "retain_intermediate_calculation_columns": False,
    }
