"""Who sees strategy discussions: those inside the hub; an agency, that it is invited."""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.strategy.lifecycle import DISCUSSION
from frontdoor.casework.strategy.models import Discussion, Invitation

INVITED = wall.own_agency("agency_id", Zone.PARTNER)

TABLES = (
    wall.Table(
        model=Discussion,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("why", "called_by", "called_by_name", "called_at", "due_at"),
        lifecycle=DISCUSSION,
    ),
    wall.Table(
        model=Invitation,
        see=wall.any_of(wall.INSIDE, INVITED),
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("reference", "due_at", "invited_at"),
    ),
)
