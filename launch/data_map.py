"""Writes what is held, how long, and who sees it into docs/data-map.md.

Run by `python -m launch.data_map`.
For an assessment of the impact on data protection. It is made from the classes of the fields, the
packs, and what models and walls say of themselves; a house test fails when it is not as they are.
"""

import ast
import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from launch.state import CHECKOUT
from launch.voice import say, spoken

PLACE = CHECKOUT / "docs" / "data-map.md"
CLASSES = CHECKOUT / "frontdoor" / "field_classes.csv"
Row = dict[str, str]

BEGIN = """# Data map

What the program holds, field by field: how much it can hurt, how long it is kept, and who sees
it. It is written by `make drawings` from [field_classes.csv](../frontdoor/field_classes.csv), the
packs and the code: change those, not this. The classes are explained in the
[glossary](glossary.md). It is one part of a data protection impact assessment; purpose, necessity
and risk are the hub's own to write.
"""
OF_DJANGO = {
    "auth": "Permissions of Django, which the program does not use.",
    "django": "Tables of Django: sessions, and which tables there are.",
}


def rows() -> list[Row]:
    """Return every field with its class and the kind that it is kept as, in the models' order."""
    with CLASSES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def whole() -> str:
    """Return the map, as the code has it now."""
    fields = rows()
    parts = [BEGIN, _counted(fields), _kept(), *_rooms(fields)]
    return "\n".join(parts)


def _counted(fields: list[Row]) -> str:
    by_class = Counter(row["class"] for row in fields)
    tables = len({row["table"] for row in fields})
    lines = [f"| {name} | {count} |" for name, count in sorted(by_class.items())]
    return "\n".join(
        [f"{len(fields)} fields in {tables} tables.", "", "| class | fields |", "|---|---|",
         *lines, ""]
    )  # fmt: skip


def _kept() -> str:
    lines = ["## How long", "", "| hub | kind | years | from | purpose |", "|---|---|---|---|---|"]
    for path in sorted((CHECKOUT / "packs").glob("*.toml")):
        pack = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind in pack["retention"]:
            begins = kind["counted_from"].replace("_", " ")
            lines.append(
                f"| {pack['hub']['name']} | `{kind['slug']}`: {kind['name']} | {kind['years']} "
                f"| {begins} | {kind['purpose']} |"
            )
    return "\n".join([*lines, ""])


def _rooms(fields: list[Row]) -> Iterator[str]:
    for room, listed in groupby(fields, key=lambda row: row["table"].partition("_")[0]):
        folder = _folder(room)
        yield f"## {folder.relative_to(CHECKOUT).as_posix() if folder else room}\n"
        yield f"{_who_sees(folder) if folder else OF_DJANGO[room]}\n"
        for table, columns in groupby(listed, key=lambda row: row["table"]):
            yield _table(table, list(columns), folder)


def _table(table: str, columns: list[Row], folder: Path | None) -> str:
    said = _models(folder).get(table.partition("_")[2], "") if folder else ""
    lines = [f"| {row['field']} | {row['class']} | {row['keep']} |" for row in columns]
    head = [f"### {table}", "", *([said, ""] if said else [])]
    return "\n".join([*head, "| field | class | kept as |", "|---|---|---|", *lines, ""])


@cache
def _folder(room: str) -> Path | None:
    """Return the package of a room's models, or nothing where Django has them."""
    found = [path.parent for path in (CHECKOUT / "frontdoor").rglob("models.py")]
    return next((folder for folder in found if folder.name == room), None)


@cache
def _models(folder: Path) -> dict[str, str]:
    """Return what each model of a room says of itself, by the end of its table's name."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))]
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    return {node.name.lower(): _first(ast.get_docstring(node)) for node in classes}


def _who_sees(folder: Path) -> str:
    places = {"access": "tables.py", "audit": "../access/tables.py"}
    path = folder / places.get(folder.name, "wall.py")
    return _first(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))


def _first(docstring: str | None) -> str:
    return " ".join((docstring or "").split())


def main() -> int:
    """Write the map anew, where it is not as the code is."""
    now = whole()
    if not PLACE.exists() or PLACE.read_text(encoding="utf-8") != now:
        PLACE.write_text(now, encoding="utf-8")
        say(f"Written: {PLACE.relative_to(CHECKOUT)}")
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
