"""Steps of a walk in which somebody says who is one person."""

from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import operations as people
from frontdoor.people.models import Link, Person


def link(
    walk: Walk,
    case: Case,
    person: Person,
    same_as: Person,
    *,
    why: str = "Same birthday, and she said so.",
) -> Link:
    """Say that two records are one person."""
    return walk.as_(
        walk.whose("confirm_known"),
        lambda actor: people.link(
            person=person, same_as=same_as, why=why, subject=case.reference, by=actor, at=walk.at
        ),
    )
