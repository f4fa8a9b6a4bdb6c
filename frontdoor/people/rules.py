"""What can be said of a person without asking anybody."""

import unicodedata
from datetime import date


def name(given: str, family: str, description: str, *, unborn: bool = False) -> str:
    """Return the name as given; without one, the description; without that, "Name not known".

    A child who is not born yet has no given name: "Unborn Lowther", by the family's name.
    """
    if unborn and not given:
        return f"Unborn {family}" if family else description or "Unborn child"
    return " ".join(part for part in (given, family) if part) or description or "Name not known"


def years(born: date, *, on: date) -> int:
    """Return whole years of age; someone born on 29 February ages on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age(born: date | None, expected: date | None, said: str, *, on: date) -> str:
    """Return the age in words, from the date of birth, else as somebody said it."""
    if born is not None:
        return _in_words(born, on=on)
    if expected is not None and expected < on:
        return f"expected {expected:%-d %B %Y}, birth not on record"
    if expected is not None:
        return f"unborn, expected {expected:%-d %B %Y}"
    return f"{said} (as said)" if said else "age not known"


def birth(born: date | None, expected: date | None, said: str, *, on: date) -> str:
    """Return the date of birth and the age; without that date, the age as far as it is known."""
    words = age(born, expected, said, on=on)
    return f"{born:%-d %B %Y} ({words})" if born else f"{words[:1].upper()}{words[1:]}"


def _in_words(born: date, *, on: date) -> str:
    whole = years(born, on=on)
    if whole >= 2:
        return f"{whole} years"
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return f"{months} months" if months != 1 else "1 month"


def is_nhs_number(digits: str) -> bool:
    """Tell whether these are ten digits of which the last one checks the others (modulus 11)."""
    if not (len(digits) == 10 and digits.isascii() and digits.isdigit()):
        return False
    weighed = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    # A remainder of ten has no digit: such numbers are not given out.
    return (11 - weighed % 11) % 11 == int(digits[9])


def folded(text: str) -> str:
    """Return a name for comparing: no case, no accents, no punctuation, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.split())
