"""Reads text, tables as text, and the words of Word documents."""

import codecs
import csv
import re
from io import BytesIO, StringIO
from xml.parsers import expat
from zipfile import ZipFile

MOST = 8_000  # characters that are shown
ROWS, COLUMNS, CELL = 20, 12, 200
PIECE = 64 * 1024
_FORMULA = re.compile(r"\s*[=+@\t\r-](?![\d.,\s]*$)")
WARNING = (
    "Careful",
    "Some cells begin like a formula. Here they are words; a spreadsheet program may act on them.",
)


class _Enough(Exception):
    """There is as much as is shown."""


def text(content: bytes) -> dict[str, object]:
    """Return the beginning of a text."""
    return {"text": decoded(content, most=MOST * 4)[:MOST]}


def table(content: bytes) -> dict[str, object]:
    """Return the first rows of a table that came as text."""
    head = decoded(content, most=PIECE * 4)
    csv.field_size_limit(PIECE * 4)
    first = head.partition("\n")[0]
    mark = max(",;\t|", key=first.count)
    rows = []
    for row in csv.reader(StringIO(head), delimiter=mark):
        rows.append([cell[:CELL] for cell in row[:COLUMNS]])
        if len(rows) == ROWS:
            break
    about = [WARNING] if is_like_a_formula(rows) else []
    return {"about": about, "sheets": [{"name": "", "rows": rows}]}


def is_like_a_formula(rows: list[list[str]]) -> bool:
    """Tell whether a cell could be taken for a formula by a spreadsheet program."""
    return any(_FORMULA.match(cell) for row in rows for cell in row)


def decoded(content: bytes, *, most: int | None = None) -> str:
    """Return text, or as many bytes of it, in the first alphabet that it can be: there is one."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[:most].decode("utf-16", "replace")
    try:
        # A letter of several bytes may be cut in the middle.
        whole = most is None or len(content) <= most
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content[:most], whole)
    except UnicodeDecodeError:
        return content[:most].decode("cp1252", "replace")


def word(content: bytes) -> dict[str, object]:
    """Return the first words of a Word document. What is unpacked is read piece by piece."""
    words = _Words()
    with ZipFile(BytesIO(content)) as packed, packed.open("word/document.xml") as part:
        try:
            while piece := part.read(PIECE):
                words.parser.Parse(piece)
        except _Enough:
            pass
    return {"text": "".join(words.said).strip()[:MOST]}


class _Words:
    """Collects the words of a document from its XML; with a DOCTYPE it is no document."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._length = 0
        self._is_text = False
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document declares no entities")

    def _begin(self, name: str, _: object) -> None:
        self._is_text = name == "w:t"
        if name in ("w:tab", "w:br", "w:cr"):
            self._add(" ")

    def _end(self, name: str) -> None:
        self._is_text = False
        if name == "w:p":
            self._add("\n")

    def _say(self, said: str) -> None:
        if self._is_text:
            self._add(said)

    def _add(self, said: str) -> None:
        self.said.append(said)
        self._length += len(said)
        if self._length > MOST:
            raise _Enough
