"""Says on which line of a TOML text each key stands; `tomllib` keeps no positions."""

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"""(?:\\.|[^\\])*?"{3,5}',
        r"'''.*?'{3,5}",
        r'"(?:\\.|[^"\\])*"',
        r"'[^']*'",
    )
)


def lines(text: str) -> Mapping[Path, int]:
    """Return the line of every key and list item of a text that `tomllib` has accepted."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.found


def line_of(path: Path, known: Mapping[Path, int]) -> int:
    """Return the line of `path`, or of the nearest thing around it that the text has."""
    while path and path not in known:
        path = path[:-1]
    return known.get(path, 1)


class _Scanner:
    """Walks once over a valid text. It need not judge it: `tomllib` has done so."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.found: dict[Path, int] = {}
        self.table: Path = ()
        self.lengths: dict[Path, int] = {}

    def run(self) -> None:
        self._blank()
        while self.at < len(self.text):
            if self._peek() == "[":
                self._header()
            else:
                self._pair(self.table)
            self._blank()

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        self.line += match[0].count("\n")
        return match[0]

    def _blank(self) -> None:
        self._take(_BLANK)

    def _string(self) -> str:
        return next((taken for kind in _STRINGS if (taken := self._take(kind))), "")

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], line)

    def _header(self) -> None:
        line = self.line
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        *parents, last = self._keys()
        self.at += brackets
        path: Path = ()
        for key in parents:
            path = self._newest((*path, key))
        path = (*path, last)
        if brackets == 2:
            self.lengths[path] = self.lengths.get(path, 0) + 1
        self.table = self._newest(path)
        self._note(self.table, line)

    def _newest(self, path: Path) -> Path:
        """Return the last table of an array of tables, or the path itself."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._blank()
            quoted = self._string() if self._peek() in "\"'" else ""
            keys.append(_plain(quoted) if quoted else self._take(_BARE))
            self._blank()
            if self._peek() != ".":
                return keys
            self.at += 1

    def _pair(self, table: Path) -> None:
        line = self.line
        path: Path = (*table, *self._keys())
        self._note(path, line)
        self.at += 1  # the equals sign
        self._blank()
        self._value(path)

    def _value(self, path: Path) -> None:
        self._note(path, self.line)
        match self._peek():
            case "[":
                self._list(path)
            case "{":
                self._inline(path)
            case '"' | "'":
                self._string()
            case _:
                self._take(_SCALAR)

    def _list(self, path: Path) -> None:
        self.at += 1
        self._blank()
        item = 0
        while self._peek() != "]":
            self._value((*path, item))
            item += 1
            self._comma()
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        self._blank()
        while self._peek() != "}":
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._blank()
        if self._peek() == ",":
            self.at += 1
            self._blank()


def _plain(quoted: str) -> str:
    return str(tomllib.loads(f"key = {quoted}")["key"])
