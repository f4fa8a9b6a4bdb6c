"""Pure decisions about subject access: until when it is due, and what may be taken out of words."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

# One calendar month; two more where it is complex or there are many (UK GDPR, Article 12(3)).
MONTHS = 1
MONTHS_EXTENDED = 3
# Ours: so many working days before it is due, whoever answers is reminded.
REMINDED = 5
# What stands where something was taken out.
REMOVED = "[removed]"


def due_on(begins: date, *, months: int, is_working_day: Callable[[date], bool]) -> date:
    """Return the day by which an answer is due that runs from `begins`.

    It is the same day of a later month, or that month's last where it has no such day; when nobody
    works then, the next day on which somebody does (the ICO's reading of Article 12(3)).
    """
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    day = date(year, month + 1, min(begins.day, last))
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def remind_on(due: date, *, is_working_day: Callable[[date], bool]) -> date:
    """Return the day from which a request that is due on a day is told of as due soon."""
    day, left = due, REMINDED
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    return day


def why_not_redacted(held: str, given: str) -> str:
    """Return why these words cannot go instead of those that are held, or an empty string.

    Parts may be taken out, each marked; nothing may be put in or changed.
    """
    parts = given.split(REMOVED)
    if len(parts) == 1:
        return f"Put {REMOVED} where something is taken out. To give all of it, choose that."
    if not any(part.strip() for part in parts):
        return "Nothing is left of it. Withhold it instead."
    if not _fits(held, parts):
        return "Only take words out: everything that is left has to stand as it is held."
    return ""


def _fits(held: str, parts: list[str]) -> bool:
    """Tell whether the parts stand in what is held, in order, with something between each two."""
    first, *between, last = parts
    if not held.startswith(first) or not held.endswith(last):
        return False
    begins, ends = len(first), len(held) - len(last)
    for part in between:
        found = held.find(part, begins + 1, ends)
        if found < 0:
            return False
        begins = found + len(part)
    return begins < ends


def why_not_extend(*, due: date, today: date, extended: bool) -> str:
    """Return why a request cannot have longer, or an empty string."""
    if extended:
        return "It has been extended once already. It cannot be extended again."
    if today > due:
        return "It is late already: it can be extended only before it is due."
    return ""
