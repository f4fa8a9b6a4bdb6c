"""Who sees contacts: those inside the hub; a partner, those it was asked about."""

from frontdoor.access import wall
from frontdoor.casework.contacts.lifecycle import CASE, CONTACT
from frontdoor.casework.contacts.models import (
    Case,
    Challenge,
    Clock,
    Contact,
    Identity,
    Joining,
    Party,
    Protection,
    Receipt,
    Referrer,
    Writing,
)

KIND = "contact"

TABLES = (
    wall.Table(
        model=Contact,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "contacts_contact.id")),
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("reference", "form_key", "received_at", "taken_by"),
        lifecycle=CONTACT,
    ),
    # Who told us stays inside: an agency is told the concern, not by whom it came.
    wall.Table(model=Referrer, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE),
    # Whoever protects it keeps it to whoever took it, and managers.
    wall.Table(
        model=Identity,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("why", "taken_by", "protected_by", "protected_by_name", "protected_at"),
        giver="EXISTS (SELECT 1 FROM contacts_contact c"
        " WHERE c.id = contact_id AND c.taken_by = contacts_identity.taken_by)",
    ),
    wall.Table(
        model=Party,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "contacts_party.contact_id")),
        add=wall.INSIDE,
        change=wall.INSIDE,
        followed=True,
    ),
    wall.Table(
        model=Case,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "contacts_case.contact_id")),
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("reference",),
        lifecycle=CASE,
    ),
    # Who was asked about a case is not told by itself what came to it later.
    wall.Table(
        model=Joining,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("why", "words", "joined_by", "joined_by_name", "joined_at"),
    ),
    # A due time is a promise: it is stopped, and never moved.
    wall.Table(
        model=Clock,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("span", "unit", "started_at", "warn_at", "due_at"),
    ),
    wall.Table(
        model=Receipt,
        see=wall.any_of(wall.INSIDE, f"code = {wall.CODE}"),
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("code", "reference", "received_at"),
    ),
    wall.Table(
        model=Protection,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("used_by", "began_at", "noted_by"),
    ),
    # What a professional wrote stays inside, and as it was written.
    wall.Table(model=Writing, see=wall.INSIDE, add=wall.INSIDE),
    wall.Table(
        model=Challenge,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("channel", "opened_at"),
    ),
)
