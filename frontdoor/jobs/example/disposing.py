"""Steps of a walk with records that have come to the end of their time."""

from datetime import date, timedelta

from frontdoor.casework.contacts.models import Contact
from frontdoor.disposal import operations, queries
from frontdoor.disposal.models import Certificate, Disposal, Keeping
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import Person

WHY_LONGER = "The family may still ask for it."


def keep(
    walk: Walk,
    contact: Contact,
    *,
    until: date | None = None,
    why: str = WHY_LONGER,
    by: str = "manager",
) -> Keeping:
    """Keep a record longer, a year where no day is said."""
    day = until or walk.at.date() + timedelta(days=365)
    return walk.as_(
        by,
        lambda actor: operations.keep(contact=contact, until=day, why=why, by=actor, at=walk.at),
    )


def propose(walk: Walk, contact: Contact, *, by: str = "manager") -> Disposal:
    """Say that a record is to go."""
    return walk.as_(by, lambda actor: operations.propose(contact=contact, by=actor, at=walk.at))


def propose_told(walk: Walk, person: Person, *, by: str = "manager") -> Disposal:
    """Say that somebody of whom another system told is to go."""
    return walk.as_(by, lambda actor: operations.propose_told(person=person, by=actor, at=walk.at))


def decline(
    walk: Walk,
    asked: Disposal,
    *,
    until: date | None = None,
    why: str = WHY_LONGER,
    by: str = "manager-2",
) -> Disposal:
    """Say that it is not to go."""
    day = until or walk.at.date() + timedelta(days=365)
    return walk.as_(
        by,
        lambda actor: operations.decline(
            disposal=asked,
            until=day,
            why=why,
            seen=queries.disposal(asked.pk, by=actor).version,
            by=actor,
            at=walk.at,
        ),
    )


def confirm(walk: Walk, asked: Disposal, *, by: str = "manager-2") -> Certificate:
    """Confirm it as the second person: it is gone."""
    return walk.as_(
        by,
        lambda actor: operations.confirm(
            disposal=asked,
            seen=queries.disposal(asked.pk, by=actor).version,
            by=actor,
            at=walk.at,
        ),
    )


def dispose(walk: Walk, contact: Contact) -> Certificate:
    """Have one manager review a record and another confirm that it goes."""
    return confirm(walk, propose(walk, contact))
