"""Reads who may read each field: what stands in fields.csv, and is read by people.

`how` a canary is planted: in its words, in the leaves of what is kept as JSON, and so on; `copy`
means that the field is written from others and has theirs. One without is no secret, and `why`.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("fields.csv")


@dataclass(frozen=True)
class Declared:
    """A field, how its canary is planted, and who may read it: see reading.py."""

    table: str
    field: str
    how: str
    filled: bool
    who: frozenset[str]
    why: str

    def __str__(self) -> str:
        return f"{self.table}.{self.field}"


def _read() -> dict[tuple[str, str], Declared]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["table"], row["field"]): Declared(
                table=row["table"],
                field=row["field"],
                how=row["how"],
                filled=row["filled"] == "yes",
                who=frozenset(row["who"].split()),
                why=row["why"],
            )
            for row in csv.DictReader(file)
        }


FIELDS = _read()
PLANTED = [each for each in FIELDS.values() if each.how not in ("", "copy")]
