"""Who sees what the watch tells: the hub its own, an agency or team what is for it.

Only the program, in nobody's name, may tell; whoever sees a notice may say that they have seen it.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.watch.models import Heartbeat, Notice

BY_ITSELF = f"({wall.INSIDE} AND {wall.NAMELESS})"
FOR_ME = wall.any_of(
    f"({wall.INSIDE} AND agency_id IS NULL)",
    wall.own_agency("agency_id", Zone.PARTNER),
    wall.own_agency("agency_id", Zone.TEAM),
)

TABLES = (
    wall.Table(
        model=Notice,
        see=wall.any_of(BY_ITSELF, FOR_ME),
        add=BY_ITSELF,
        # Nobody says for another that they have seen it.
        change=f"({FOR_ME} AND (seen_by IS NULL OR seen_by = {wall.USER}))",
        fixed=("kind", "fact", "subject", "due_at", "role", "user_id", "made_at"),
        history=False,
    ),
    wall.Table(model=Heartbeat, see=wall.INSIDE, add=BY_ITSELF, change=BY_ITSELF, history=False),
)
