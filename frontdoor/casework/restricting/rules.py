"""Pure decisions about restricted records, and about looking at one without the right to."""

from collections.abc import Collection
from datetime import datetime, timedelta

# A look through broken glass lasts no longer, whatever a pack says (trust.md section 4, R12).
LONGEST = timedelta(minutes=60)
SHORTEST_REASON = 20
# Ours: how many references somebody may get wrong in an hour before they have to wait.
MISSES = 5
MISSES_WITHIN = timedelta(hours=1)


def until(at: datetime, *, minutes: int) -> datetime:
    """Return when a look that begins now is over."""
    return at + min(timedelta(minutes=minutes), LONGEST)


def is_open(opened_at: datetime, ends_at: datetime, *, at: datetime) -> bool:
    """Tell whether a look is going on: the moment at which it ends is not in it any more."""
    return opened_at <= at < ends_at


def why_not_readers(
    readers: Collection[int], *, may_read: Collection[int], in_hub: Collection[int]
) -> str:
    """Return why a record cannot be restricted to these people, or an empty string.

    Somebody of the hub has to be among them: an agency cannot work on a case by itself.
    """
    if not readers:
        return "Name at least one person who may read it."
    if not set(readers) <= set(may_read):
        return "One of these has no place in the hub or in one of its agencies."
    if not set(readers) & set(in_hub):
        return "Name at least one person of the hub: somebody has to work on it."
    return ""


def why_not_name(readers: Collection[int], *, now: Collection[int], me: int) -> str:
    """Return why somebody may not choose these readers, or an empty string.

    Who may not read a record may let others read it, and never themselves: that is what breaking
    the glass is for, which somebody else reviews.
    """
    if me in readers and me not in now:
        return "You may not read this record, and cannot name yourself. Name somebody else."
    return ""
