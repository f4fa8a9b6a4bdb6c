"""Who sees that nothing of a record may be removed: everybody in the hub who sees the record.

Whoever works on it has to know. Managers place and lift, and never through broken glass.
"""

from frontdoor.access import wall
from frontdoor.casework.retention.models import LegalHold

THROUGH = wall.through_glass("contacts_contact", "contact_id")
MANAGERS = f"({wall.INSIDE} AND {wall.MANAGER} AND NOT {THROUGH})"

TABLES = (
    wall.Table(
        model=LegalHold,
        see=wall.INSIDE,
        add=f"({MANAGERS} AND placed_by = {wall.USER})",
        change=MANAGERS,
        fixed=("asked_by", "asked_on", "reason", "placed_by", "placed_by_name", "placed_at"),
    ),
)
