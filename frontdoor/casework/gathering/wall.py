"""Who sees requests and findings: those inside the hub, and the agency that was asked.

What is held and not shared is seen by the hub's managers and the originator alone.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.gathering.lifecycle import REQUEST
from frontdoor.casework.gathering.models import Finding, Request
from frontdoor.casework.gathering.vocabulary import Answer

OWN = wall.own_agency("agency_id", Zone.PARTNER)
IN_REQUEST = "EXISTS (SELECT 1 FROM gathering_request p WHERE p.id = request_id)"

TABLES = (
    wall.Table(
        model=Request,
        see=wall.any_of(wall.INSIDE, OWN),
        add=f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM enquiries_enquiry p WHERE p.id = enquiry_id))",
        change=wall.any_of(wall.INSIDE, OWN),
        lifecycle=REQUEST,
    ),
    wall.Table(
        model=Finding,
        see=wall.any_of(
            f"({wall.INSIDE} AND (answer <> '{Answer.NOT_SHARED}' OR {wall.MANAGER}))", OWN
        ),
        add=f"({OWN} AND {IN_REQUEST})",
    ),
)
