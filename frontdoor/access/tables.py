"""Who sees grants, events and looks: the tables of the lower storeys behind the wall."""

from frontdoor.access import wall
from frontdoor.access.models import Grant
from frontdoor.access.vocabulary import Zone
from frontdoor.audit.models import Event, Look, RowChange

# INSERT ... RETURNING needs the policy for SELECT too: whoever writes sees their own (ground 15).
OWN = wall.own_work()

TABLES = (
    wall.Table(
        model=Grant,
        see=wall.any_of(wall.INSIDE, wall.own_agency("agency_id", Zone.PARTNER)),
        add=wall.INSIDE,
        change=wall.INSIDE,
    ),
    wall.Table(model=Event, see=wall.any_of(wall.INSIDE, OWN), add=wall.OWN_HUB, history=False),
    wall.Table(model=Look, see=wall.any_of(wall.INSIDE, OWN), add=wall.OWN_HUB, history=False),
    wall.Table(model=RowChange, see=wall.INSIDE, add=wall.OWN_HUB, history=False),
)
