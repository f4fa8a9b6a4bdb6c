"""What is around a child, for a drawing and for the table that says the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from frontdoor.casework.signals.having import WAYS
from frontdoor.casework.signals.queries import Around, Connected, Touch
from frontdoor.casework.signals.telling import role
from frontdoor.casework.signals.vocabulary import Way
from frontdoor.web.network.ecomap import Thing, Web


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
    own = set(things)
    leads: dict[int, list[str]] = {}
    for each in others:
        leads.setdefault(each.case.contact_id, []).append(each.case.reference)
    for touch in found.touches:
        there = leads.get(touch.contact.pk, [])
        thing = things.get(_key(touch)) or _somebody(touch)
        things[thing.key] = replace(
            thing,
            there=tuple(dict.fromkeys((*thing.there, *there))),
            when=_at_last(thing, there, touch.when_there),
        )
    # Somebody who is named in earlier contacts of the same child alone connects nobody.
    kept = [each for each in things.values() if each.there or each.key in own]
    return Web(
        people={str(party.pk): [party.person.name, role(party)] for party in found.parties},
        things=kept,
        others={
            each.case.reference: [each.case.child.name, each.case.reference] for each in others
        },
    )


def _at_last(thing: Thing, there: Iterable[str], when: str) -> dict[str, str]:
    """Return when it was of whom, with those to whom it leads: one of them now, it is so now."""
    told = {key: when for key in there if when and (key not in thing.there or key in thing.when)}
    now = set() if when else set(there)
    return {key: each for key, each in {**thing.when, **told}.items() if key not in now}


def _own(found: Around) -> dict[str, Thing]:
    """Return what these people have, and how they were written down as related."""
    things: dict[str, Thing] = {}
    for party in found.parties:
        for mark in found.own[party.pk]:
            words = mark.words
            key = f"{WAYS[mark.sort]} {words}"
            thing = things.get(key) or Thing(key=key, what=mark.sort.label, words=words, here=())
            things[key] = _of(thing, str(party.pk), mark.when)
    for touch in found.within:
        thing = _related(touch)
        things[thing.key] = _of(thing, str(touch.there.pk), touch.when)
    return things


def _of(thing: Thing, key: str, when: str) -> Thing:
    then = {key: when} if when else {}
    return replace(thing, here=(*thing.here, key), when={**thing.when, **then})


def _key(touch: Touch) -> str:
    if touch.way in (*WAYS.values(), Way.RELATED):
        return f"{touch.way} {touch.words}"
    return f"{touch.way} {touch.here.pk} {touch.there.person_id if touch.way is Way.ALIKE else ''}"


def _somebody(touch: Touch) -> Thing:
    """Return somebody of this contact who is, may be, or is related to, somebody in another."""
    if touch.way is Way.RELATED:
        return _related(touch)
    sure = touch.way is Way.PERSON
    words = f"{touch.here.person.name}" if sure else f"{touch.there.person.name}: {touch.words}"
    return Thing(
        key=_key(touch), what=touch.way.label, words=words, here=(str(touch.here.pk),), is_sure=sure
    )


def _related(touch: Touch) -> Thing:
    thing = Thing(key=_key(touch), what=touch.way.label, words=touch.words, here=())
    return _of(thing, str(touch.here.pk), touch.when)


def rows(web: Web) -> list[Row]:
    """Return all of it as a table, whatever there was room for in the drawing."""
    return [
        Row(
            what=thing.what,
            words=thing.words,
            here=_of_thing(thing, thing.here, web.people),
            there=_of_thing(thing, thing.there, web.others),
        )
        for thing in web.things
    ]


def _of_thing(
    thing: Thing, keys: Iterable[str], named: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    """Return who somebody is, and when it was so of them, unless the words have said it."""
    when = {key: "" if each in thing.words else f" ({each})" for key, each in thing.when.items()}
    return [f"{', '.join(named[key])}{when.get(key, '')}" for key in keys]


def alone(web: Web) -> list[str]:
    """Return who has nothing in the table, and stands in the drawing without a line."""
    used = {key for thing in web.things for key in thing.here}
    return [", ".join(words) for key, words in web.people.items() if key not in used]
