"""How the page on what basis says what was done: "Sent to Early Help", "Not sent to Early Help"."""

from collections.abc import Sequence

from frontdoor.casework.ledger.models import Entry
from frontdoor.casework.ledger.vocabulary import Kind, Outcome

# What was shared, what was not, and who is meant where nobody is named.
WORDS = {
    Kind.REQUEST: ("Asked {}", "Did not ask {}", "an agency"),
    Kind.ANSWER: ("Shared with {}", "Kept back from {}", "the hub"),
    Kind.ORIGINATOR: ("The originator said yes for {}", "The originator said no for {}", "a team"),
    Kind.PRODUCT: ("Sent to {}", "Not sent to {}", "a team"),
    Kind.ALERT: ("Sent to {}", "Not sent to {}", "the out-of-hours team"),
    Kind.TELLING: ("Told {}", "Did not tell {}", "the family"),
    Kind.REFERRER: ("Told {}", "Did not tell {}", "the referrer"),
    Kind.ACTION: ("Given to {} to do", "Not given to {} to do", "an agency"),
}
UNNAMED = {Kind.ANSWER, Kind.REFERRER}


def done(kind: Kind, outcome: Outcome, whom: str = "") -> str:
    """Return what was done, and with whom; without a name, with any of their sort."""
    shared, not_shared, anybody = WORDS[kind]
    said = shared if outcome is Outcome.SHARED else not_shared
    return said.format(anybody if kind in UNNAMED else whom or anybody)


def text(lines: Sequence[Entry]) -> str:
    """Return what one act shared or did not, and the facts of it that were recorded, once."""
    first = lines[0]
    said = [
        ("Rests on", first.basis),
        ("Family told", first.family_told),
        ("Consent", first.consent),
        ("Why not asked", first.why_not_asked),
        ("If shared", first.if_shared),
        ("If not shared", first.if_not_shared),
    ]
    facts = [f"{head}: {value}" for head, value in said if value]
    return "\n".join([*_what(lines), *facts])


def _what(lines: Sequence[Entry]) -> list[str]:
    """Return what it was line by line; a reason that many share stands once, above them."""
    of: dict[str, list[str]] = {}
    for each in lines:
        of.setdefault(each.why, []).append(each.what)
    return [line for why, whats in of.items() for line in _under(why, whats)]


def _under(why: str, whats: list[str]) -> list[str]:
    if not why:
        return whats
    return [f"{whats[0]}: {why}"] if len(whats) == 1 else [why, *(f"• {each}" for each in whats)]
