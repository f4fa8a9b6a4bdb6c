"""What is around a child, for a drawing and for the table that says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from frontdoor.casework.signals.queries import Around, Connected, Touch
from frontdoor.casework.signals.telling import role
from frontdoor.casework.signals.vocabulary import Way
from frontdoor.people import marks
from frontdoor.people.marks import Sort
from frontdoor.web.network.ecomap import Thing, Web

_WAYS = {Sort.ADDRESS: Way.ADDRESS, Sort.PHONE: Way.PHONE}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table: what connects, of whom it is here, and to whom it leads."""

    what: str
    words: str
    here: Sequence[str]
    there: Sequence[str]


def web(found: Around, others: Sequence[Connected]) -> Web:
    """Return the people of a contact, what they have, and which other children that leads to."""
    things = _own(found)
    leads: dict[int, list[str]] = {}
    for each in others:
        leads.setdefault(each.case.contact_id, []).append(each.case.reference)
    for touch in found.touches:
        there = leads.get(touch.contact.pk, [])
        thing = things.get(_key(touch)) or _somebody(touch)
        more = (*thing.there, *there)
        things[thing.key] = replace(thing, there=tuple(dict.fromkeys(more)))
    # Somebody who is named in earlier contacts of the same child alone connects nobody.
    kept = [each for each in things.values() if each.there or each.what in _OWN]
    return Web(
        people={str(party.pk): [party.person.name, role(party)] for party in found.parties},
        things=kept,
        others={
            each.case.reference: [each.case.child.name, each.case.reference] for each in others
        },
    )


_OWN = {sort.label for sort in Sort}


def _own(found: Around) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    for party in found.parties:
        for mark in marks.of(party.person):
            if mark.same not in found.own:
                continue
            words = found.own[mark.same].words
            key = f"{_WAYS[mark.sort]} {words}"
            thing = things.get(key) or Thing(key=key, what=mark.sort.label, words=words, here=())
            things[key] = replace(thing, here=(*thing.here, str(party.pk)))
    return things


def _key(touch: Touch) -> str:
    if touch.way in _WAYS.values():
        return f"{touch.way} {touch.words}"
    return f"{touch.way} {touch.here.pk} {touch.there.person_id if touch.way is Way.ALIKE else ''}"


def _somebody(touch: Touch) -> Thing:
    """Return somebody of this contact who is, or may be, named in another."""
    sure = touch.way is Way.PERSON
    words = f"{touch.here.person.name}" if sure else f"{touch.there.person.name}: {touch.words}"
    return Thing(
        key=_key(touch), what=touch.way.label, words=words, here=(str(touch.here.pk),), is_sure=sure
    )


def rows(web: Web) -> list[Row]:
    """Return all of it as a table, whatever there was room for in the drawing."""
    return [
        Row(
            what=thing.what,
            words=thing.words,
            here=_names(web.people[key] for key in thing.here),
            there=_names(web.others[key] for key in thing.there),
        )
        for thing in web.things
    ]


def alone(web: Web) -> list[str]:
    """Return who has nothing in the table, and stands in the drawing without a line."""
    used = {key for thing in web.things for key in thing.here}
    return _names(words for key, words in web.people.items() if key not in used)


def _names(found: Iterable[Sequence[str]]) -> list[str]:
    return [", ".join(words) for words in found]
