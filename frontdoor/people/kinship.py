"""Asks how people are related, as far as a family reaches: through links, and past one contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.people import queries
from frontdoor.people.groups import groups
from frontdoor.people.held import Between, Bond, Responsibility
from frontdoor.people.models import Person, Relationship

STEPS = 3  # From a child to its parents, to their other children, to the parents of those.
MOST = 200  # What is said of how people are related, that is read in each step.


@dataclass(frozen=True, kw_only=True)
class Kinship:
    """People and how they are related: what contacts told, and what was written down with days.

    `same` has, for each record, the one that stands for it; `linked` has it also for records of
    whom nothing else is said here.
    """

    people: Mapping[int, Person]
    ties: Sequence[Relationship]
    bonds: Sequence[Bond]
    responsibilities: Sequence[Responsibility]
    same: Mapping[int, int]
    linked: Mapping[int, int] = field(default_factory=dict)


def kinship(own: Sequence[Person]) -> Kinship:
    """Return these people with all who are related to them, each once however often linked."""
    people = {person.pk: person for person in own}
    found: dict[tuple[type, int], Relationship | Between] = {}
    for _ in range(STEPS):
        linked = _linked(tuple(people))
        for tie in _ties(tuple(linked)):
            found[type(tie), tie.pk] = tie
            people.setdefault(tie.person_id, tie.person)
            if tie.other:
                people.setdefault(tie.other.pk, tie.other)
    together = groups(tuple(people))
    same = _stands_for(together, [person.pk for person in own])
    told = [found[key] for key in sorted(found, key=lambda key: key[1])]
    return Kinship(
        people=people,
        ties=[tie for tie in told if isinstance(tie, Relationship)],
        bonds=[tie for tie in told if isinstance(tie, Bond)],
        responsibilities=[tie for tie in told if isinstance(tie, Responsibility)],
        same=same,
        linked={each: same[record] for record, found in together.items() for each in found},
    )


def _linked(records: tuple[int, ...]) -> set[int]:
    return {each for found in groups(records).values() for each in found}


@asks
def _ties(records: tuple[int, ...]) -> Asking[list[Relationship | Bond | Responsibility]]:
    # Each by its own index: asked at once, every relationship would be read.
    found = [
        _of(kind, side, records)
        for kind in (Relationship, Bond, Responsibility)
        for side in ("person", "other")
    ]
    yield tuple(found)
    return [tie for rows in found for tie in rows if not _is_mistaken(tie)]


def _of(
    kind: type[Relationship | Bond | Responsibility], side: str, records: tuple[int, ...]
) -> QuerySet[Any]:
    found = kind._default_manager.filter(**{f"{side}__in": records})
    return found.select_related("person", "other").order_by("-pk")[:MOST]


def _is_mistaken(tie: Relationship | Between) -> bool:
    return isinstance(tie, Between) and tie.is_mistaken


@dataclass(frozen=True, kw_only=True)
class Held:
    """What was written down of how some people stand to each other, by the record that each is of.

    `same` has, for each record that is linked to one of them, that one.
    """

    bonds: Sequence[Bond] = ()
    responsibilities: Sequence[Responsibility] = ()
    same: Mapping[int, int] = field(default_factory=dict)


@asks
def held(people: tuple[int, ...]) -> Asking[Held]:
    """Return what was written down of how these people stand to each other, through every link;
    and who holds parental responsibility for them.
    """
    records = list(people)
    linked, ties, holders = groups.asked(people), _bonds_of(records), _holders_of(records)
    yield linked, ties, holders
    same = {each: record for record, found in linked.answer.items() for each in found}
    return Held(
        bonds=[each for each in ties if each.other_id in same],
        responsibilities=list(holders),
        same=same,
    )


# Through every link in the same message: the page of a case waits for no third one.
@prepared
def _bonds_of(records: list[int]) -> QuerySet[Bond]:
    found = Bond.objects.filter(person__in=queries.reached_from(records))
    return found.select_related("person", "other").order_by("-noted_at", "-pk")


@prepared
def _holders_of(records: list[int]) -> QuerySet[Responsibility]:
    found = Responsibility.objects.filter(person__in=queries.reached_from(records))
    return found.select_related("person", "other").order_by("-noted_at", "-pk")


@prepared
def bonds(records: list[int]) -> QuerySet[Bond]:
    """Return how these records were said to stand to others, for a time; newest first."""
    own = Q(person__in=records) | Q(other__in=records)
    return Bond.objects.filter(own).select_related("person", "other").order_by("-noted_at", "-pk")


@prepared
def responsibilities(records: list[int]) -> QuerySet[Responsibility]:
    """Return who holds parental responsibility for these, and for whom these do; newest first."""
    own = Q(person__in=records) | Q(other__in=records)
    found = Responsibility.objects.filter(own).select_related("person", "other")
    return found.order_by("-noted_at", "-pk")


def _stands_for(same: Mapping[int, Iterable[int]], own: Sequence[int]) -> dict[int, int]:
    """Let a record of the contact that is looked at stand for all that are linked to it."""
    first = {number: place for place, number in enumerate(own)}
    return {
        record: min(set(same) & set(group), key=lambda each: (first.get(each, len(first)), each))
        for record, group in same.items()
    }


# From some people along links and kinship, five steps at most: from a child to a parent's other
# child's other parent, through a link or two. What was written down by mistake leads nowhere.
_HELD = "(lifted_at IS NULL OR until IS NOT NULL OR until_known <> '')"
_NEAR = f"""
WITH RECURSIVE near (id, step) AS (
    SELECT unnest(%s::bigint[]), 0
    UNION
    SELECT tied.id, near.step + 1 FROM near CROSS JOIN LATERAL (
        SELECT same_as_id AS id FROM people_link WHERE person_id = near.id AND undone_at IS NULL
        UNION ALL SELECT person_id FROM people_link
            WHERE same_as_id = near.id AND undone_at IS NULL
        UNION ALL SELECT other_id FROM people_relationship WHERE person_id = near.id
        UNION ALL SELECT person_id FROM people_relationship WHERE other_id = near.id
        UNION ALL SELECT other_id FROM people_bond WHERE person_id = near.id AND {_HELD}
        UNION ALL SELECT person_id FROM people_bond WHERE other_id = near.id AND {_HELD}
        UNION ALL SELECT other_id FROM people_responsibility
            WHERE person_id = near.id AND other_id IS NOT NULL AND {_HELD}
        UNION ALL SELECT person_id FROM people_responsibility
            WHERE other_id = near.id AND {_HELD}
    ) tied WHERE near.step < 5
)
SELECT id FROM near
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.


def is_near(records: list[int], *, to: list[int]) -> bool:
    """Tell whether links and kinship lead from one of these people to one of those records."""
    near = RawSQL(_NEAR, [to])  # noqa: S611  # nosec B611  # One constant; values are arguments.
    return Person.objects.filter(pk__in=records).filter(pk__in=near).exists()
