"""Ties the identities of a child before and after an adoption, for named readers alone.

What is remembered of it, its readers alone may read (access/hidden.sql).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role
from frontdoor.audit.operations import record
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.kernel.rows import lifting
from frontdoor.people.events import AdoptionTied, AdoptionUntied
from frontdoor.people.held import Adoption
from frontdoor.people.models import Person


def why_not(by: Actor) -> str:
    """Return why somebody cannot tie identities, or an empty string."""
    return "" if by.role == Role.TEAM_MANAGER else "A team manager does this."


def of(records: Sequence[Person], *, by: Actor) -> list[Adoption]:
    """Return the ties of a person that `by` is a reader of; for anybody else there are none."""
    numbers = [each.pk for each in records]
    mine = Adoption.objects.filter(readers__contains=[by.user_id], lifted_at__isnull=True)
    now, then = mine.filter(person__in=numbers), mine.filter(before__in=numbers)
    return list((now | then).select_related("person", "before").order_by("pk"))


@transaction.atomic
def tie(
    *,
    after: Person,
    before: Person,
    readers: Sequence[int],
    told_by: str,
    by: Actor,
    at: datetime,
) -> Adoption:
    """Say that two records are one child before and after an adoption. Its readers alone know.

    The same said again returns what stands.

    :raises Refused: if it is not theirs.
    :raises Invalid: if it is one record, nobody told it, or whoever says it is no reader.
    """
    refuse_if(why_not(by))
    if not told_by.strip():
        raise Invalid("told_by", "Enter who told it.")
    if after.pk == before.pk:
        raise Invalid("other", "This is the same record.")
    if by.user_id not in readers:
        raise Invalid("other", "You are not among those who may read the restricted record.")
    Person.locked(after)
    for standing in of([after], by=by):
        if standing.before_id == before.pk:
            return standing
    made = Adoption.objects.create(
        hub_id=after.hub_id,
        person=after,
        before=before,
        readers=sorted(readers),
        told_by=told_by.strip(),
        noted_by=by.user_id,
        noted_by_name=by.name,
        noted_at=at,
    )
    record(AdoptionTied(subject=str(made), hub_id=made.hub_id), by=by, at=at)
    return made


@transaction.atomic
def untie(*, row: Adoption, why: str, seen: int, by: Actor, at: datetime) -> Adoption:
    """Say that two identities are not one child. The tie stays on record for its readers.

    :raises Refused: if it is not theirs.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(why_not(by))
    if not why.strip():
        raise Invalid("why", "Write why they are tied no longer.")
    row = Adoption.locked(row, seen=seen)
    row.keep(**lifting(why=why, by=by.user_id, name=by.name, at=at))
    record(AdoptionUntied(subject=str(row), hub_id=row.hub_id), by=by, at=at)
    return row
