"""Which agency has yet to answer how much, over all enquiries of a hub that still gather (P24)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from frontdoor.access.wall import OWN_HUB

# Every question without an answer, by the last time that was given for it. What goes on is found
# first, for of what is over more is without an answer; and all times of a question are read by its
# number: with LIMIT the planner would look for the last one among all of the hub's.
_OWED = """
WITH going_on AS MATERIALIZED (
    SELECT id FROM enquiries_enquiry WHERE stage = 'gathering'
), owed AS (
    SELECT q.agency_id, q.enquiry_id, coalesce(anew.due_at, q.due_at) AS due_at
    FROM going_on e JOIN gathering_request q ON q.enquiry_id = e.id AND q.stage = 'asked'
    LEFT JOIN LATERAL (
        SELECT (array_agg(c.due_at ORDER BY c.id DESC))[1] AS due_at FROM gathering_chase c
        WHERE c.request_id = q.id AND c.supplement_id IS NULL AND c.due_at IS NOT NULL
    ) anew ON true
    UNION ALL
    SELECT s.agency_id, q.enquiry_id, coalesce(anew.due_at, s.due_at)
    FROM going_on e JOIN gathering_request q ON q.enquiry_id = e.id
    JOIN gathering_supplement s ON s.request_id = q.id AND s.stage = 'asked'
    LEFT JOIN LATERAL (
        SELECT (array_agg(c.due_at ORDER BY c.id DESC))[1] AS due_at FROM gathering_chase c
        WHERE c.supplement_id = s.id AND c.due_at IS NOT NULL
    ) anew ON true
)
"""

_BY_AGENCY = f"""
SELECT
    agency.slug, agency.name,
    count(DISTINCT owed.enquiry_id) AS cases,
    count(DISTINCT owed.enquiry_id) FILTER (WHERE owed.due_at < %(at)s) AS late,
    min(owed.due_at) AS first_due_at
FROM owed JOIN access_agency agency ON agency.id = owed.agency_id AND agency.{OWN_HUB}
GROUP BY agency.slug, agency.name
ORDER BY late DESC, first_due_at, agency.name
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.

# Of one case of the worklist: whether an agency still owes an answer on it.
OWES = """(
    SELECT true FROM enquiries_enquiry e
    JOIN gathering_request q ON q.enquiry_id = e.id
    JOIN access_agency a ON a.id = q.agency_id AND a.slug = %(owes)s
    LEFT JOIN gathering_supplement s ON s.request_id = q.id AND s.stage = 'asked'
    WHERE e.case_id = waiting.id AND e.stage = 'gathering'
        AND (q.stage = 'asked' OR s.id IS NOT NULL) LIMIT 1
) IS TRUE"""


@dataclass(frozen=True, kw_only=True)
class Owing:
    """An agency that has yet to answer: on how many cases, how many of them late, since when."""

    slug: str
    name: str
    cases: int
    late: int
    first_due_at: datetime


def owing(*, at: datetime) -> list[Owing]:
    """Return the agencies that have yet to answer: first those with most that is late."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED + _BY_AGENCY, {"at": at})
        names = [column.name for column in cursor.description]
        return [Owing(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
