"""What may not be a password: the words of this house, and what is known to have leaked.

Django asks these beside its own (`AUTH_PASSWORD_VALIDATORS`); docs/security.md lists the words.
"""

import hashlib
from io import SEEK_END
from typing import BinaryIO

from django.core.exceptions import ValidationError

from frontdoor.access import queries
from frontdoor.access.models import User

# What somebody who guesses at a hub would begin with (ASVS 5.0, 6.1.2). The hubs' own names follow.
WORDS = (
    "agency", "care", "child", "children", "council", "door", "family", "front", "hub", "mash",
    "multi", "nhs", "password", "police", "protect", "safe", "safeguarding", "school", "social",
    "team", "welcome", "work",
)  # fmt: skip
LEFT = 6
OF_HERE = "This is made of words of this work. Choose words that have nothing to do with it."
LEAKED = "This password is known from a theft elsewhere, and is tried first. Choose another."
LONGEST_LINE = 100


class OfHere:
    """Refuses a password of which little is left without the words of this work, and numbers."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Take the password.

        :raises ValidationError: if it is made of such words.
        """
        letters = left = "".join(letter for letter in password.casefold() if letter.isalpha())
        for word in sorted({*WORDS, *_names()}, key=len, reverse=True):
            left = left.replace(word, "")
        if left != letters and len(left) < LEFT:
            raise ValidationError(OF_HERE, code="of_here")

    def get_help_text(self) -> str:
        """Return what is asked of whoever chooses."""
        return OF_HERE


class Breached:
    """Refuses a password whose SHA-1 stands in a file that the operator keeps, in order.

    It is the form in which Have I Been Pwned gives its list out: a hash in capitals, and a colon
    with a number after it. The file is searched, not read: nothing leaves this machine. Without a
    file nothing is refused.
    """

    def __init__(self, listed: str = "") -> None:
        self.listed = listed

    def validate(self, password: str, user: User | None = None) -> None:
        """Take the password.

        :raises ValidationError: if it is on the list.
        """
        if not self.listed:
            return
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        with open(self.listed, "rb") as lines:
            if _first_not_before(lines, digest.encode()).startswith(digest.encode()):
                raise ValidationError(LEAKED, code="leaked")

    def get_help_text(self) -> str:
        """Return what is asked of whoever chooses."""
        return LEAKED


def _names() -> set[str]:
    named = (word for hub in queries.hubs() for word in hub.name.casefold().split())
    return {word for word in named if len(word) > len("the")}


def _first_not_before(lines: BinaryIO, wanted: bytes) -> bytes:
    """Return the first line of an ordered file that is not before what is wanted."""
    low, high = 0, lines.seek(0, SEEK_END)
    while low < high:
        middle = (low + high) // 2
        if _line_from(lines, middle)[: len(wanted)].upper() < wanted and _line_from(lines, middle):
            low = middle + 1
        else:
            high = middle
    return _line_from(lines, low).upper()


def _line_from(lines: BinaryIO, place: int) -> bytes:
    """Return the first whole line that begins at a place or after it."""
    lines.seek(max(place - 1, 0))
    if place:
        lines.readline(LONGEST_LINE)
    return lines.readline(LONGEST_LINE)
