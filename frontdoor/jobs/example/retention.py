"""Steps of a walk with legal holds."""

from datetime import date

from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.retention import operations, queries
from frontdoor.casework.retention.models import LegalHold
from frontdoor.jobs.example.walk import Walk

COURT = "The family court, about the care of Robin"


def place(
    walk: Walk,
    contact: Contact,
    *,
    asked_by: str = COURT,
    asked_on: date | None = None,
    reason: str = "The court may ask for the whole record.",
    by: str = "manager",
) -> LegalHold:
    """Let nothing of a record be removed."""
    return walk.as_(
        by,
        lambda actor: operations.place(
            contact=contact,
            asked_by=asked_by,
            asked_on=asked_on or walk.at.date(),
            reason=reason,
            by=actor,
            at=walk.at,
        ),
    )


def lift(
    walk: Walk, held: LegalHold, *, why: str = "The case is over.", by: str = "manager"
) -> LegalHold:
    """Let a hold stand no longer."""
    return walk.as_(
        by,
        lambda actor: operations.lift(
            hold=held,
            why=why,
            seen=queries.hold(held.pk, by=actor).version,
            by=actor,
            at=walk.at,
        ),
    )
