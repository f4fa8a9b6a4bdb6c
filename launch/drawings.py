"""Draws every lifecycle from its table: `python -m launch.drawings`, with `--check` only looks.

Each is an SVG, as the page "How it works" shows it; README.md has the same as tables.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

from frontdoor.kernel.lifecycle import Lifecycle
from frontdoor.web.process_map.drawing import draw
from frontdoor.web.process_map.lifecycles import ALL, Shown, anywhere
from frontdoor.web.process_map.rows import COLUMNS, rows
from launch.state import CHECKOUT
from launch.voice import Trouble, say, spoken

PLACE = CHECKOUT / "docs" / "lifecycles"
PREFACE = """# Lifecycles

Drawn by `make drawings` from the tables in the code: change those, not this. Whose a task is at a
hub is in its policy pack; the page "How it works" shows the same drawings with the hub's roles.
"""


def lifecycles() -> list[Lifecycle]:
    """Return every lifecycle of the house, by name."""
    found = {life.name: life for module in _modules() for life in _in(module)}
    return [found[name] for name in sorted(found)]


def drawings() -> dict[Path, str]:
    """Return what each file of docs/lifecycles should hold.

    :raises Trouble: if a lifecycle is not among those that people are shown.
    """
    if missing := {life.name for life in lifecycles()} - {shown.life.name for shown in ALL}:
        raise Trouble(f"Not in web/process_map/lifecycles.py: {', '.join(sorted(missing))}.")
    files = {
        _file(shown.life): str(draw(shown.life, whose=anywhere(shown), title=shown.title))
        for shown in ALL
    }
    return {**files, PLACE / "README.md": "\n".join([PREFACE, *map(_chapter, ALL)])}


def stale() -> list[str]:
    """Return the names of drawings that are not as the code is, or of nothing any more."""
    wanted = drawings()
    files = {*wanted, *PLACE.glob("*.svg"), *PLACE.glob("*.md")}
    return sorted(path.name for path in files if _text(path) != wanted.get(path))


def _file(life: Lifecycle) -> Path:
    return PLACE / f"{life.name.replace(' ', '_')}.svg"


def _chapter(shown: Shown) -> str:
    """Return a lifecycle as a heading, its drawing, and the same as a table."""
    found = rows(shown.life, whose=anywhere(shown))
    return "\n".join([
        f"## {shown.title}",
        "",
        shown.about,
        "",
        f"![{shown.title}]({_file(shown.life).name})",
        "",
        f"| {' | '.join(COLUMNS)} |",
        "|---|---|---|---|",
        *(f"| {row.source} | {row.move} | {row.target} | {row.whose} |" for row in found),
        "",
    ])  # fmt: skip


def _modules() -> Iterator[object]:
    for path in sorted((CHECKOUT / "frontdoor").rglob("lifecycle.py")):
        name = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
        yield importlib.import_module(name)


def _in(module: object) -> list[Lifecycle]:
    return [value for value in vars(module).values() if isinstance(value, Lifecycle)]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main() -> int:
    """Draw them all, or tell which are stale.

    :raises Trouble: with `--check`, when one is.
    """
    if "--check" in sys.argv:
        if names := stale():
            raise Trouble(f"Not as the code is: {', '.join(names)}. `make drawings` draws anew.")
        return 0
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in stale():
        (PLACE / name).unlink(missing_ok=True)
    for path, text in drawings().items():
        if _text(path) != text:
            path.write_text(text, encoding="utf-8")
            say(f"Drawn: {path.relative_to(CHECKOUT)}")
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
