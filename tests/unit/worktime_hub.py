"""A hub to ask about time, and short words to ask with."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from frontdoor.kernel.worktime import Calendar, Duration, Unit

LONDON = ZoneInfo("Europe/London")
CHRISTMAS = [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]
EASTER = [date(2027, 3, 26), date(2027, 3, 29)]

LONG, SHORT = (time(8, 30), time(17)), (time(8, 30), time(16, 30))
# Coventry's hours (C3.6); the checks use them for Durham and Barnet too, who name none.
HUB = Calendar({0: LONG, 1: LONG, 2: LONG, 3: LONG, 4: SHORT}, holidays=CHRISTMAS + EASTER)
NEVER_SHUT = Calendar({weekday: (time(0), time(0)) for weekday in range(7)})


def at(text: str, *, fold: int = 0) -> datetime:
    """Return a local time of 2026 or 2027, such as "Fri 20 Nov 2026 15:00"."""
    local = datetime.strptime(text, "%a %d %b %Y %H:%M").replace(tzinfo=LONDON, fold=fold)
    assert local.strftime("%a %d %b") == text[:10], "The day of the week is wrong."
    return local


def utc(text: str) -> datetime:
    return at(text).replace(tzinfo=UTC)


def clock(amount: float) -> Duration:
    return Duration(amount, Unit.CLOCK_HOURS)


def hours(amount: float) -> Duration:
    return Duration(amount, Unit.WORKING_HOURS)


def days(amount: float) -> Duration:
    return Duration(amount, Unit.WORKING_DAYS)


SAME_DAY = Duration(1, Unit.SAME_DAY)
