"""The house as text and as syntax trees, read once for all house tests."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Beside the doors, what speaks with other programs knows sockets and seconds.
DOORS = ("frontdoor/web/", "frontdoor/api/", "frontdoor/jobs/", "frontdoor/connectors/", "config/")
Callable = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file of the checkout."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """Return how long the file is."""
        return self.text.count("\n")

    @property
    def is_door(self) -> bool:
        """Tell whether the file belongs to a door: pages, API, jobs, connectors, settings."""
        return self.path.startswith(DOORS)

    def functions(self) -> Iterator[Callable]:
        """Return every function and method, also those inside others."""
        for node in ast.walk(self.tree):
            if isinstance(node, Callable):
                yield node

    def at(self, node: ast.AST) -> str:
        """Return where a node stands, as a person can click it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@cache
def files() -> tuple[str, ...]:
    """Return what git keeps or would keep: nothing that was made here, such as .venv or build."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(sorted(path for path in listed.split("\0") if path and (ROOT / path).is_file()))


@cache
def python(*folders: str) -> tuple[Source, ...]:
    """Return the Python files below some folders, without migrations."""
    found = [
        path
        for path in files()
        if path.endswith(".py") and path.startswith(folders) and "/migrations/" not in path
    ]
    return tuple(_read(path) for path in found)


@cache
def text(path: str) -> str:
    """Return the text of a file of the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def _read(path: str) -> Source:
    return Source(path, text(path), ast.parse(text(path), path))


def house() -> tuple[Source, ...]:
    """Return the product itself: everything below frontdoor/ and config/."""
    return python("frontdoor/", "config/")


def imports(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Return everything that a file imports, in full: `from a import b` is a.b."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            before = "." * node.level + (node.module or "")
            yield from ((node, f"{before}.{name.name}") for name in node.names)
