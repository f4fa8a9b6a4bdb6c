"""Who sees enquiries: those inside the hub; a partner, those it was asked about."""

from frontdoor.access import wall
from frontdoor.casework.enquiries.lifecycle import ENQUIRY
from frontdoor.casework.enquiries.models import Enquiry

KIND = "enquiry"

IN_CASE = f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM contacts_case p WHERE p.id = case_id))"

TABLES = (
    wall.Table(
        model=Enquiry,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "id")),
        add=IN_CASE,
        change=IN_CASE,
        lifecycle=ENQUIRY,
    ),
)
