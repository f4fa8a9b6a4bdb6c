"""What the launcher says, and how it tells that something is in the way."""

from __future__ import annotations  # An old Python must get as far as being told so.

import sys
from collections.abc import Callable


class Trouble(Exception):
    """What is in the way and what to do about it, in words for the person at the terminal."""


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


def spoken(main: Callable[[], int]) -> int:
    """Run a command and return its exit code; trouble is told in words, without a traceback."""
    try:
        return main()
    except Trouble as trouble:
        print(f"\n{trouble}\n", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
