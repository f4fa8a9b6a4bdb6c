"""Who sees the ledger: those inside the hub; what is sealed, its managers; whoever wrote a line.

An agency sees the basis of what it is asked or sent on that itself, and nothing of the ledger.
"""

from frontdoor.access import wall
from frontdoor.casework.ledger.models import Entry

TABLES = (
    wall.Table(
        model=Entry,
        see=wall.any_of(
            f"({wall.INSIDE} AND (NOT sealed OR {wall.MANAGER})"
            f" AND {wall.shown_subject('subject')})",
            wall.own_work(),
        ),
        # Nobody writes in another person's name, and nobody changes what stands there.
        add=wall.own_work(),
    ),
)
