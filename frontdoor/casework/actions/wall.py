"""Who sees actions: those inside the hub; an agency, what it is to do and about whom, no more."""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions.lifecycle import ACTION
from frontdoor.casework.actions.models import Action, ActionPerson, Retiming

OWN = wall.own_agency("agency_id", Zone.PARTNER)

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
        ),
        lifecycle=ACTION,
    ),
    wall.Table(model=ActionPerson, see=wall.any_of(wall.INSIDE, OWN), add=wall.INSIDE),
    wall.Table(model=Retiming, see=wall.any_of(wall.INSIDE, OWN), add=wall.INSIDE),
)
