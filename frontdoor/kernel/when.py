"""A date as far as it is known: a year, a month, or a day. What is not known is not guessed."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date

EARLIEST = 1900
_TYPED = re.compile(
    r"(?:(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]+)?(?P<month>\d{1,2}|[a-z]{3,})[\s./-]+)?"
    r"(?P<year>\d{4})",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, order=True)
class When:
    """A date as far as it is known: a year, a month, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        month = month_name[self.month] if self.month else ""
        return " ".join(str(part) for part in (self.day or "", month, self.year) if part)

    @property
    def first(self) -> date:
        """Return the first day that can be meant."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Return the last day that can be meant."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def when(typed: str, *, today: date) -> When | None:
    """Return the date that was typed, as far as it goes, or nothing where it cannot be one.

    "2019", "May 2019", "5/2019", "14 May 2019" and "14/5/2019" are dates of the past.
    """
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    year, month = int(found["year"]), _month(found["month"])
    day = int(found["day"]) if found["day"] else None
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return When(year, month, day) if year >= EARLIEST and first <= today else None


def _month(typed: str | None) -> int | None:
    if typed is None or typed.isdigit():
        return None if typed is None else int(typed)
    named = [month for month in range(1, 13) if month_name[month].lower().startswith(typed.lower())]
    return named[0] if named else 0
