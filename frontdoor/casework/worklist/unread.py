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
QUIET = ("case.looked_at",)
FOLLOWED_UP = "action."

_SEEN = f"""
(SELECT max(l.at) FROM audit_look l WHERE l.hub_id = k.hub_id AND l.by_id = %(me)s
    AND l.subject = k.reference AND l.purpose = '{OPENED}' AND NOT l.refused)
"""  # noqa: S608  Words of this code alone.
# What somebody has to do for a report is followed up, and is news, where the report goes on.
_JOINED = """
ARRAY(
    SELECT r.reference FROM contacts_joining j JOIN contacts_case r ON r.id = j.case_id
    WHERE j.into_id = k.id AND j.parted_at IS NULL
)
"""
_NEW = f"""
e.hub_id = k.hub_id AND e.subject = ANY (told.subjects)
AND (e.subject IN (k.reference, t.reference) OR e.kind LIKE '{FOLLOWED_UP}%%')
AND e.by_id <> %(me)s AND e.kind <> ALL (ARRAY{list(QUIET)})
"""
# The subjects are put together first: else the planner reads every event of the hub for them.
_CASE = f"""
contacts_case k JOIN contacts_contact t ON t.id = k.contact_id
CROSS JOIN LATERAL (
    SELECT ARRAY[k.reference, t.reference] || {_JOINED} AS subjects OFFSET 0
) told
"""

# Of one case of the worklist: whether it is unread by whoever asks.
IS_UNREAD = f"""
(
    SELECT true FROM {_CASE} CROSS JOIN LATERAL (SELECT {_SEEN} AS at) seen
    WHERE k.id = waiting.id AND (
        seen.at IS NULL OR EXISTS (SELECT 1 FROM audit_event e WHERE {_NEW} AND e.at > seen.at)
    ) LIMIT 1
) IS TRUE
"""  # noqa: S608

# Of one case of the worklist: when it was opened last, and how much is new since.
SEEN_AT = f"(SELECT {_SEEN} FROM contacts_case k WHERE k.id = waiting.id)"  # noqa: S608
NEWS = f"""
(SELECT count(*) FROM {_CASE} CROSS JOIN LATERAL (SELECT {_SEEN} AS at) seen
    JOIN audit_event e ON {_NEW} AND e.at > seen.at WHERE k.id = waiting.id)
"""  # noqa: S608

_OF = f"""
WITH waiting AS (SELECT id FROM contacts_case WHERE reference = %(case)s)
SELECT {SEEN_AT}, {NEWS} FROM waiting
"""  # noqa: S608


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
