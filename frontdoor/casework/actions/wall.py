"""Who sees actions: those inside the hub; an agency or team, what it is to do and about whom.

What comes of an action that a team was told of, its owner adds, and that team reads.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions.lifecycle import ACTION
from frontdoor.casework.actions.models import Action, ActionPerson, Addition, Retiming

OWN = wall.any_of(
    wall.own_agency("agency_id", Zone.PARTNER), wall.own_agency("agency_id", Zone.TEAM)
)
TOLD = wall.own_agency("team_id", Zone.TEAM)
# Nobody reads for a team, and a team has nothing to say before something came.
UNREAD = f"({wall.any_of(wall.INSIDE, OWN)} AND read_at IS NULL)"
READING = f"({TOLD} AND came_at IS NOT NULL)"

TABLES = (
    wall.Table(
        model=Action,
        see=wall.any_of(wall.INSIDE, OWN),
        add=wall.INSIDE,
        change=wall.any_of(wall.INSIDE, OWN),
        # A due time is a promise: another one stands beside it.
        fixed=(
            "case_reference",
            "number",
            "turn",
            "what",
            "why",
            "unit",
            "warn_at",
            "due_at",
            "set_at",
            "set_by",
            "set_by_name",
            "product_reference",
        ),
        lifecycle=ACTION,
    ),
    wall.Table(model=ActionPerson, see=wall.any_of(wall.INSIDE, OWN), add=wall.INSIDE),
    wall.Table(model=Retiming, see=wall.any_of(wall.INSIDE, OWN), add=wall.INSIDE),
    wall.Table(
        model=Addition,
        see=wall.any_of(wall.INSIDE, OWN, TOLD),
        add=wall.INSIDE,
        change=wall.any_of(UNREAD, READING),
        fixed=("product_reference", "owner", "what", "told_at"),
    ),
)
