"""Who sees decisions: those inside the hub. What others get of them is a disclosure."""

from frontdoor.access import wall
from frontdoor.casework.decisions.models import Decision

IN_ENQUIRY = (
    f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM enquiries_enquiry p WHERE p.id = enquiry_id))"
)

TABLES = (wall.Table(model=Decision, see=wall.INSIDE, add=IN_ENQUIRY, change=IN_ENQUIRY),)
