"""Who sees agreements: those inside the hub, and its administrators, who keep them.

Whoever asks the agencies does not decide whether they may be asked.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Role
from frontdoor.casework.agreements.models import Agreement, Signature

KEEPING = wall.in_role(Role.HUB_ADMINISTRATOR)
SEEN = wall.any_of(wall.INSIDE, KEEPING)

TABLES = (
    wall.Table(
        model=Agreement,
        see=SEEN,
        add=f"({KEEPING} AND added_by = {wall.USER})",
        change=KEEPING,
        fixed=("title", "kept_at", "begins_on", "added_at", "added_by", "added_by_name"),
    ),
    wall.Table(model=Signature, see=SEEN, add=f"({KEEPING} AND recorded_by = {wall.USER})"),
)
