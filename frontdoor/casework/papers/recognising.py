"""What a file is, by what is in it and not by its name. Nothing is unpacked or parsed here.

Only marks at fixed places and names that stand in the open are looked for, so that no file, however
made, can do anything. What the marks promise is tried in the sandbox.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from frontdoor.casework.papers.rules import ending
from frontdoor.casework.papers.vocabulary import Kind

TAKEN = (
    "The hub takes PDF, Word (DOCX), Excel (XLSX), ODS, CSV, text, photographs (JPEG, PNG, HEIC) "
    "and emails (EML, MSG)."
)
_PDF_OR_WORD = "Ask for it, or save it, as PDF or in the newer format of Word or Excel."


@dataclass(frozen=True)
class Recognised:
    """What a file is, or why the hub does not take it."""

    kind: Kind | None = None
    refused: str = ""


def recognise(name: str, content: bytes) -> Recognised:
    """Return what a file is. An empty one, a program and a packed folder are nothing we take."""
    if not content:
        return Recognised(refused="It is empty. Save it again, or ask for it again.")
    for mark, made in _BEGINNINGS:
        if content.startswith(mark):
            return made(content)
    if content[4:8] == b"ftyp":
        return _film_or_photograph(content)
    if content[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n\f").startswith(b"%PDF-"):
        return Recognised(Kind.PDF)
    return _text(name, content)


def _packed(content: bytes) -> Recognised:
    """Return what a ZIP is: documents of today are ZIPs with well-known names in them."""
    if b"vbaProject.bin" in content:
        return Recognised(refused=f"It has macros, and could act as a program. {_PDF_OR_WORD}")
    found = [kind for kind, name in _INSIDE if name in content]
    if content[30:38] == b"mimetype" and _SPREADSHEET in content[38:120]:
        found.append(Kind.ODS)
    if len(found) == 1:
        return Recognised(found[0])
    if found:
        return Recognised(refused="It is two kinds of document in one, which no program makes.")
    return Recognised(
        refused="It is a packed folder (ZIP) or a format that the hub does not take. Take out the "
        "files, and attach them one by one."
    )


def _of_old(content: bytes) -> Recognised:
    """Return what an OLE file is: messages of Outlook are; so are the formats before 2007."""
    if "__properties_version1.0".encode("utf-16-le") in content:
        return Recognised(Kind.MSG)
    return Recognised(refused=f"It is in an old format of Word or Excel. {_PDF_OR_WORD}")


def _film_or_photograph(content: bytes) -> Recognised:
    if content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"}:
        return Recognised(Kind.HEIC)
    return Recognised(refused=f"It is a film or a sound. {TAKEN}")


def _text(name: str, content: bytes) -> Recognised:
    """Return what text is: an email by its head, a table by its name."""
    head = content[:4_096]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_wide and _IS_NO_TEXT.search(content[:100_000]):
        return Recognised(refused=f"It is not a kind of file that the hub takes. {TAKEN}")
    if len(_HEADERS.findall(head)) > 1 and _HEADER.match(head):
        return Recognised(Kind.EML)
    if _WEB_PAGE.search(head):
        return Recognised(refused="It is a web page, which could act. Save it as PDF.")
    return Recognised(Kind.CSV if ending(name) in ("csv", "tsv") else Kind.TXT)


def _is(kind: Kind) -> "_Made":
    return lambda _: Recognised(kind)


def _is_not(words: str) -> "_Made":
    return lambda _: Recognised(refused=words)


_Made = Callable[[bytes], Recognised]
_A_PROGRAM = _is_not("It is a program. The hub does not take programs.")
_A_PICTURE = _is_not("It is a picture in a format that the hub does not take. Save it as JPEG.")
_PACKED = _is_not("It is a packed folder. Take out the files, and attach them one by one.")
_BEGINNINGS: tuple[tuple[bytes, _Made], ...] = (
    (b"%PDF-", _is(Kind.PDF)),
    (b"\xff\xd8\xff", _is(Kind.JPEG)),
    (b"\x89PNG\r\n\x1a\n", _is(Kind.PNG)),
    (b"PK\x03\x04", _packed),
    (b"PK\x05\x06", _packed),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _of_old),
    (b"MZ", _A_PROGRAM),
    (b"\x7fELF", _A_PROGRAM),
    (b"#!", _A_PROGRAM),
    (b"{\\rtf", _is_not("It is in the old format RTF. Save it as PDF or DOCX.")),
    (b"GIF8", _A_PICTURE),
    (b"II*\x00", _A_PICTURE),
    (b"MM\x00*", _A_PICTURE),
    (b"RIFF", _A_PICTURE),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
)
_INSIDE = ((Kind.DOCX, b"word/document.xml"), (Kind.XLSX, b"xl/workbook.xml"))
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_IS_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WEB_PAGE = re.compile(rb"<\s*(!doctype\s+html|html|script|svg|iframe|body|meta)\b", re.IGNORECASE)
_HEADER = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]{0,60}:")
_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|mime-version|message-id|delivered-to"
    rb"|content-type|reply-to|sender|cc|dkim-signature|x-[a-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
