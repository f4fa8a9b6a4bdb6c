"""Is the child known? Answered while somebody is still telling us about them (a.8, 12; E4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts.queries import Past, Possible, past
from frontdoor.kernel.asking import Asking, asks
from frontdoor.people import operations as writing
from frontdoor.people import queries as people
from frontdoor.people import searching
from frontdoor.people.models import Person
from frontdoor.people.operations import Told

MOST = 4  # Ours: what can be read while somebody speaks.
PURPOSE = "is a child known of whom somebody tells?"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The records that may be the child, the likeliest first, and how many more there are.

    `is_enough` tells whether what was told is enough to look with.
    """

    possible: list[Possible]
    more: int
    is_enough: bool

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the records that are shown."""
        return [each.person.pk for each in self.possible]


def heard(told: Told, *, seen: Collection[int], by: Actor, at: datetime) -> Heard:
    """Return whom the register has who may be this child, and remember each look.

    Nothing is written of the child. `seen` are records that were shown on this page before:
    to go on typing is not to look again.
    """
    asked = writing.described(told, by=by)
    found = people.candidates(asked)
    shown = found[:MOST]
    for each in shown:
        if each.person.pk not in seen:
            audit.looked(f"person {each.person.pk}", purpose=PURPOSE, by=by, at=at)
    pasts = _pasts(tuple(each.person for each in shown))
    return Heard(
        possible=[
            Possible(candidate=each, standings=of.standings)
            for each, of in zip(shown, pasts, strict=True)
        ],
        more=len(found) - len(shown),
        is_enough=searching.described(asked).is_enough,
    )


@asks
def _pasts(of: tuple[Person, ...]) -> Asking[list[Past]]:
    wanted = tuple(past.asked(each, contact=None) for each in of)
    yield wanted
    return [each.answer for each in wanted]
