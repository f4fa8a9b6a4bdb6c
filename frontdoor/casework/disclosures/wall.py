"""Who sees what left the hub: those inside, the agency that must agree, the receiving team."""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.disclosures.lifecycle import PRODUCT, TELLING
from frontdoor.casework.disclosures.models import Product, Telling

AGREEING = wall.own_agency("agency_id", Zone.PARTNER)
RECEIVING = wall.own_agency("team_id", Zone.TEAM)
# The hub may take back what waits; to acknowledge is nobody's but the team's.
UNTOUCHED = "stage <> 'acknowledged' AND acknowledged_at IS NULL AND acknowledged_by_name = ''"
TAKING_BACK = f"({wall.INSIDE} AND {UNTOUCHED})"

TABLES = (
    wall.Table(
        model=Telling,
        see=wall.any_of(wall.INSIDE, AGREEING),
        add=wall.INSIDE,
        change=wall.any_of(wall.INSIDE, AGREEING),
        # What the agency agreed to is what may be said.
        fixed=("words", "why", "proposed_by", "proposed_at"),
        lifecycle=TELLING,
    ),
    wall.Table(
        model=Product,
        see=wall.any_of(wall.INSIDE, RECEIVING),
        add=wall.INSIDE,
        change=wall.any_of(RECEIVING, TAKING_BACK),
        # What a team received stays word for word as it was sent.
        fixed=(
            "reference",
            "tier",
            "contents",
            "urgency",
            "respond_by",
            "acknowledge_by",
            "warn_at",
            "basis",
            "sent_by",
            "sent_by_name",
            "sent_at",
        ),
        lifecycle=PRODUCT,
    ),
)
