"""Asks how people are related, as far as a family reaches: through links, and past one contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from frontdoor.kernel.asking import Asking, asks
from frontdoor.people.groups import groups
from frontdoor.people.models import Person, Relationship

STEPS = 3  # From a child to its parents, to their other children, to the parents of those.
MOST = 200  # What is said of how people are related, that is read in each step.


@dataclass(frozen=True, kw_only=True)
class Kinship:
    """People and how they are related. `same` has, for each record, the one that stands for it."""

    people: Mapping[int, Person]
    ties: Sequence[Relationship]
    same: Mapping[int, int]


def kinship(own: Sequence[Person]) -> Kinship:
    """Return these people with all who are related to them, each once however often linked."""
    people = {person.pk: person for person in own}
    ties: dict[int, Relationship] = {}
    for _ in range(STEPS):
        linked = _linked(tuple(people))
        for tie in _ties(tuple(linked)):
            ties[tie.pk] = tie
            people.setdefault(tie.person_id, tie.person)
            people.setdefault(tie.other_id, tie.other)
    same = _stands_for(groups(tuple(people)), [person.pk for person in own])
    return Kinship(people=people, ties=[ties[number] for number in sorted(ties)], same=same)


def _linked(records: tuple[int, ...]) -> set[int]:
    return {each for found in groups(records).values() for each in found}


@asks
def _ties(records: tuple[int, ...]) -> Asking[list[Relationship]]:
    # Each by its own index: asked at once, every relationship would be read.
    one, other = _of("person", records), _of("other", records)
    yield one, other
    return [*one, *other]


def _of(side: str, records: tuple[int, ...]) -> QuerySet[Relationship]:
    found = Relationship.objects.filter(**{f"{side}__in": records})
    return found.select_related("person", "other").order_by("-pk")[:MOST]


def _stands_for(same: Mapping[int, Iterable[int]], own: Sequence[int]) -> dict[int, int]:
    """Let a record of the contact that is looked at stand for all that are linked to it."""
    first = {number: place for place, number in enumerate(own)}
    return {
        record: min(set(same) & set(group), key=lambda each: (first.get(each, len(first)), each))
        for record, group in same.items()
    }
