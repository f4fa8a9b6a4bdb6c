"""Who sees what left the hub: those inside, the agency that must agree, the receiving team.

What an originator is asked is between the hub and that agency: no other agency or team sees it.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.disclosures.lifecycle import CLEARANCE, PRODUCT, TELLING
from frontdoor.casework.disclosures.models import Clearance, Product, Telling

AGREEING = wall.own_agency("agency_id", Zone.PARTNER)
RECEIVING = wall.own_agency("team_id", Zone.TEAM)
# The hub may take back what waits; to acknowledge is nobody's but the team's.
UNTOUCHED = "stage <> 'acknowledged' AND acknowledged_at IS NULL AND acknowledged_by_name = ''"
TAKING_BACK = f"({wall.INSIDE} AND {UNTOUCHED})"
# Nobody in the hub says yes for an originator: it may withdraw what has no answer.
UNANSWERED = "stage IN ('asked', 'withdrawn') AND answered_at IS NULL AND answered_by_name = ''"
WITHDRAWING = f"({wall.INSIDE} AND {UNANSWERED})"

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
            "until",
            "basis",
            "sent_by",
            "sent_by_name",
            "sent_at",
        ),
        lifecycle=PRODUCT,
    ),
    wall.Table(
        model=Clearance,
        see=wall.any_of(wall.INSIDE, AGREEING),
        add=wall.INSIDE,
        change=wall.any_of(AGREEING, WITHDRAWING),
        # What the agency was asked is what it answers.
        fixed=("item", "heading", "words", "why", "asked_by", "asked_by_name", "asked_at"),
        lifecycle=CLEARANCE,
    ),
)
