"""Times and names as people say them, in the style of GOV.UK. Pure functions."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from markupsafe import Markup, escape

from frontdoor.kernel.wall_clock import local

_DAYS_FROM = timedelta(hours=48)


def day(value: date | datetime) -> str:
    """Return a day: "Friday 14 May 2027"."""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def date_words(value: date | datetime) -> str:
    """Return a date without its weekday: "14 May 2027"."""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on.day} {on:%B} {on.year}"


def time(value: datetime) -> str:
    """Return a time of day: "4:30pm", "4pm", "midday", "midnight"."""
    at = local(value)
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(value: datetime) -> str:
    """Return a moment: "14 May 2027 at 4:30pm"."""
    return f"{date_words(value)} at {time(value)}"


def time_left(left: timedelta, unit: str = "clock hours") -> str:
    """Return "3 hours 20 minutes left" or "2 hours late", rounded down.

    Working time never becomes days: a working day is not 24 hours long.
    """
    ending = "late" if left < timedelta() else "left"
    return f"{_length(abs(left), working=unit.startswith('working'))} {ending}"


def _length(length: timedelta, *, working: bool) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if not hours and not minutes:
        return "less than a minute"
    if length >= _DAYS_FROM and not working:
        days, hours = divmod(hours, 24)
        return _join(_count(days, "day"), _count(hours, "hour"))
    minutes = 0 if hours >= 24 else minutes
    return _join(_count(hours, "working hour" if working else "hour"), _count(minutes, "minute"))


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}" if number else ""


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def plain(code: object) -> str:
    """Return a code as words: "team_manager" is "team manager"."""
    return str(code).replace("_", " ")


def sentence_case(text: object) -> str:
    """Return words with a capital at the start, the rest untouched."""
    said = str(text)
    return said[:1].upper() + said[1:]


def listing(names: Iterable[object], last: str = "and") -> str:
    """Return names in a row: "police, health and education"."""
    said = [str(name) for name in names]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {last} {said[-1]}"


def attrs(values: Mapping[str, object]) -> Markup:
    """Return HTML attributes; true gives the bare name, false and none give nothing."""
    said = [
        escape(name) if value is True else Markup('{}="{}"').format(name, value)
        for name, value in values.items()
        if value is not None and value is not False
    ]
    return Markup("").join(Markup(" ") + each for each in said)


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "date_words": date_words,
    "time": time,
    "moment": moment,
    "time_left": time_left,
    "plain": plain,
    "sentence_case": sentence_case,
    "listing": listing,
    "attrs": attrs,
}
