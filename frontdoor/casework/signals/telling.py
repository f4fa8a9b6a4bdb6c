"""Weak signals in words. Whoever reads them judges: there is no score, and nothing is foretold."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from frontdoor.casework.contacts.models import Contact, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.signals import rules
from frontdoor.casework.signals.queries import Around, Touch
from frontdoor.casework.signals.vocabulary import Way
from frontdoor.people.vocabulary import Kin


def lines(around: Around) -> list[str]:
    """Return what else is known, a sentence each: of people first, then of places and numbers."""
    return [*_people(around), *_addresses(around), *_numbers(around)]


def alike(around: Around) -> list[str]:
    """Return who of these people may be named in contacts of other children, with the roles."""
    found = [each for each in around.of(Way.ALIKE) if each.is_of_other_children]
    return list(dict.fromkeys(f"{how(touch)}." for touch in found))


def role(party: Party) -> str:
    """Return in which role somebody is named in a contact, as a sentence goes on with it."""
    part = Part(party.part).label.lower()
    kin = Kin(party.kin).label.lower() if party.kin and party.kin != Kin.UNKNOWN else ""
    # "Mother" says it: "parent or carer" as well would only repeat it.
    if kin and party.part in (Part.CARER, Part.SIBLING, Part.ABSENT_PARENT):
        return kin
    return f"{part} and {kin}" if kin else part


def _people(around: Around) -> list[str]:
    """That the child of a case had earlier contacts is told where it says whether it is known."""
    found = [each for each in around.of(Way.PERSON) if each.is_of_other_children]
    return [
        f"{same[0].here.person.name} is named in {_others(same)}: {_roles(same)}."
        for same in _apart(found, lambda touch: touch.here.pk)
    ]


def _roles(same: Iterable[Touch]) -> str:
    return rules.how_often(role(touch.there) for touch in same)


def _others(same: Iterable[Touch]) -> str:
    number = len(_contacts(same))
    return rules.counted(number, "another child’s contact", "{} other children’s contacts")


def _addresses(around: Around) -> list[str]:
    days = around.policy.weak_signals.counted_days
    received = around.contact.received_at
    since = received - timedelta(days=days)
    lines = []
    for same in _apart(around.of(Way.ADDRESS), lambda touch: touch.words):
        when = [contact.received_at for contact in _contacts(same)]
        lines.append(
            rules.at_an_address(
                same[0].words,
                lately=sum(since <= each <= received for each in when),
                before=sum(each < since for each in when),
                later=sum(each > received for each in when),
                days=days,
            )
        )
    return lines


def _numbers(around: Around) -> list[str]:
    """A number of the same people in earlier contacts of the same child says nothing more."""
    found = [each for each in around.of(Way.PHONE) if each.is_of_other_children]
    return [
        f"The number {same[0].words} stands in {_others(same)}: {_whose(same)}."
        for same in _apart(found, lambda touch: touch.words)
    ]


def _whose(same: Iterable[Touch]) -> str:
    return rules.how_often(f"that of the {role(touch.there)}" for touch in same)


def _apart(touches: Iterable[Touch], by: Callable[[Touch], object]) -> list[Sequence[Touch]]:
    found: dict[object, list[Touch]] = {}
    for touch in touches:
        found.setdefault(by(touch), []).append(touch)
    return list(found.values())


def _contacts(touches: Iterable[Touch]) -> list[Contact]:
    return list({touch.contact.pk: touch.contact for touch in touches}.values())


def how(touch: Touch) -> str:
    """Return what connects another contact, with the role of each in words."""
    here, there = _named(touch.here), _named(touch.there)
    if touch.way is Way.PERSON:
        return f"{touch.here.person.name}: {role(touch.here)} here, {role(touch.there)} there"
    if touch.way is Way.ALIKE:
        return f"{here} and, there, {there}: {touch.words}; nobody has said so"
    return f"{touch.way.label}: {touch.words}, of {there}"


def _named(party: Party) -> str:
    return f"{party.person.name} ({role(party)})"
