"""Reads who wrote an email to whom about what, what it says, and what is attached to it."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from html import unescape

from frontdoor.connectors.reader.letters import MOST, decoded

HEADERS = ("From", "To", "Cc", "Date", "Subject")
LONGEST = 500
PARTS, NAMES = 200, 20
# What the standard library raises at odd mail; the last, where it looks for an alphabet's file.
ODD = (ValueError, LookupError, TypeError, AttributeError, MessageError, OSError)
BODY = 256 * 1024
_UNSAID = re.compile(r"<(style|script|head)\b.{0,100000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li)\b[^<>]{0,200}>", re.IGNORECASE)


def read(content: bytes) -> dict[str, object]:
    """Return the head of an email, the names of what is attached, and its words."""
    try:
        found = message_from_bytes(content)
        parts = _parts(found)
    except RecursionError:
        head = BytesHeaderParser().parsebytes(content[:BODY])
        deep = ("Parts", "More, one within the other, than can be read here. Open it to see them.")
        return {"about": [*_head(head), deep]}
    about, names = _head(found), _names(parts)
    if names:
        about.append(("Attached", ", ".join(names)))
    return {"about": about, "text": _words(parts)}


def _head(found: Message) -> list[tuple[str, str]]:
    return [(name, _header(str(found[name]))) for name in HEADERS if found[name] is not None]


def _header(said: str) -> str:
    """Return a header in words; as it stands, where it cannot be told."""
    said = said[: LONGEST * 4]
    try:
        parts = [_part(words, charset) for words, charset in decode_header(said)]
    except ODD:
        parts = [said]
    return " ".join("".join(parts).split())[:LONGEST]


def _part(words: bytes | str, charset: str | None) -> str:
    return words if isinstance(words, str) else _decoded(words, charset)


def _decoded(words: bytes, charset: str | None) -> str:
    try:
        return words.decode(charset or "utf-8")
    except ODD:
        return decoded(words)


def _parts(found: Message) -> list[Message]:
    return [part for part, _ in zip(_within(found), range(PARTS), strict=False)]


def _within(found: Message) -> Iterator[Message]:
    """Give every part that holds something, from the outside in, without going down a stack."""
    waiting = [found]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting.extend(each for each in reversed(inner[:PARTS]) if isinstance(each, Message))
        else:
            yield part


def _names(parts: list[Message]) -> list[str]:
    found = [_name(part) for part in parts]
    named = [name for name in found if name]
    more = len(named) - NAMES
    return [*named[:NAMES], *([f"and {more} more"] if more > 0 else [])]


def _name(part: Message) -> str:
    try:
        return _header(part.get_filename() or "")
    except ODD:
        return "a file whose name cannot be read"


def _words(parts: list[Message]) -> str:
    """Return what an email says: as text where it does, else what stands in its HTML."""
    for kind, plain in (("text/plain", str), ("text/html", _without_marks)):
        for part in parts:
            if part.get_content_type() == kind and not part.get_filename():
                body = _body(part)
                if body.strip():
                    return plain(body).strip()[:MOST]
    return ""


def _body(part: Message) -> str:
    try:
        held = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except ODD:
        return ""
    return _decoded(held[:BODY], charset) if isinstance(held, bytes) else ""


def _without_marks(html: str) -> str:
    shown = _BREAK.sub("\n", _UNSAID.sub(" ", html))
    return re.sub(r"\n\s*\n+", "\n\n", unescape(_TAG.sub(" ", shown)))
