"""Trains the weights with Splink and writes the model that the program is shipped with.

    make train-matching              tells how well new weights do beside those that are shipped
    make train-matching WRITE=yes    writes them as well, with the next version

How often a level is found in one person (m) is the mean over the tuning sets, by their labels; how
often by chance (u) is taken where the field is as in England, by random pairs. What the sets do not
have is ours, and says so. Weights that do worse on a set that they were not trained on are not
written.
"""

import json
import os
import sys
from importlib.metadata import version as installed
from typing import Any

from splink import Linker

from bench.matching import frames, scoring
from bench.matching.peers import duckdb_api
from bench.matching.sets import Told, febrl, historical, is_for_tuning, paired
from frontdoor.people.matching.model import SHIPPED, Model, read

WORSE = 0.002  # F1 that new weights may lose on one set: as much as chance takes or gives.
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
    "bands": {"same_from": 28, "probably_from": 18},
    "certain_from": 25,
    "doubts": {
        "given_name": ["different"],
        "date_of_birth": ["different", "year", "month", "day"],
        "nhs_number": ["different"],
    },
    # Twins share all but the given name, and theirs may differ in a letter.
    "short_of_certain": {"given_name": ["initial", "close", "sound", "similar"]},
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
    db = duckdb_api()
    told = frames.settings("dedupe_only", ["l.born = r.born"], wanted)
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


def told(version: str) -> str:
    """Return newly trained weights as a model with that version."""
    sets = tuning()
    learnt = {name: trained(rows) for name, rows in sets.items()}
    model = frames.settings("dedupe_only", [], blended(learnt))
    model["frontdoor"] = BANDS | {
        "version": version,
        "trained_with": f"Splink {installed('splink')}",
        "trained_on": {name: len(rows) for name, rows in sets.items()},
        "ours": sorted(f"{field}: {level}" for field, level in OURS),
    }
    return json.dumps(model, indent=1) + "\n"


def compared(present: Model, new: Model) -> list[str]:
    """Print how well both do on sets that neither was trained on; return where the new do worse."""
    worse = []
    for name, rows in paired().items():
        found = {
            each.version: scoring.best(scoring.pairs(rows, each), rows) for each in (present, new)
        }
        for version, best in found.items():
            bounds = f"{best.low:.4f} to {best.high:.4f}"
            print(f"{name}, weights {version}: F1 {best.f1:.4f} ({bounds})", flush=True)
            print(f"    precision {best.precision:.4f}, recall {best.recall:.4f}", flush=True)
        if found[new.version].f1 < found[present.version].f1 - WORSE:
            worse.append(name)
    return worse


def main() -> int:
    """Train, tell how well the new and the present weights do elsewhere, and write if asked to."""
    present = read(SHIPPED.read_text("utf-8"))
    text = told(str(int(present.version) + 1))
    worse = compared(present, read(text))
    if worse:
        print(f"The new weights do worse on {', '.join(worse)}, and are not written.")
        return 1
    if os.environ.get("WRITE") == "yes":
        SHIPPED.write_text(text, "utf-8")
        print(f"Written: {SHIPPED}")
    else:
        print("The new weights do no worse. WRITE=yes writes them; what is decided later says so.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
