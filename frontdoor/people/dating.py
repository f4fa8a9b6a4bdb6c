"""Days as far as they are known: "about 2019", "March 2025", or only that it is over."""

from dataclasses import dataclass
from datetime import date

from frontdoor.kernel.when import When, when
from frontdoor.people.vocabulary import Precision

ABOUT = ("about ", "around ", "circa ", "c. ")
NOBODY_KNOWS = ("not known", "unknown")


@dataclass(frozen=True, kw_only=True)
class Day:
    """The day on which something began or ended, and how far it is known; empty, if not told."""

    on: date | None = None
    known: str = ""


def read(typed: str, *, today: date, last: bool = False) -> Day | None:
    """Return the day that was typed, as far as it goes, or nothing where it cannot be one.

    With `last`, the last day that can be meant and not the first. "About" goes with a year alone.
    """
    said = typed.strip().lower()
    if not said:
        return Day()
    if said in NOBODY_KNOWS:
        return Day(known=Precision.UNKNOWN.value)
    about = next((each for each in ABOUT if said.startswith(each)), "")
    found = when(said.removeprefix(about), today=today)
    if found is None or (about and found.month):
        return None
    known = Precision.ABOUT if about else _precision(found)
    return Day(on=found.last if last else found.first, known=known.value)


def _precision(found: When) -> Precision:
    if found.day:
        return Precision.DAY
    return Precision.MONTH if found.month else Precision.YEAR


def brief(began: Day, ended: Day) -> str:
    """Return from when until when something held, as far as it was told, as short as it can be."""
    first, last = _brief(began), _brief(ended)
    if first and last:
        return f"{first} – {last}"
    if last or ended.known:
        return f"until {last}" if last else f"{first}, over".removeprefix(", ")
    return f"since {first}" if first else ""


def _brief(day: Day) -> str:
    if day.on is None:
        return ""
    written = {
        Precision.MONTH: f"{day.on:%b %Y}",
        Precision.YEAR: f"{day.on:%Y}",
        Precision.ABOUT: f"about {day.on:%Y}",
    }
    return written.get(Precision(day.known or Precision.DAY), f"{day.on:%-d %b %Y}")


def told(day: Day) -> str:
    """Return a day in words, as far as it is known; nothing where it was not told."""
    if day.on is None:
        return "a day that nobody knows" if day.known == Precision.UNKNOWN else ""
    written = {
        Precision.MONTH: f"{day.on:%B %Y}",
        Precision.YEAR: f"{day.on:%Y}",
        Precision.ABOUT: f"about {day.on:%Y}",
    }
    return written.get(Precision(day.known or Precision.DAY), f"{day.on:%-d %B %Y}")
