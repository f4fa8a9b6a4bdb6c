"""Every child in every contact, as the figures see it: one SQL text that all counting begins with.

The pack's words are not in the database, so their meanings are handed in beside the query.
"""

from datetime import date, datetime
from typing import Any

from frontdoor.oversight import rules
from frontdoor.oversight.vocabulary import State
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion

EARLIEST, LATEST = date(1, 1, 1), date(9999, 12, 1)

# Where two promises make up one span, the one that stands worse speaks for it: a miss is a miss.
STATES = [
    State.NO_CLOCK, State.KEPT, State.RUNNING, State.RUNNING_OUT, State.LATE, State.MISSED,
]  # fmt: skip

UNITS = """
WITH words AS MATERIALIZED (
    SELECT * FROM unnest(
        %(versions)s::bigint[], %(kinds)s::text[], %(words)s::text[], %(meanings)s::text[]
    ) AS listed (version, kind, word, meaning)
), retold AS MATERIALIZED (
    -- Contacts that told again of an incident which another contact had brought.
    SELECT DISTINCT told.contact_id
    FROM contacts_joining joining
    JOIN contacts_case told ON told.id = joining.case_id
    WHERE joining.hub_id = %(hub)s AND joining.why = 'incident' AND joining.parted_at IS NULL
), units AS (
    SELECT
        c.reference,
        c.contact_id,
        false AS is_past,
        date_trunc('month', k.received_at AT TIME ZONE %(zone)s)::date AS month,
        coalesce(source.meaning, 'not_known') AS source_group,
        CASE
            WHEN e.id IS NOT NULL THEN 'mash_or_referral'
            WHEN c.stage = 'passed_on' THEN coalesce(team.meaning, 'signposted_or_nfa')
            WHEN c.stage = 'joined' THEN 'joined'
            WHEN c.stage = 'closed' THEN coalesce(outcome.meaning, 'signposted_or_nfa')
            ELSE 'not_yet'
        END AS counts_as,
        e.id IS NOT NULL AS in_mash,
        coalesce(nullif(e.rating, ''), 'not_rated') AS rating,
        (%(states)s::text[])[coalesce(clock.first_look, 1)] AS first_look,
        (%(states)s::text[])[coalesce(clock.response, 1)] AS response,
        (%(states)s::text[])[coalesce(clock.strategy, 1)] AS strategy,
        (%(states)s::text[])[coalesce(clock.completion, 1)] AS completion,
        c.id = min(c.id) OVER (PARTITION BY c.contact_id)
            AND c.contact_id NOT IN (SELECT contact_id FROM retold) AS is_first
    FROM contacts_case c
    JOIN contacts_contact k ON k.id = c.contact_id
    LEFT JOIN contacts_referrer r ON r.contact_id = k.id
    LEFT JOIN enquiries_enquiry e ON e.case_id = c.id
    LEFT JOIN words source
        ON (source.version, source.kind, source.word) = (k.policy_version_id, 'source', r.source)
    LEFT JOIN words outcome
        ON (outcome.version, outcome.kind, outcome.word) = (k.policy_version_id, 'outcome', c.route)
    LEFT JOIN words team
        ON (team.version, team.kind, team.word) = (k.policy_version_id, 'team', c.route_team)
    CROSS JOIN LATERAL (
        SELECT
            max(said) FILTER (WHERE span = 'first_look') AS first_look,
            max(said) FILTER (WHERE span IN ('response', 'commencing')) AS response,
            max(said) FILTER (WHERE span = 'strategy') AS strategy,
            max(said) FILTER (WHERE span = 'completion') AS completion
        FROM (
            SELECT span, CASE
                WHEN kept THEN 2
                WHEN NOT kept THEN 6
                WHEN %(at)s > due_at THEN 5
                WHEN %(at)s >= warn_at THEN 4
                ELSE 3
            END AS said
            FROM contacts_clock
            -- A promise made anew counts where it was missed, and else only as the new one.
            WHERE case_id = c.id AND (replaced_at IS NULL OR kept IS NOT NULL)
        ) clocks
    ) clock
    WHERE c.hub_id = %(hub)s
        AND k.received_at >= %(since)s::timestamp AT TIME ZONE %(zone)s
        AND k.received_at < (%(until)s::timestamp + interval '1 month') AT TIME ZONE %(zone)s
    UNION ALL
    SELECT
        reference, NULL, true, month, source_group, counts_as,
        rating <> '', coalesce(nullif(rating, ''), 'not_rated'),
        'no_clock', 'no_clock', 'no_clock', coalesce(nullif(timeliness, ''), 'no_clock'),
        contact = '' OR id = min(id) OVER (PARTITION BY contact)
    FROM oversight_past
    WHERE hub_id = %(hub)s AND month BETWEEN %(since)s AND %(until)s
    UNION ALL
    SELECT
        '', NULL, true, month, source_group, counts_as, in_mash, rating, first_look, response,
        strategy, completion, is_first
    FROM oversight_gone
    WHERE hub_id = %(hub)s AND month BETWEEN %(since)s AND %(until)s
)
"""


def values(
    hub_id: int, *, at: datetime, since: date = EARLIEST, until: date = LATEST
) -> dict[str, Any]:
    """Return what the text is given, for the children whose contacts came in these months."""
    versions = list(PolicyVersion.objects.filter(hub_id=hub_id).order_by("pk"))
    listed = [
        (version.pk, *each) for version in versions for each in rules.meanings(version.policy)
    ]
    ours, kinds, words, meanings = (list(column) for column in zip(*listed, strict=True))
    return {
        "hub": hub_id,
        "at": at,
        "since": since,
        "until": until,
        "zone": policies.current(hub_id, at=at).policy.calendar.zone,
        "states": [state.value for state in STATES],
        "versions": ours,
        "kinds": kinds,
        "words": words,
        "meanings": meanings,
    }
