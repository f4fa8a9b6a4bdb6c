"""Has a file read by a child process that can hurt nobody, and takes what it says with care.

The child gets the file, and nothing else: no environment, no descriptor but three, no terminal, a
process group of its own that is stopped whole. File and answer are in memory, never on a disk. What
comes back is bounded and looked at again: whoever made the file may have made the answer.
"""

import json
import os
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from frontdoor.casework.papers.rules import Read, Sheet
from frontdoor.casework.papers.vocabulary import Kind

WALL = 8.0  # seconds
# Each may take 512 MB: a web server has room for two.
AT_ONCE, TURN = 2, 8.0
ANSWER = 1024 * 1024
LONGEST_TEXT, LONGEST_WORDS, MOST_PAIRS = 8_000, 500, 12
MOST_SHEETS, MOST_ROWS, MOST_CELLS = 3, 20, 12
LARGEST_PICTURE = 400_000
UNREAD = "It could not be read here. Download it to open it."
UNREADABLE = {
    Kind.HEIC: "Photographs of this sort are not shown here. Download it to look at it.",
    Kind.MSG: "Emails of Outlook are not read here. Download it to open it.",
}
_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r});"
    " from frontdoor.connectors.reader.main import main; main(sys.argv[1])"
)
_turns = BoundedSemaphore(AT_ONCE)


def read(kind: Kind, content: bytes) -> Read:
    """Return what a child process reads of a file; why nothing, where it cannot or does not end."""
    if kind in UNREADABLE:
        return Read(why_not=UNREADABLE[kind])
    try:
        with turn() as mine:
            said = answered(kind.value, content, most=ANSWER) if mine else b""
        return _read(json.loads(said))
    except (OSError, ValueError, RecursionError):
        # Where the machine has no room for a child, the file is kept all the same.
        return Read(why_not=UNREAD)


@contextmanager
def turn() -> Iterator[bool]:
    """Tell whether one of the children may be started now, after waiting for a while."""
    mine = _turns.acquire(timeout=TURN)
    try:
        yield mine
    finally:
        if mine:
            _turns.release()


def answered(kind: str, content: bytes, *, most: int, wall: float = WALL) -> bytes:
    """Return what the child wrote, if it came to its end by itself, in `wall` seconds."""
    given, answer = os.memfd_create("paper"), os.memfd_create("answer")
    try:
        _write(given, content)
        if _ran(kind, given=given, answered=answer, wall=wall):
            return os.pread(answer, most, 0)
        return b""
    finally:
        os.close(given)
        os.close(answer)


def _write(given: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(given, view) :]
    os.lseek(given, 0, os.SEEK_SET)


def _ran(kind: str, *, given: int, answered: int, wall: float) -> bool:
    child = subprocess.Popen(  # noqa: S603  # nosec B603  # Its words are ours.
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", _PROGRAM, kind],
        stdin=given, stdout=answered, stderr=subprocess.DEVNULL,
        cwd="/", env={}, close_fds=True, start_new_session=True,
    )  # fmt: skip
    try:
        return child.wait(wall) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _read(said: Any) -> Read:
    """Return an answer in our own words.

    :raises ValueError: if it is not of the form of an answer.
    """
    if not isinstance(said, dict):
        raise ValueError("no answer")
    why_not = plain(said.get("why_not", ""))
    return Read(
        about=tuple((plain(name), plain(what)) for name, what in _pairs(said.get("about"))),
        text=plain(said.get("text", ""), LONGEST_TEXT),
        sheets=tuple(_sheet(each) for each in _list(said.get("sheets"), MOST_SHEETS)),
        picture=_picture(said.get("picture", "")),
        why_not=f"{why_not} Download it to open it." if why_not else "",
    )


def _list(said: Any, most: int) -> list[Any]:
    return said[:most] if isinstance(said, list) else []


def _pairs(said: Any) -> list[list[Any]]:
    pairs = [each for each in _list(said, MOST_PAIRS) if isinstance(each, list)]
    return [each for each in pairs if len(each) == 2]


def _sheet(said: Any) -> Sheet:
    if not isinstance(said, dict):
        raise ValueError("no sheet")
    rows = (_list(row, MOST_CELLS) for row in _list(said.get("rows"), MOST_ROWS))
    return Sheet(
        name=plain(said.get("name", "")),
        rows=tuple(tuple(plain(cell, 200) for cell in row) for row in rows),
    )


def plain(said: Any, most: int = LONGEST_WORDS) -> str:
    """Return words that a table can hold: no NUL, and no half of a letter."""
    plain = str(said)[:most].encode("utf-8", "replace").decode("utf-8")
    return plain.replace("\0", "")


def _picture(said: Any) -> bytes:
    """Return a small JPEG, or nothing."""
    picture = b64decode(said, validate=True) if isinstance(said, str) else b""
    is_ours = picture.startswith(b"\xff\xd8\xff") and len(picture) <= LARGEST_PICTURE
    return picture if is_ours else b""
