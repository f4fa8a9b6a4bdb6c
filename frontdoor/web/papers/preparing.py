"""Has each file that somebody sent checked for viruses and read, before it is put on record.

Somebody waits for the page meanwhile: all of it together takes no longer than they would.
"""

from collections.abc import Iterable
from time import monotonic

from django.conf import settings

from frontdoor.casework.papers.rules import Checked, Read, Sent
from frontdoor.casework.papers.vocabulary import Verdict
from frontdoor.connectors import clamd, sandbox
from frontdoor.web.papers.forms import Chosen

PATIENCE = 20.0  # seconds, after which what is left is attached unchecked and unread
NO_TIME = "There was no time left to check it."
UNREAD = "There was no time left to read it here. Download it to open it."
UNSAFE = "It is not read, because a virus was found in it."


def prepared(chosen: Iterable[Chosen]) -> list[Sent]:
    """Return files with what a check and the sandbox say of each."""
    end = monotonic() + PATIENCE
    return [_prepared(each, end) for each in chosen]


def checked(content: bytes) -> Checked:
    """Return what the check that is set up here says of a file."""
    return clamd.scan(content, address=settings.CLAMD)


def _prepared(chosen: Chosen, end: float) -> Sent:
    said = Checked(verdict=Verdict.NOT_CHECKED, why=NO_TIME)
    if monotonic() < end:
        said = checked(chosen.content)
    return Sent(
        name=chosen.name,
        kind=chosen.kind,
        content=chosen.content,
        checked=said,
        read=_read(chosen, said, end),
    )


def _read(chosen: Chosen, said: Checked, end: float) -> Read:
    if said.verdict == Verdict.INFECTED:
        return Read(why_not=UNSAFE)
    if monotonic() >= end:
        return Read(why_not=UNREAD)
    return sandbox.read(chosen.kind, chosen.content)
