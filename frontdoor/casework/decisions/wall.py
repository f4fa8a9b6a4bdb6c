"""Who sees decisions: those inside the hub. What others get of them is a disclosure."""

from frontdoor.access import wall
from frontdoor.casework.decisions.models import Decision

TABLES = (wall.Table(model=Decision, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE),)
