"""Who sees alerts: those inside the hub, and the out-of-hours team that has one."""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.closing.lifecycle import ALERT
from frontdoor.casework.closing.models import Alert

HAVING = wall.own_agency("team_id", Zone.TEAM)
# The team hands back; that the hub has read it, the hub alone says.
HANDING_BACK = f"({HAVING} AND stage <> 'read' AND read_at IS NULL AND read_by_name = '')"

TABLES = (
    wall.Table(
        model=Alert,
        see=wall.any_of(wall.INSIDE, HAVING),
        add=wall.INSIDE,
        change=wall.any_of(wall.INSIDE, HANDING_BACK),
        fixed=("needs", "until", "sent_by", "sent_by_name", "sent_at"),
        lifecycle=ALERT,
    ),
)
