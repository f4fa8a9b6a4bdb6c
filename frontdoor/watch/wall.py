"""Who sees what the watch tells: the hub its own, an agency or team what is for it.

Only the program, in nobody's name, may tell, and say that something is settled; whoever sees a
notice may say that they have seen it.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Zone
from frontdoor.watch.models import Heartbeat, Mark, Notice
from frontdoor.watch.vocabulary import NoticeKind

BY_ITSELF = f"({wall.INSIDE} AND {wall.NAMELESS})"
ADDRESSED = wall.any_of(
    f"({wall.INSIDE} AND agency_id IS NULL)",
    wall.own_agency("agency_id", Zone.PARTNER),
    wall.own_agency("agency_id", Zone.TEAM),
)
# That there is a restricted record, that somebody broke the glass, that history is not whole, that
# somebody asked what is held, or was let in, is for those who oversee it.
OVERSEEN = ", ".join(
    f"'{kind}'"
    for kind in (
        NoticeKind.GLASS, NoticeKind.GLASS_LATE, NoticeKind.RESTRICTED_DUE,
        NoticeKind.NOT_WHOLE, NoticeKind.NOT_SEALED, NoticeKind.NOT_TAKEN,
        NoticeKind.ACCESS_SOON, NoticeKind.ACCESS_LATE, NoticeKind.NEW_PLACE,
        NoticeKind.LINK_UNDONE, NoticeKind.MATCH_LATE,
    )
)  # fmt: skip
OVERSEEING = f"(kind NOT IN ({OVERSEEN}) OR {wall.MANAGER})"
FOR_ME = f"({ADDRESSED} AND {OVERSEEING} AND {wall.shown_subject('subject')})"
SEEN_NOTICE = "EXISTS (SELECT 1 FROM watch_notice n WHERE n.id = watch_mark.notice_id)"

TABLES = (
    wall.Table(
        model=Notice,
        see=wall.any_of(BY_ITSELF, FOR_ME),
        add=BY_ITSELF,
        change=BY_ITSELF,
        fixed=("kind", "fact", "subject", "due_at", "role", "user_id"),
        history=False,
    ),
    wall.Table(
        model=Mark,
        # Whoever sees a notice sees who has seen it: the policy of the notices applies as well.
        see=f"({wall.OWN_HUB} AND {SEEN_NOTICE})",
        # Nobody says for another that they have seen it.
        add=f"({wall.OWN_HUB} AND seen_by = {wall.USER})",
        history=False,
    ),
    wall.Table(model=Heartbeat, see=wall.INSIDE, add=BY_ITSELF, change=BY_ITSELF, history=False),
)
