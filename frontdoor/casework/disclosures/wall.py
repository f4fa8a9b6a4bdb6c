"""Who sees what left the hub: those inside; the agency that must agree; the team that received it."""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.disclosures.lifecycle import PRODUCT, TELLING
from frontdoor.casework.disclosures.models import Product, Telling

IN_ENQUIRY = (
    f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM enquiries_enquiry p WHERE p.id = enquiry_id))"
)
AGREEING = wall.own_agency("agency_id", Zone.PARTNER)
RECEIVING = wall.own_agency("team_id", Zone.TEAM)

TABLES = (
    wall.Table(
        model=Telling,
        see=wall.any_of(wall.INSIDE, AGREEING),
        add=IN_ENQUIRY,
        change=wall.any_of(wall.INSIDE, AGREEING),
        lifecycle=TELLING,
    ),
    wall.Table(
        model=Product,
        see=wall.any_of(wall.INSIDE, RECEIVING),
        add=IN_ENQUIRY,
        change=wall.any_of(wall.INSIDE, RECEIVING),
        lifecycle=PRODUCT,
    ),
)
