"""Who sees requests and findings: those inside the hub, and the agency that was asked.

What is held and not shared is seen by the hub's managers and the originator alone, and so is that
nothing is held: whoever saw the one missing would know the other. Both are kept as their caveat
says, as is what was shared.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.gathering.lifecycle import REQUEST
from frontdoor.casework.gathering.models import Chase, Finding, Opinion, Request, Supplement
from frontdoor.casework.gathering.vocabulary import Chasing

OWN = wall.own_agency("agency_id", Zone.PARTNER)

# Broken glass opens nothing either that its originator has to be asked about.
THROUGH = wall.through_glass("gathering_request", "request_id")
INSIDE = f"({wall.INSIDE} AND NOT ('originator' = ANY (caveats) AND {THROUGH}))"

TABLES = (
    wall.Table(
        model=Request,
        see=wall.any_of(wall.INSIDE, OWN),
        add=wall.INSIDE,
        # Nobody answers for an agency, and an agency answers what it was asked.
        change=OWN,
        fixed=(
            "summary",
            "basis",
            "basis_words",
            "required",
            "without_agreement",
            "asked_at",
            "asked_by",
            "due_at",
        ),
        lifecycle=REQUEST,
    ),
    # The program escalates by itself, and does nothing else (a.8, 15).
    wall.Table(
        model=Chase,
        see=wall.any_of(wall.INSIDE, OWN),
        add=wall.any_of(
            f"({wall.INSIDE} AND made_by = {wall.USER})",
            wall.by_the_program("made_by", f"kind = '{Chasing.ESCALATED}'"),
        ),
        program=True,
    ),
    wall.Table(
        model=Supplement,
        see=wall.any_of(wall.INSIDE, OWN),
        add=wall.INSIDE,
        change=OWN,
        fixed=("asked_at", "asked_by", "due_at"),
        lifecycle=REQUEST,
    ),
    wall.Table(
        model=Finding,
        see=wall.any_of(INSIDE, OWN),
        # Who sees only its own requests answers only those.
        add=OWN,
        rekept=True,
    ),
    wall.Table(model=Opinion, see=wall.any_of(wall.INSIDE, OWN), add=OWN, rekept=True),
)
