"""The clock on the wall: moments as people in England read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def local(at: datetime) -> datetime:
    """Return a moment by the clock of whoever reads it.

    :raises ValueError: if `at` is naive: nobody could say which moment it is.
    """
    if at.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be told to people.")
    return at.astimezone(LONDON)
