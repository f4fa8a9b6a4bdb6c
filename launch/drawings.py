"""Draws every lifecycle from its table: `python -m launch.drawings`, with `--check` only looks.

The drawings are Mermaid in Markdown: they can be read as text, compared, and shown by a browser.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

from frontdoor.kernel.lifecycle import Labelled, Lifecycle
from launch.state import CHECKOUT
from launch.voice import Trouble, say, spoken

PLACE = CHECKOUT / "docs" / "lifecycles"


def lifecycles() -> list[Lifecycle]:
    """Return every lifecycle of the house, by name."""
    found = {life.name: life for module in _modules() for life in _in(module)}
    return [found[name] for name in sorted(found)]


def drawings() -> dict[Path, str]:
    """Return what each file of docs/lifecycles should hold."""
    return {PLACE / f"{life.name.replace(' ', '_')}.md": drawn(life) for life in lifecycles()}


def stale() -> list[str]:
    """Return the names of drawings that are not as the code is, or of nothing any more."""
    wanted = drawings()
    files = {*wanted, *PLACE.glob("*.md")}
    return sorted(path.name for path in files if _text(path) != wanted.get(path))


def drawn(life: Lifecycle) -> str:
    """Return the drawing of a lifecycle, and the same as a table."""
    names = {stage: f"s{number}" for number, stage in enumerate(life.stages)}
    moves = [
        (move, source, row)
        for move, row in life.moves.items()
        for source in sorted(row.sources, key=list(life.stages).index)
    ]
    ends = [stage for stage in _reached(life) if not any(stage == source for _, source, _ in moves)]
    return "\n".join([
        f"# Lifecycle of the {life.name}",
        "",
        "Drawn by `make drawings` from the table in the code: change that, not this.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f'    state "{stage.label}" as {names[stage]}' for stage in _reached(life)),
        f"    [*] --> {names[life.first]}",
        *(f"    {names[source]} --> {names[row.target]}: {move.label}"
          for move, source, row in moves),
        *(f"    {names[stage]} --> [*]" for stage in ends),
        "```",
        "",
        "| From | Move | To | Task |",
        "|---|---|---|---|",
        *(f"| {source.label} | {move.label} | {row.target.label} | `{row.task}` |"
          for move, source, row in moves),
        "",
    ])  # fmt: skip


def _reached(life: Lifecycle) -> list[Labelled]:
    used = {life.first, *(row.target for row in life.moves.values())}
    used |= {source for row in life.moves.values() for source in row.sources}
    return [stage for stage in life.stages if stage in used]


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
