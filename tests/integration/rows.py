"""Rows of contacts with which constraints are broken, as the manager sees them."""

from typing import Any
from uuid import uuid4

from frontdoor.casework.contacts import protection as protecting
from frontdoor.casework.contacts import writing as letters
from frontdoor.casework.contacts.models import Challenge, Joining, Protection, Writing
from frontdoor.jobs.example.walk import Walk
from tests import make, together


def protected(walk: Walk) -> Protection:
    """Return police protection of a child."""
    case, by = make.case(walk), make.enter("officer")
    return protecting.note(
        case=case,
        used_by="PC 4711, West Midlands Police",
        began_at=walk.at,
        place="With foster carers",
        seen=case.version,
        by=by,
        at=walk.at,
    )


def writing(walk: Walk) -> Writing:
    """Return a letter that followed a call."""
    letter = letters.Written(channel="post", received_at=walk.at)
    contact, by = make.contact(walk), make.enter("officer")
    return letters.join(contact=contact, form_key=uuid4(), written=letter, by=by, at=walk.at)


def challenge(walk: Walk) -> Challenge:
    """Return the question to a partner who wrote by post."""
    return writing(walk).contact.challenge


def joining(walk: Walk) -> Joining:
    """Return how a report goes on in an open case."""
    _, report = together.joined(walk)
    return Joining.objects.get(case=report)


def parted(walk: Walk) -> dict[str, Any]:
    """Return what is written when a report is parted again."""
    return {"parted_at": walk.at, "parted_by": 1, "parted_why": "So."}
