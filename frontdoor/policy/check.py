"""Checks packs from the command line: `python -m frontdoor.policy.check FILE...`."""

import sys
from pathlib import Path
from typing import TextIO

from frontdoor.policy.pack import Policy
from frontdoor.policy.reading import Unreadable, read_either

GOOD, FAULTY, NOT_READ = 0, 1, 2


def main(names: list[str], out: TextIO) -> int:
    """Write a line for each good pack and each fault, and return the exit status.

    0 means that all are good, 1 that one has faults, 2 that one could not be read at all.
    """
    if not names:
        out.write("Name at least one pack to check, such as packs/coventry.toml.\n")
        return NOT_READ
    return max(_check(name, out) for name in names)


def _check(name: str, out: TextIO) -> int:
    text, trouble = _text(name)
    if trouble:
        out.write(f"{name}: {trouble}\n")
        return NOT_READ
    try:
        pack = read_either(text, name=name)
    except Unreadable as unreadable:
        out.write(f"{unreadable}\n")
        return FAULTY
    out.write(f"{name}: good. {_told(pack)}\n")
    return GOOD


def _text(name: str) -> tuple[str, str]:
    """Return the text of a file, or why there is none."""
    try:
        return Path(name).read_text(encoding="utf-8"), ""
    except FileNotFoundError:
        return "", "There is no such file."
    except IsADirectoryError:
        return "", "This is a folder; name a file."
    except UnicodeDecodeError:
        return "", "This is not a text in UTF-8, so it is not a pack."
    except (OSError, ValueError) as error:
        return "", f"This cannot be opened: {getattr(error, 'strerror', None) or error}."


def _told(pack: object) -> str:
    if isinstance(pack, Policy):
        ratings = ", ".join(rating.name for rating in pack.ratings)
        return f"{pack.hub.name}: {ratings}; {len(pack.agencies)} agencies."
    return "A law pack."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
