"""Who sees lists of people that came as files: those inside the hub.

A row is no history of anybody: it is emptied once it is taken, and what came of it has its own.
"""

from frontdoor.access import wall
from frontdoor.casework.rolls.models import Piece, Roll

TABLES = (
    wall.Table(
        model=Roll,
        see=wall.INSIDE,
        add=f"({wall.INSIDE} AND brought_by = {wall.USER})",
        change=wall.INSIDE,
        fixed=("kind", "file_name", "digest", "purpose", "heads", "rows", "as_at",
               "brought_at", "brought_by", "brought_by_name"),
    ),
    wall.Table(
        model=Piece, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE, fixed=("place",),
        history=False,
    ),
)  # fmt: skip
