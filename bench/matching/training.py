"""Trains the weights with Splink and writes the model that the program is shipped with.

    python -m bench.matching.training

How often a level is found in one person (m) is the mean over the tuning sets, by their labels; how
often by chance (u) is taken where the field is as in England, by random pairs. What the sets do not
have is ours, and says so. It prints the accuracy on a set that it was not trained on before it
writes, and writes where WRITE=yes is given.
"""

import json
import os
from typing import Any

from splink import DuckDBAPI, Linker

from bench.matching import frames, scoring
from bench.matching.sets import Told, febrl, historical, is_for_tuning, paired
from frontdoor.people.matching.model import SHIPPED, read

VERSION = "1"
# Of these fields chance is taken from one set: FEBRL has whole addresses and dates without
# placeholders, the historical set postcodes of the United Kingdom.
BY_CHANCE = {"date_of_birth": "FEBRL 3", "address": "FEBRL 3", "postcode": "historical, even half"}
# Ours: no set has these fields, or enough of these pairs.
OURS = {
    ("phone", "exact"): (0.6, 1e-5),
    ("phone", "different"): (0.4, 0.99999),
    ("nhs_number", "exact"): (0.97, 1e-6),
    ("nhs_number", "different"): (0.03, 0.999999),
    ("given_name", "exchanged"): (0.01, 5e-6),
}
BANDS = {
    "version": VERSION,
    "bands": {"same_from": 28, "probably_from": 18},
    "certain_from": 25,
    "doubts": {
        "given_name": ["different"],
        "date_of_birth": ["different", "year", "month", "day"],
        "nhs_number": ["different"],
    },
}
Weights = dict[tuple[str, str], dict[str, Any]]


def tuning() -> dict[str, list[Told]]:
    """Return the sets that weights are trained on."""
    return {
        "historical, even half": [told for told in historical() if is_for_tuning(told.who)],
        "FEBRL 3": [told for _, told in febrl(3)],
    }


def trained(rows: list[Told]) -> Weights:
    """Return what Splink learns from one labelled set, level by level."""
    there = {f for f in ("sex", "line", "nhs") if any(frames.table(rows)[f].to_pylist())}
    absent = {"sex": "sex", "phone": "line", "nhs_number": "nhs"}
    wanted = [
        each
        for each in frames.comparisons()
        if absent.get(each["output_column_name"], "") in {"", *there}
    ]
    db = DuckDBAPI()
    told = frames.settings("dedupe_only", ['l."born" = r."born"'], wanted)
    linker = Linker(db.register(frames.table(rows)), told)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e7, seed=1)
    linker.training.estimate_m_from_label_column("cluster")
    return {
        (each["output_column_name"], level["label_for_charts"]): level
        for each in linker.misc.save_model_to_json()["comparisons"]
        for level in each["comparison_levels"]
    }


def blended(learnt: dict[str, Weights]) -> list[dict[str, Any]]:
    """Return all comparisons with the weights of every set in one."""
    made = frames.comparisons()
    for each in made:
        field = each["output_column_name"]
        levels = [level for level in each["comparison_levels"] if not level.get("is_null_level")]
        sets = {BY_CHANCE[field]: learnt[BY_CHANCE[field]]} if field in BY_CHANCE else learnt
        for level in levels:
            place = (field, level["label_for_charts"])
            ours = OURS.get(place)
            level["m_probability"] = ours[0] if ours else _mean(learnt, place, "m_probability")
            level["u_probability"] = ours[1] if ours else _mean(sets, place, "u_probability")
        for part in ("m_probability", "u_probability"):
            whole = sum(level[part] for level in levels)
            for level in levels:
                level[part] = float(f"{level[part] / whole:.4g}")
    return made


def _mean(sets: dict[str, Weights], place: tuple[str, str], part: str) -> float:
    found = [each[place][part] for each in sets.values() if each.get(place, {}).get(part)]
    return sum(found) / len(found)


def main() -> None:
    """Train, tell how well the new and the present weights do elsewhere, and write if asked to."""
    sets = tuning()
    learnt = {name: trained(rows) for name, rows in sets.items()}
    model = frames.settings("dedupe_only", [], blended(learnt))
    model["frontdoor"] = BANDS | {
        "trained_with": "Splink 5.0.0",
        "trained_on": {name: len(rows) for name, rows in sets.items()},
        "ours": sorted(f"{field}: {level}" for field, level in OURS),
    }
    text = json.dumps(model, indent=1) + "\n"
    rows = paired()["FEBRL4 without SSN"]
    for name, weights in (("present", read(SHIPPED.read_text("utf-8"))), ("new", read(text))):
        best = scoring.best(scoring.pairs(rows, weights), rows)
        print(f"{name}: F1 {best.f1:.4f}, precision {best.precision:.4f}, recall {best.recall:.4f}")
    if os.environ.get("WRITE") == "yes":
        SHIPPED.write_text(text, "utf-8")
        print(f"Written: {SHIPPED}")


if __name__ == "__main__":
    main()
