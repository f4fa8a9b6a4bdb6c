"""Pure decisions about weak signals: how what was found is said. Nothing is weighed or foretold."""

from collections import Counter
from collections.abc import Iterable

_WHICH = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")


def counted(number: int, one: str, many: str) -> str:
    """Return how many there are of something."""
    return one if number == 1 else many.format(number)


def how_often(roles: Iterable[str]) -> str:
    """Return in which roles somebody was named, the most frequent first, each with how often."""
    return ", ".join(f"{_times(number)} as {role}" for role, number in Counter(roles).most_common())


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def at_an_address(words: str, *, lately: int, before: int, later: int, days: int) -> str:
    """Return which contact this is at an address: of those in so many days up to it, of those
    before that time, and of those that came later.
    """
    first = (
        f"{_which(lately + 1)} at {words} in {days} days"
        if lately
        else f"{_contacts(before + later, 'other')} at {words}"
    )
    more = [
        f"{number} {when}"
        for number, when in (
            (before, "before that time" if lately else "earlier"),
            (later, "later"),
        )
        if number
    ]
    return f"{first}{': ' if more and not lately else ', and ' if more else ''}{', '.join(more)}."


def _which(number: int) -> str:
    return f"{_WHICH[number - 1]} contact" if number <= len(_WHICH) else f"Contact {number}"


def _contacts(number: int, which: str) -> str:
    return f"{number} {which} {'contact' if number == 1 else 'contacts'}"
