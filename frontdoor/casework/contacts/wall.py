"""Who sees contacts: those inside the hub; a partner, those it was asked about."""

from frontdoor.access import wall
from frontdoor.casework.contacts.lifecycle import CASE, CONTACT
from frontdoor.casework.contacts.models import Case, Clock, Contact, Party, Receipt, Referrer

KIND = "contact"


def _of(parent: str, column: str) -> str:
    # A foreign key does not ask the wall (trust.md section 3): the parent is looked up under it.
    return f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {column}))"


IN_CONTACT = _of("contacts_contact", "contact_id")
IN_CASE = _of("contacts_case", "case_id")

TABLES = (
    wall.Table(
        model=Contact,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "id")),
        add=wall.INSIDE,
        change=wall.INSIDE,
        lifecycle=CONTACT,
    ),
    # Who told us stays inside: an agency is told the concern, not by whom it came.
    wall.Table(model=Referrer, see=wall.INSIDE, add=IN_CONTACT, change=IN_CONTACT),
    wall.Table(
        model=Party,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "contact_id")),
        add=IN_CONTACT,
        change=IN_CONTACT,
    ),
    wall.Table(
        model=Case,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "contact_id")),
        add=IN_CONTACT,
        change=IN_CONTACT,
        lifecycle=CASE,
    ),
    wall.Table(model=Clock, see=wall.INSIDE, add=IN_CASE, change=IN_CASE),
    wall.Table(
        model=Receipt,
        see=wall.any_of(wall.INSIDE, f"code = {wall.CODE}"),
        add=IN_CONTACT,
        change=IN_CONTACT,
    ),
)
