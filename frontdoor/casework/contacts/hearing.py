"""Is the child known? Answered while somebody is still telling us about them (a.8, 12; E4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import whole
from frontdoor.casework.contacts.whole import Possible
from frontdoor.people import operations as writing
from frontdoor.people import queries as people
from frontdoor.people import searching
from frontdoor.people.operations import Told

MOST = 4  # Ours: what can be read while somebody speaks.
PURPOSE = "is a child known of whom somebody tells?"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Who may be the child, the likeliest first, and how many more records agree.

    `is_enough` tells whether what was told is enough to look with; `numbers` are the records shown.
    """

    possible: list[Possible]
    more: int
    numbers: list[int]
    is_enough: bool


def heard(told: Told, *, seen: Collection[int], by: Actor, at: datetime) -> Heard:
    """Return whom the register has who may be this child, and remember each look.

    Nothing is written of the child. `seen` are records that were shown on this page before:
    to go on typing is not to look again.
    """
    asked = writing.described(told, by=by)
    found = whole.once(people.candidates(asked), contact=None, most=MOST)
    whole.remember(found, seen=seen, purpose=PURPOSE, by=by, at=at)
    return Heard(
        possible=found.possible,
        more=found.more,
        numbers=found.numbers,
        is_enough=searching.described(asked).is_enough,
    )
