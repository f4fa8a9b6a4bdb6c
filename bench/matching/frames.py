"""Our levels as SQL, so that Splink trains and weighs exactly what the program compares."""

import json
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from bench.matching.sets import Told
from frontdoor.people.matching import linkage
from frontdoor.people.matching.model import SHIPPED

COLUMNS = ("unique_id", "cluster", *linkage.COLUMNS)
RARE = 1e-5
EXCHANGED = "given_l = family_r AND family_l = given_r AND given_l <> family_l"
SHARED = "size(array_intersect(split(place_l, ' '), split(place_r, ' ')))"
SHORTER = "least(size(split(place_l, ' ')), size(split(place_r, ' ')))"


def table(rows: Iterable[Told], *, begin: str = "") -> pa.Table:
    """Return rows as Splink reads them, folded as the program folds them."""
    found = [
        (f"{begin}{number}", told.who, *linkage.columns(told.said))
        for number, told in enumerate(rows)
    ]
    columns = zip(*found, strict=True) if found else ([] for _ in COLUMNS)
    values = [pa.array(column, pa.string()) for column in columns]
    return pa.table(dict(zip(COLUMNS, values, strict=True)))


def _level(name: str, sql: str, *, missing: bool = False, counted: str = "") -> dict[str, Any]:
    level: dict[str, Any] = {"sql_condition": sql, "label_for_charts": name}
    if missing:
        level["is_null_level"] = True
    if counted:
        level |= {
            "tf_adjustment_column": counted,
            "tf_adjustment_weight": 1.0,
            "tf_minimum_u_value": RARE,
        }
    return level


def _missing(column: str, otherwise: str = "") -> dict[str, Any]:
    sql = f"{column}_l IS NULL OR {column}_r IS NULL{otherwise}"
    return _level("missing", sql, missing=True)


def _same(column: str, *, counted: bool = False) -> dict[str, Any]:
    return _level("exact", f"{column}_l = {column}_r", counted=column if counted else "")


def _alike(name: str, column: str, least: float) -> dict[str, Any]:
    return _level(name, f"jaro_winkler({column}_l, {column}_r) >= {least}")


def _slip(name: str, column: str) -> dict[str, Any]:
    return _level(name, f"damerau_levenshtein({column}_l, {column}_r) <= 1")


def _part(name: str, column: str, letters: int) -> dict[str, Any]:
    if letters < 0:
        parts = (f"substr({c}, 1, length({c}) - {-letters})" for c in _both(column))
    else:
        parts = (f"substr({c}, 1, {letters})" for c in _both(column))
    return _level(name, " = ".join(parts))


def _both(column: str) -> tuple[str, str]:
    return f"{column}_l", f"{column}_r"


Levels = dict[str, list[dict[str, Any]]]


def _names() -> Levels:
    initial = (
        "least(length(given_l), length(given_r)) = 1"
        " AND substr(given_l, 1, 1) = substr(given_r, 1, 1)"
    )
    parts = """arrays_overlap(split(family_l, ' '), split(family_r, ' '))"""
    return {
        "given_name": [
            _level("exchanged", EXCHANGED), _missing("given"), _same("given", counted=True),
            _level("short", 'given_root_l = given_root_r'), _level("initial", initial),
            _alike("close", "given", 0.9), _level("sound", 'given_sound_l = given_sound_r'),
            _alike("similar", "given", 0.8),
        ],
        "family_name": [
            _missing("family", f" OR ({EXCHANGED})"), _same("family", counted=True),
            _level("part", parts), _alike("close", "family", 0.9),
            _level("sound", 'family_sound_l = family_sound_r'),
            _alike("similar", "family", 0.8),
        ],
    }  # fmt: skip


def _besides() -> Levels:
    day_month = (
        "substr(born_l, 1, 4) = substr(born_r, 1, 4)"
        " AND substr(born_l, 5, 2) = substr(born_r, 7, 2)"
        " AND substr(born_l, 7, 2) = substr(born_r, 5, 2)"
    )
    return {
        "date_of_birth": [
            _missing("born"), _same("born"), _level("exchanged", day_month), _slip("digit", "born"),
            _level("day", 'substr(born_l, 5, 4) = substr(born_r, 5, 4)'),
            _part("month", "born", 6), _part("year", "born", 4),
        ],
        "postcode": [
            _missing("post"), _same("post", counted=True), _slip("slip", "post"),
            _part("sector", "post", -2), _part("district", "post", -3),
        ],
        "address": [
            _missing("place"), _level("exact", f"{SHARED} = {SHORTER}"),
            _level("most", f"2 * {SHARED} >= {SHORTER}"), _level("some", f"{SHARED} > 0"),
        ],
        "sex": [_missing("sex"), _same("sex")],
        "phone": [_missing("line"), _same("line")],
        "nhs_number": [_missing("nhs"), _same("nhs")],
    }  # fmt: skip


def comparisons() -> list[dict[str, Any]]:
    """Return every comparison without weights, levels in the order of frontdoor's levels.py."""
    found = _names() | _besides()
    return [
        {
            "output_column_name": name,
            "comparison_description": name.replace("_", " "),
            "comparison_levels": [*levels, _level("different", "ELSE")],
        }
        for name, levels in found.items()
    ]


def settings(link_type: str, rules: list[str], weighed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what Splink is given: these comparisons, and by which rules pairs are made."""
    return {
        "link_type": link_type,
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": 1e-5,
        "comparisons": weighed,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in rules],
        "additional_columns_to_retain": ["cluster"],
    }


def shipped() -> list[dict[str, Any]]:
    """Return the comparisons as shipped, with their weights."""
    told: list[dict[str, Any]] = json.loads(SHIPPED.read_text("utf-8"))["comparisons"]
    return told
