"""Pure decisions about papers: what may be attached, opened and released."""

import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from frontdoor.casework.papers.vocabulary import Kind, PaperStage, Verdict

# Ours: a name that a list can show, and that every system can store.
LONGEST_NAME = 120
NAMELESS = "paper"
# By kind: how its name may end, the first as we give it out, and its media type.
ENDINGS: dict[Kind, tuple[str, ...]] = {
    Kind.PDF: ("pdf",),
    Kind.DOCX: ("docx",),
    Kind.XLSX: ("xlsx",),
    Kind.ODS: ("ods",),
    Kind.CSV: ("csv", "tsv"),
    Kind.TXT: ("txt", "text", "log", "md"),
    Kind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    Kind.PNG: ("png",),
    Kind.HEIC: ("heic", "heif"),
    Kind.EML: ("eml",),
    Kind.MSG: ("msg",),
}
MEDIA_TYPES: dict[Kind, str] = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.CSV: "text/csv",
    Kind.TXT: "text/plain",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.HEIC: "image/heic",
    Kind.EML: "message/rfc822",
    Kind.MSG: "application/vnd.ms-outlook",
}
_OPENED = (PaperStage.CLEARED, PaperStage.RELEASED)
# Letters, marks, numbers, punctuation and symbols; the rest turns, hides or ends what is shown.
_SHOWN = frozenset("LMNPSZ")
_SEPARATORS = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check for viruses said of a file: a verdict, and the virus or why there is none."""

    verdict: Verdict
    virus: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The first rows of a table."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Read:
    """What could be read of a file in the sandbox, or why nothing could."""

    about: tuple[tuple[str, str], ...] = ()
    text: str = ""
    sheets: tuple[Sheet, ...] = ()
    picture: bytes = b""
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One file as somebody sent it, recognised, checked and read."""

    name: str
    kind: Kind
    content: bytes
    checked: Checked
    read: Read

    @property
    def digest(self) -> str:
        """Return the digest of what is in it: the same file is the same paper."""
        return digest(self.content)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return sha256(content).hexdigest()


def safe_name(sent: str) -> str:
    """Return the name of a file as it can be shown and stored: no path, nothing that hides.

    What turns the direction of writing, controls a terminal or is no character goes.
    """
    name = unicodedata.normalize("NFC", sent[:4_000]).replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in name if unicodedata.category(each)[0] in _SHOWN)
    tidy = " ".join(shown.translate(_SEPARATORS).split()).strip(" .")
    stem, dot, ending = tidy.rpartition(".")
    if len(tidy) <= LONGEST_NAME:
        return tidy or NAMELESS
    if not stem or len(ending) > 10:
        return tidy[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1].rstrip(" .") + dot + ending


def ending(name: str) -> str:
    """Return how a name ends, in small letters, without the dot."""
    stem, _, last = name.rpartition(".")
    return last.lower() if stem else ""


def mismatch(name: str, kind: Kind) -> str:
    """Return what a name claims beside what the file is, or an empty string."""
    claimed = ending(name)
    if claimed in ENDINGS[kind]:
        return ""
    named = f"It is named .{claimed[:10]}" if claimed else "Its name has no ending"
    return f"{named}; by what is in it, it is: {kind.label}."


def name_to_save(name: str, kind: Kind) -> str:
    """Return the name under which a paper is given out: it ends as what it is."""
    return name if not mismatch(name, kind) else f"{name}.{ENDINGS[kind][0]}"


def why_not_opened(stage: str, *, struck: bool) -> str:
    """Return why a paper may not be opened, or an empty string."""
    if struck:
        return "This was struck out: it does not belong here, and is opened no more."
    if stage in _OPENED:
        return ""
    if stage == PaperStage.INFECTED:
        return "A virus was found in this. It is kept away, and nobody can open it."
    return "This is in quarantine: it has not been checked for viruses. Read what it says here."


def why_not_released(*, struck: bool, required: bool) -> str:
    """Return why nobody may release an unchecked paper, or an empty string."""
    if struck:
        return "This was struck out: it is opened no more."
    if required:
        return "Nothing is released here without a check for viruses. Check it again."
    return ""


def megabytes(size: int) -> str:
    """Return a size in words."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1_000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")
