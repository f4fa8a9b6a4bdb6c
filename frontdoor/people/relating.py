"""Write down how two people stand to each other, and who holds parental responsibility, for a time.

What a contact told stays as it was told (`operations.relate`); this stands beside it, with days.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.kernel.refusal import Invalid
from frontdoor.people import noting
from frontdoor.people.dating import Day
from frontdoor.people.held import Between, Bond, Responsibility
from frontdoor.people.models import Person
from frontdoor.people.noting import Source
from frontdoor.people.vocabulary import Holding, Kin

# A court gives these to a local authority, and to nobody of the family.
OF_AUTHORITIES = frozenset({Holding.CARE_ORDER, Holding.PLACEMENT})
# Nobody but a person can hold it so.
OF_PEOPLE = frozenset(Holding) - OF_AUTHORITIES - {Holding.PROTECTION, Holding.UNKNOWN}


@transaction.atomic
def add_bond(
    *,
    person: Person,
    other: Person,
    kin: Kin,
    words: str,
    since: Day,
    until: Day,
    source: Source,
    by: Actor,
    at: datetime,
) -> Bond:
    """Say that `person` is the `kin` of `other`, since when and until when.

    The same said again returns what stands.

    :raises Refused: if saying what is known of somebody is not theirs.
    :raises Invalid: if it is one person, nobody told it, or its days are in no order.
    """
    if person.pk == other.pk:
        raise Invalid("other", "Choose somebody else: this is the same record.")
    if kin is Kin.OTHER and not words.strip():
        raise Invalid("words", "Write what they are to each other.")
    said = {"other": other, "kin": kin.value, "words": words.strip(), **_known(since, until)}
    source = replace(source, since=since.on, until=until.on)
    return noting.noted(Bond, person, said, source=source, by=by, at=at)


@transaction.atomic
def add_responsibility(
    *,
    person: Person,
    other: Person | None,
    authority: str,
    how: Holding,
    since: Day,
    until: Day,
    source: Source,
    by: Actor,
    at: datetime,
) -> Responsibility:
    """Say who holds parental responsibility for `person`, how, since when and until when.

    The same said again returns what stands.

    :raises Refused: if saying what is known of somebody is not theirs.
    :raises Invalid: if it is held by nobody, by two at once, or by whoever cannot hold it so.
    """
    if (other is None) == (not authority.strip()):
        raise Invalid("authority", "Choose somebody, or enter the local authority.")
    if other is not None and other.pk == person.pk:
        raise Invalid("other", "Choose somebody else: this is the same record.")
    if other is not None and how in OF_AUTHORITIES:
        raise Invalid("how", "Such an order gives it to a local authority: enter which.")
    if other is None and how in OF_PEOPLE:
        raise Invalid("how", "A local authority does not hold it so: choose an order.")
    said = {"other": other, "authority": authority.strip(), "how": how.value}
    source = replace(source, since=since.on, until=until.on)
    said |= _known(since, until)
    return noting.noted(Responsibility, person, said, source=source, by=by, at=at)


def _known(since: Day, until: Day) -> dict[str, Any]:
    return {"since_known": since.known, "until_known": until.known}


def end(
    *, row: Between, until: Day, why: str, seen: int, subject: str, by: Actor, at: datetime
) -> Between:
    """Say that something between two holds no longer, until when it did, and why.

    Without any day, it was written down by mistake. It stays to be read either way.

    :raises Refused: if it is not theirs, or somebody ended it before.
    :raises Invalid: if there is no reason, or its days are in no order.
    :raises Stale: if somebody changed it since `seen`.
    """
    return noting.end(
        row=row,
        until=until.on,
        why=why,
        seen=seen,
        subject=subject,
        by=by,
        at=at,
        besides={"until": until.on, "until_known": until.known},
    )
