"""Open a case again that ended by mistake: nothing that was decided, promised or told is undone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks, events, reports
from frontdoor.casework.contacts.ending import UNROUTED
from frontdoor.casework.contacts.models import Case, Receipt
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.kernel.refusal import Invalid

REFERRER = "the referrer"


@transaction.atomic
def reopen(
    *,
    case: Case,
    move: CaseMove,
    reason: str,
    told: Sequence[str],
    seen: int,
    by: Actor,
    at: datetime,
) -> Case:
    """Let a case that ended be the hub's again, for a reason. `told` is who outside knows its end.

    Promises that were judged stay judged (a.8, 8). What waits for a decision is promised an answer
    from now; what the law counts, such as police protection, runs from when it began. The referrer
    is to be told anew, and so is whoever brought what was joined to it. The caller holds them all.

    :raises Refused: if it has not ended, or opening again is not theirs.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed the case since `seen`.
    """
    if not reason.strip():
        raise Invalid("reason", "Say why this is opened again.")
    case = Case.locked(case, seen=seen)
    before = case.stage_label
    case.take(
        move,
        by=by,
        **({} if move is CaseMove.REOPEN_IN_MASH else UNROUTED),
        ended_at=None,
        turn=case.turn + 1,
        reopened_by=by.user_id,
        reopened_by_name=by.name,
        reopened_at=at,
        reopened_why=reason.strip(),
    )
    if move is CaseMove.REOPEN:
        span = Span.RESPONSE
        clocks.replace(case, span, duration=case.policy.spans.receipt.length, started_at=at, at=at)
    hears = [_hears_anew(each, at=at) for each in [case, *_joined(case)]]
    record(
        events.CaseReopened(
            subject=case.reference,
            hub_id=case.hub_id,
            before=before,
            reason=reason.strip(),
            told=(*told, *([REFERRER] if any(hears) else [])),
        ),
        by=by,
        at=at,
    )
    return case


def _joined(case: Case) -> list[Case]:
    return [joining.case for joining in reports.joined(case)]


def _hears_anew(case: Case, *, at: datetime) -> bool:
    """Let the referrer of a case wait for another outcome, and tell whether they had one."""
    receipt = Receipt.objects.select_for_update().get(contact=case.contact)
    had = receipt.told_at is not None
    if receipt.is_told:
        receipt.outdated_at = at
        receipt.save(update_fields=["outdated_at"])
    # Promised again when it ends again; what was kept or missed stays so.
    clocks.replace(case, Span.REFERRER, duration=None, started_at=at, at=at)
    return had
