"""The child process: limits first, then what reads, then the file, and one answer as JSON.

What is needed is imported before the limits are tight. From then on no file can be opened, no
socket made and no process started; what a file makes of its reader ends here.
"""

import codecs
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

MEMORY = 512 * 1024 * 1024
MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What a child may use: seconds of work and of waiting, bytes of memory and of an answer.

    Whoever started it stops it sooner.
    """

    memory: int = MEMORY
    cpu: int = 6
    wall: int = 9
    answer: int = MB


NOBODY = 65_534
Answer = dict[str, object]
Reader = Callable[[bytes], Answer]
READERS = {
    "pdf": ("pdf", "read"),
    "docx": ("letters", "word"),
    "txt": ("letters", "text"),
    "csv": ("letters", "table"),
    "eml": ("mail", "read"),
    "xlsx": ("sheets", "read"),
    "ods": ("sheets", "read"),
    "jpeg": ("pictures", "read"),
    "png": ("pictures", "read"),
    "csv_rows": ("rolls", "text"),
    "xlsx_rows": ("rolls", "book"),
    "csv_long": ("rolls", "long_text"),
    "xlsx_long": ("rolls", "long_book"),
}
# What is written of a list of thousands of rows; and of hundreds of thousands, for which no page
# waits.
_LIST = Bounds(answer=64 * MB)
_LONG = Bounds(memory=3 * MEMORY, cpu=90, wall=120, answer=256 * MB)
BOUNDS = {"csv_rows": _LIST, "xlsx_rows": _LIST, "csv_long": _LONG, "xlsx_long": _LONG}


def main(kind: str) -> None:
    """Read one file of a kind from standard input, and write what was read."""
    _bound(BOUNDS.get(kind, Bounds()))
    reader = _reader(kind)
    content = sys.stdin.buffer.read()
    _shut()
    try:
        said = reader(content)
    except (Exception, RecursionError) as fault:
        said = {"why_not": f"It could not be read ({type(fault).__name__})."}
    left = memoryview(json.dumps(said).encode("ascii"))
    while left:
        left = left[os.write(1, left) :]


def _bound(bounds: Bounds) -> None:
    """Bound memory, time and what can be written."""
    for what, most in (
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_CPU, bounds.cpu),
        (resource.RLIMIT_FSIZE, bounds.answer),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    signal.alarm(bounds.wall)
    sys.setrecursionlimit(600)


def _shut() -> None:
    """Let go of everything: standard input, rights of an administrator, files, processes."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    # 0, 1 and 2 are open; there is no fourth.
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _reader(kind: str) -> Reader:
    """Import what reads a kind of file, and no more: some of it is large."""
    _codecs()
    module, name = READERS[kind]
    reader: Reader = getattr(import_module(f"frontdoor.connectors.reader.{module}"), name)
    return reader


def _codecs() -> None:
    """Know the alphabets that text and emails come in; later none can be fetched."""
    for name in (
        "ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7",
        "cp437", "cp850", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1256", "cp1257",
        "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-9", "iso8859-15",
        "koi8-r", "gb18030", "gbk", "big5", "shift_jis", "iso2022_jp", "euc-jp", "euc-kr",
        "mac-roman", "unicode_escape", "raw_unicode_escape",
    ):  # fmt: skip
        codecs.lookup(name)
