"""Who sees what triage found: those inside the hub alone.

A partner is told the concern and what it is asked; an agency's system belongs to that agency.
"""

from frontdoor.access import wall
from frontdoor.casework.triage.models import (
    Allocation,
    Callback,
    ChronologyLine,
    Recommendation,
    SystemCheck,
)

TABLES = (
    # An allocation ends, and is not written anew.
    wall.Table(
        model=Allocation,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("why", "since", "allocated_by", "allocated_by_name"),
    ),
    # What somebody wrote stays as it was written: it can be struck out, and no more (U9).
    wall.Table(
        model=Callback,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("reached", "spoke_to", "said", "rung_at", "rung_by", "rung_by_name"),
    ),
    wall.Table(
        model=SystemCheck,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=(
            "system",
            "result",
            "words",
            "updated",
            "checked_at",
            "checked_by",
            "checked_by_name",
        ),
    ),
    wall.Table(
        model=ChronologyLine,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=(
            "year",
            "month",
            "day",
            "what",
            "source",
            "written_at",
            "written_by",
            "written_by_name",
        ),
    ),
    wall.Table(model=Recommendation, see=wall.INSIDE, add=wall.INSIDE),
)
