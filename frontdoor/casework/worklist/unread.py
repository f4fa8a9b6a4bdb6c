"""What is new to one person: what others did on a case since that person last opened it (U10).

Nothing is stored for it: the read log knows when somebody opened a case, and the events what
happened since. Both are asked by index, once for a whole page of cases.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from frontdoor.audit.models import Event

# With what purpose the page of a case is looked at, and what on it is no news to anybody.
OPENED = "show"
QUIET = ("case.looked_at",)

_SEEN = f"""
(SELECT max(l.at) FROM audit_look l WHERE l.hub_id = k.hub_id AND l.by_id = %(me)s
    AND l.subject = k.reference AND l.purpose = '{OPENED}' AND NOT l.refused)
"""  # noqa: S608  Words of this code alone.
_NEW = f"""
e.hub_id = k.hub_id AND e.subject IN (k.reference, t.reference)
AND e.by_id <> %(me)s AND e.kind <> ALL (ARRAY{list(QUIET)})
"""
_CASE = "contacts_case k JOIN contacts_contact t ON t.id = k.contact_id"

# Of one case of the worklist: whether it is unread by whoever asks.
IS_UNREAD = f"""
EXISTS (
    SELECT 1 FROM {_CASE} CROSS JOIN LATERAL (SELECT {_SEEN} AS at) seen
    WHERE k.id = waiting.id AND (
        seen.at IS NULL OR EXISTS (SELECT 1 FROM audit_event e WHERE {_NEW} AND e.at > seen.at)
    )
)
"""  # noqa: S608

_OF = f"""
SELECT k.reference, seen.at, (
    SELECT count(*) FROM audit_event e WHERE {_NEW} AND e.at > seen.at
)
FROM {_CASE} CROSS JOIN LATERAL (SELECT {_SEEN} AS at) seen
WHERE k.reference = ANY(%(cases)s)
"""  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Unread:
    """When somebody last opened a case, if ever, and how much others did on it since."""

    seen_at: datetime | None = None
    number: int = 0

    @property
    def is_unread(self) -> bool:
        """Tell whether there is anything that they have not seen."""
        return self.seen_at is None or self.number > 0

    def is_new(self, event: Event, *, me: int) -> bool:
        """Tell whether an event is news to somebody who has opened the case before."""
        if self.seen_at is None or event.kind in QUIET:
            return False
        return event.by_id != me and event.at > self.seen_at


def unread(references: Iterable[str], *, me: int) -> dict[str, Unread]:
    """Return, by reference of a case, what is new to somebody."""
    with connection.cursor() as cursor:
        cursor.execute(_OF, {"me": me, "cases": list(references)})
        return {
            reference: Unread(seen_at=at, number=number)
            for reference, at, number in cursor.fetchall()
        }
