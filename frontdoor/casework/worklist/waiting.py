"""Every case that somebody has to do something about, as one SQL text: all lists begin with it.

It reads open work alone, over the partial indexes of open work, so what is over costs nothing; and
of each case what tells where it belongs. What a page says of it beside that is read for the page.
"""

from frontdoor.access.wall import OWN_HUB
from frontdoor.casework.worklist.vocabulary import WaitsFor

# Everything that is due, one row each: the one place where a further promise joins the worklist.
# `kind` and `what` are put in words by the page; `unit` says how its time left is told.
DUE = """
WITH due AS MATERIALIZED (
    SELECT case_id, 'clock' AS kind, span AS what, unit, due_at, warn_at, NULL::bigint AS doer
    FROM contacts_clock
    WHERE stopped_at IS NULL
    UNION ALL
    -- What was sent before such promises were made has none: it counts from when it was sent.
    SELECT
        p.case_id, 'to_acknowledge', team.name, 'working hours',
        coalesce(p.acknowledge_by, p.sent_at), coalesce(p.warn_at, p.sent_at), NULL
    FROM disclosures_product p
    JOIN access_agency team ON team.id = p.team_id
    WHERE p.stage = 'sent'
    UNION ALL
    -- By the last time that was set for it; `doer` is the worker of the hub who has it to do. It is
    -- followed up where its report goes on.
    SELECT
        coalesce(joined.into_id, a.case_id),
        CASE WHEN a.product_reference = '' THEN 'action' ELSE 'team_action' END,
        coalesce(agency.name, doer.name),
        coalesce(anew.unit, a.unit),
        coalesce(anew.due_at, a.due_at), coalesce(anew.warn_at, a.warn_at), doer.id
    FROM actions_action a
    LEFT JOIN contacts_joining joined ON joined.case_id = a.case_id AND joined.parted_at IS NULL
    LEFT JOIN access_agency agency ON agency.id = a.agency_id
    LEFT JOIN access_membership member ON member.id = a.worker_id
    LEFT JOIN access_user doer ON doer.id = member.user_id
    LEFT JOIN LATERAL (
        SELECT r.unit, r.due_at, r.warn_at
        FROM actions_retiming r WHERE r.action_id = a.id ORDER BY r.id DESC LIMIT 1
    ) anew ON true
    WHERE a.stage = 'open'
    UNION ALL
    -- What came of something after its case had left: by no time, until the hub has read it.
    SELECT coalesce(joined.into_id, a.case_id), 'result', '', '', NULL, NULL, NULL
    FROM actions_action a
    LEFT JOIN contacts_joining joined ON joined.case_id = a.case_id AND joined.parted_at IS NULL
    WHERE a.to_read AND a.read_at IS NULL
)
"""

# A case waits while anything is due, and while it is not over: without a clock it comes last, but
# is never out of sight (a.8(6)). How it stands is told by the promise that runs out first.
_CASES = f"""
, first AS (
    SELECT
        case_id,
        min(due_at) AS due_at,
        (array_agg(warn_at ORDER BY due_at, warn_at))[1] AS warn_at,
        -- A team has it already: nobody has to watch over it while the hub is shut.
        bool_or(kind <> 'team_action' AND due_at > %(shuts)s AND due_at < %(opens)s)
            AS over_closing,
        coalesce(bool_or(doer = %(me)s), false) AS has_to_do,
        bool_or(kind = 'clock' AND what = 'strategy' AND due_at < %(at)s) AS discussion_is_late,
        bool_and(kind = 'clock' AND what = 'referrer') AS only_telling,
        bool_or(kind = 'result') AS has_result
    FROM due
    GROUP BY case_id
), unfinished AS MATERIALIZED (
    SELECT id, contact_id, urgent, stage
    FROM contacts_case WHERE stage IN ('awaiting', 'in_triage', 'in_mash') AND {OWN_HUB}
), waiting AS MATERIALIZED (
    SELECT
        c.id, c.contact_id, c.urgent, c.stage, first.due_at,
        -- Decided, and nobody waits but whoever told us: a child who still waits comes before.
        c.is_over AND first.only_telling IS TRUE AS only_telling,
        coalesce(first.discussion_is_late, false) AS discussion_is_late,
        coalesce(first.over_closing, false) AS over_closing,
        first.has_result IS TRUE AS result_unread,
        CASE
            WHEN first.due_at IS NULL THEN 'no clock'
            WHEN %(at)s > first.due_at THEN 'late'
            WHEN %(at)s >= first.warn_at THEN 'running out'
            ELSE 'on time'
        END AS state,
        c.stage IN ('in_triage', 'in_mash') AS can_be_carried,
        held.worker_id, worker.name AS worker,
        member.user_id = %(me)s IS TRUE OR first.has_to_do IS TRUE AS is_mine
    FROM (
        SELECT *, false AS is_over FROM unfinished
        UNION ALL
        SELECT k.id, k.contact_id, k.urgent, k.stage, true
        FROM contacts_case k WHERE k.id IN (
            SELECT case_id FROM first
            WHERE NOT EXISTS (SELECT FROM unfinished u WHERE u.id = first.case_id)
        ) AND k.{OWN_HUB}
    ) c
    LEFT JOIN first ON first.case_id = c.id
    LEFT JOIN triage_allocation held ON held.case_id = c.id AND held.until IS NULL
    LEFT JOIN access_membership member ON member.id = held.worker_id
    LEFT JOIN access_user worker ON worker.id = member.user_id
)
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.

WAITING = DUE + _CASES

# Each is asked of one case by its number: EXISTS would be worked out for all there ever were.
ENQUIRY_STAGE = "(SELECT e.stage FROM enquiries_enquiry e WHERE e.case_id = waiting.id)"
RATING = "(SELECT e.rating FROM enquiries_enquiry e WHERE e.case_id = waiting.id)"
SOURCE = "(SELECT r.source FROM contacts_referrer r WHERE r.contact_id = waiting.contact_id)"
IS_RECOMMENDED = """(
    SELECT true FROM triage_recommendation r WHERE r.case_id = waiting.id LIMIT 1
) IS TRUE"""
_BEING_TAKEN = """(
    SELECT true FROM contacts_contact t
    WHERE t.id = waiting.contact_id AND t.stage = 'being_taken' LIMIT 1
) IS TRUE"""
_UNANSWERED = """(
    SELECT true FROM enquiries_enquiry e JOIN gathering_request q ON q.enquiry_id = e.id
    LEFT JOIN gathering_supplement s ON s.request_id = q.id AND s.stage = 'asked'
    WHERE e.case_id = waiting.id AND (q.stage = 'asked' OR s.id IS NOT NULL) LIMIT 1
) IS TRUE"""
_TO_BE_TOLD = """(
    SELECT true FROM contacts_clock d
    WHERE d.case_id = waiting.id AND d.span = 'referrer' AND d.stopped_at IS NULL LIMIT 1
) IS TRUE"""

# What a case waits for, as a condition on a row of `waiting`.
WAITS_FOR = {
    WaitsFor.TAKING: f"stage = 'awaiting' AND {_BEING_TAKEN}",
    WaitsFor.MANAGER: f"(stage = 'awaiting' AND NOT ({_BEING_TAKEN})"
    f" OR stage = 'in_triage' AND {IS_RECOMMENDED})",
    WaitsFor.RECOMMENDATION: f"stage = 'in_triage' AND NOT ({IS_RECOMMENDED})",
    WaitsFor.RATING: f"stage = 'in_mash' AND {ENQUIRY_STAGE} = 'to_rate'",
    WaitsFor.COMMENCING: f"stage = 'in_mash' AND {ENQUIRY_STAGE} = 'rated'",
    WaitsFor.AGENCIES: f"{ENQUIRY_STAGE} = 'gathering' AND {_UNANSWERED}",
    WaitsFor.DECISION: f"{ENQUIRY_STAGE} = 'gathering' AND NOT ({_UNANSWERED})",
    WaitsFor.AUTHORISATION: f"{ENQUIRY_STAGE} = 'decided'",
    WaitsFor.PRODUCT: f"{ENQUIRY_STAGE} = 'authorised'",
    WaitsFor.REFERRER: _TO_BE_TOLD,
}
