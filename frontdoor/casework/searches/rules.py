"""Pure decisions about what a search meets behind the wall."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from frontdoor.people.matching import Band

# "Probably" or better: what less agrees is told to nobody, or readers would hear of every namesake.
NEAR = (Band.SAME, Band.PROBABLY)
# Ours: a contact that came earlier is not looked at anew because somebody is restricted today.
LOOKED_BACK = timedelta(days=14)


def is_shown(contact: int, kept: int, *, readers: Mapping[int, Collection[int]]) -> bool:
    """Tell whether everybody who works on a contact reads that restricted one anyway: it is the
    same, or restricted itself to some of its readers.
    """
    if contact == kept:
        return True
    return contact in readers and set(readers[contact]) <= set(readers.get(kept, ()))


def met(
    near: Collection[int], *, kept: Mapping[int, Collection[int]], ties: Mapping[int, int]
) -> dict[int, tuple[int, bool]]:
    """Return which restricted records a search met: by number, whom of it, and whether by a tie.

    `near` are the records of people that agree; `kept` has the restricted records that a person is
    in; `ties` lead from one identity of an adopted child to the other. A record is met once, and by
    itself rather than by a tie.
    """
    found: dict[int, tuple[int, bool]] = {}
    for is_tied, people in ((False, near), (True, [ties[each] for each in near if each in ties])):
        for person in people:
            for number in kept.get(person, ()):
                found.setdefault(number, (person, is_tied))
    return found
