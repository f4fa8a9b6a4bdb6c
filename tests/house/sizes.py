"""How large files and functions should be, and how they are measured."""

import ast
from dataclasses import dataclass
from fnmatch import fnmatch
from statistics import median

from tests.house.source import Callable, files


@dataclass(frozen=True)
class Size:
    """How large something should be: near `near`, seldom over `seldom`, never over `fence`."""

    near: int
    seldom: int
    fence: int


FILE = Size(near=60, seldom=200, fence=400)
FUNCTION = Size(near=8, seldom=25, fence=40)


def length(function: Callable) -> int:
    """Return the lines of a function's body: its signature and docstring are for the caller."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def measured(*patterns: str) -> list[str]:
    """Return the files of the product with names like these."""
    return [
        path
        for path in files()
        if path.startswith(("frontdoor/", "look/"))
        if any(fnmatch(path, pattern) for pattern in patterns)
    ]


def told(what: str, sizes: dict[str, int], size: Size) -> list[str]:
    """Return a line on the median, and one for each that is over what should be seldom."""
    over = sorted((lines, name) for name, lines in sizes.items() if lines > size.seldom)
    words = f"{what}: median {median(sizes.values()):.0f} lines (near {size.near} is meant), "
    words += f"{len(over)} of {len(sizes)} over {size.seldom}"
    return [words, *(f"  {lines:4} {name}" for lines, name in reversed(over))]
