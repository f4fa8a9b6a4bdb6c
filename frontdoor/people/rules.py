"""What can be said of a person without asking anybody."""

import unicodedata
from datetime import date

ADULT = 18  # Nobody holds parental responsibility for whoever is of age (Children Act 1989, s.105).
HOME_WORDS = 3  # Ours: fewer words without a number are a street or a town.


def name(given: str, family: str, description: str, *, unborn: bool = False) -> str:
    """Return the name as given; without one, the description; without that, "Name not known".

    A child who is not born yet has no given name: "Unborn Lowther", by the family's name.
    """
    if unborn and not given:
        return f"Unborn {family}" if family else description or "Unborn child"
    return " ".join(part for part in (given, family) if part) or description or "Name not known"


def aside(name: str) -> str:
    """Return a name as it stands inside a sentence: one from right to left is set apart, or it
    would turn round the digits that follow it.
    """
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"\u2068{name}\u2069" if turns else name


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


def period(since: date | None, until: date | None) -> str:
    """Return in words from when until when something holds, as far as it is known."""
    if since and until:
        return f"{since:%-d %B %Y} to {until:%-d %B %Y}"
    if since:
        return f"since {since:%-d %B %Y}"
    return f"until {until:%-d %B %Y}" if until else ""


def between(began: str, ended: str) -> str:
    """Return in words from when until when something holds, of days in words."""
    if began and ended:
        return f"from {began} until {ended}"
    return f"since {began}" if began else f"until {ended}" if ended else ""


def is_at_once(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None]
) -> bool:
    """Tell whether two periods can have held at one time: what is not known keeps none apart."""
    (since, until), (began, ended) = one, other
    return not (until and began and until < began) and not (ended and since and ended < since)


def is_a_home(words: frozenset[str]) -> bool:
    """Tell whether the words of an address say which home is meant, and not a town alone."""
    return len(words) >= HOME_WORDS or any(word[0].isdigit() for word in words if len(words) > 1)


def safely(is_safe: str, when: str, message: str, not_to_know: str) -> list[str]:
    """Return how a number is safe to use, in sentences, as far as somebody was asked."""
    told = (
        {"yes": "It is safe to use.", "no": "It is not safe: do not use it."}.get(is_safe, ""),
        f"When: {when}." if when else "",
        {"yes": "A message may be left.", "no": "Leave no message."}.get(message, ""),
        f"Must not know: {not_to_know}." if not_to_know else "",
    )
    return [sentence for sentence in told if sentence]


def mark(registration: str) -> str:
    """Return a registration mark as it is kept and found: letters and digits alone."""
    return "".join(each for each in registration.upper() if each.isalnum())


# The letters of a unique pupil number, by their value; I, O and S are not used (DfE).
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def is_upn(text: str) -> bool:
    """Tell whether this is a unique pupil number whose first letter checks the rest (modulus 23).

    The last of a temporary one is a letter.
    """
    if len(text) != 13 or not text.isascii() or text[0] not in UPN_LETTERS:
        return False
    digits, last = text[1:12], text[12]
    if not digits.isdigit() or not (last.isdigit() or last in UPN_LETTERS):
        return False
    values = [*map(int, digits), int(last) if last.isdigit() else UPN_LETTERS.index(last)]
    weighed = sum(value * weight for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[weighed % len(UPN_LETTERS)] == text[0]
