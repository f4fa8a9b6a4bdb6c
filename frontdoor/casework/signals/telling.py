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
    return [
        *_people(around),
        *_related(around),
        *_addresses(around),
        *_moved(around),
        *_numbers(around),
        *_vehicles(around),
    ]


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


def _related(around: Around) -> list[str]:
    """Tell of relationships that were written down, and name nobody of the other contact."""
    found = [each for each in around.of(Way.RELATED) if each.is_of_other_children]
    return [
        f"{_named(same[0].here)} {_are_related(same[0])} to somebody in {_others(same)}: "
        f"{_roles(same)}."
        for same in _apart(found, lambda touch: (touch.here.pk, touch.when))
    ]


def _are_related(touch: Touch) -> str:
    return f"was related ({touch.when})" if touch.when else "is related"


def _addresses(around: Around) -> list[str]:
    """Tell which contact this is at an address that its people have now."""
    days = around.policy.weak_signals.counted_days
    received = around.contact.received_at
    since = received - timedelta(days=days)
    lines = []
    now = [each for each in around.of(Way.ADDRESS) if not (each.when or each.when_there)]
    for same in _apart(now, lambda touch: touch.words):
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


def _moved(around: Around) -> list[str]:
    """Tell of addresses at another time: where these people lived, and who lived where they do."""
    found = [each for each in around.of(Way.ADDRESS) if each.is_of_other_children]
    left = [each for each in found if each.when]
    before = [each for each in found if each.when_there and not each.when]
    return [
        f"{_named(same[0].here)} lived at {same[0].words}, {same[0].when}: {_others(same)} "
        f"{'leads' if len(_contacts(same)) == 1 else 'lead'} to that address."
        for same in _apart(left, lambda touch: touch.words)
    ] + [
        f"Somebody in {_others(same)} is known at {same[0].words} at another time: {_whose(same)}."
        for same in _apart(before, lambda touch: touch.words)
    ]


def _numbers(around: Around) -> list[str]:
    """A number of the same people in earlier contacts of the same child says nothing more."""
    found = [each for each in around.of(Way.PHONE) if each.is_of_other_children]
    return [
        f"The number {_with_time(same[0])} stands in {_others(same)}: {_whose(same)}."
        for same in _apart(found, lambda touch: touch.words)
    ]


def _vehicles(around: Around) -> list[str]:
    found = [each for each in around.of(Way.VEHICLE) if each.is_of_other_children]
    return [
        f"The vehicle {_with_time(same[0])}, of {_named(same[0].here)}, leads to "
        f"{_others(same)}: {_whose(same)}."
        for same in _apart(found, lambda touch: touch.words)
    ]


def _with_time(touch: Touch) -> str:
    return f"{touch.words} ({touch.when})" if touch.when else touch.words


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
    if touch.way is Way.RELATED:
        return f"{here} and, there, {there}: {touch.words}"
    at = f" (here {touch.when})" if touch.when else ""
    at_there = f" (there {touch.when_there})" if touch.when_there else ""
    return f"{touch.way.label}: {touch.words}{at}, of {there}{at_there}"


def _named(party: Party) -> str:
    return f"{party.person.name} ({role(party)})"
