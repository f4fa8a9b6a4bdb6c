"""What is new to one person: what others did on a case since that person last opened it (U10).

Nothing is stored for it: the read log knows when somebody opened a case, and the events what
happened since. Both are asked by index, once for a whole page of cases.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from frontdoor.audit.models import Event

# With what purpose the page of a case is looked at, and what on it is no news to anybody.
OPENED = "show"
QUIET = ("case.looked_at", "action.read")
FOLLOWED_UP = "action."

# What somebody has to do for a report is followed up, and is news, where the report goes on.
_JOINED = """
ARRAY(
    SELECT r.reference FROM contacts_joining j JOIN contacts_case r ON r.id = j.case_id
    WHERE j.into_id = k.id AND j.parted_at IS NULL
)
"""
# OFFSET 0: the read log is asked once for each case, and not once more for each event; and the
# subjects are put together first: else the planner reads every event of the hub for them.
_SEEN = f"""
LATERAL (
    SELECT
        k.hub_id, k.reference, t.reference AS contact,
        ARRAY[k.reference, t.reference] || {_JOINED} AS subjects,
        (
            SELECT max(l.at) FROM audit_look l WHERE l.hub_id = k.hub_id AND l.by_id = %(me)s
                AND l.subject = k.reference AND l.purpose = '{OPENED}' AND NOT l.refused
        ) AS at
    FROM contacts_case k JOIN contacts_contact t ON t.id = k.contact_id
    WHERE k.id = waiting.id OFFSET 0
) seen
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.
_NEW = f"""
audit_event e WHERE e.hub_id = seen.hub_id AND e.subject = ANY (seen.subjects)
    AND (e.subject IN (seen.reference, seen.contact) OR e.kind LIKE '{FOLLOWED_UP}%%')
    AND e.by_id <> %(me)s AND e.kind <> ALL (ARRAY{list(QUIET)}) AND e.at > seen.at
"""

# Of one case of the worklist: whether it is unread by whoever asks.
IS_UNREAD = f"""
(SELECT seen.at IS NULL OR EXISTS (SELECT 1 FROM {_NEW}) FROM {_SEEN}) IS TRUE
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.

# Of each case of `waiting`: when it was opened last, and how much is new since.
UNREAD = f"""
LATERAL (
    SELECT seen.at AS seen_at,
        CASE WHEN seen.at IS NULL THEN 0 ELSE (SELECT count(*) FROM {_NEW}) END AS news
    FROM {_SEEN}
) unread
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.

_OF = f"""
SELECT seen_at, news
FROM (SELECT id FROM contacts_case WHERE reference = %(case)s) waiting CROSS JOIN {UNREAD}
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.


@dataclass(frozen=True, kw_only=True)
class Unread:
    """When somebody last opened a case, if ever, and how much others did on it since."""

    seen_at: datetime | None = None
    number: int = 0

    def is_new(self, event: Event, *, me: int) -> bool:
        """Tell whether an event is news to somebody who has opened the case before."""
        if self.seen_at is None or event.kind in QUIET:
            return False
        return event.by_id != me and event.at > self.seen_at


def unread(reference: str, *, me: int) -> Unread:
    """Return what on a case is new to somebody."""
    with connection.cursor() as cursor:
        cursor.execute(_OF, {"me": me, "case": reference})
        found = cursor.fetchone()
    return Unread(seen_at=found[0], number=found[1]) if found else Unread()
