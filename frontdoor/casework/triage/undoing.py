"""Take back what was written down or given out by mistake, with a reason (U9).

Nothing is removed: what is struck out stays to be read. What others rest on is not undone but put
right by a step of its own: a rating, a decision, what left the hub, what the referrer was told.
"""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.reach import caveat_of
from frontdoor.audit.operations import record
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.triage import events, queries, rules
from frontdoor.casework.triage.models import Allocation
from frontdoor.casework.triage.queries import Written
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.policy.staged import may_not


@transaction.atomic
def strike(*, case: Case, written: Written, why: str, seen: int, by: Actor, at: datetime) -> None:
    """Strike out a call back, a system check or a line of the chronology.

    :raises Refused: if it is not theirs, the case is over, or it has been struck out already.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(may_not(case.policy, "check_systems", by=by))
    case = Case.locked(case, seen=seen)
    refuse_if(rules.why_not_looked_into(case.stage))
    entry = queries.written(case, written.kind, written.row.pk)
    entry.row.strike(why=why, by=by.user_id, name=by.name, at=at)
    case.keep()
    record(
        events.StruckOut(
            subject=case.reference,
            hub_id=case.hub_id,
            what=entry.name,
            words=entry.words,
            why=why,
            kept_to=caveat_of(entry.row),
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def give_back(
    *, case: Case, allocation: Allocation, why: str, seen: int, by: Actor, at: datetime
) -> Allocation:
    """Take a case out of a worker's hands, so that it is with nobody until it is given again.

    :raises Refused: if it is neither theirs to give nor with them, or is with somebody else now.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(why_not_give_back(case, allocation, by=by))
    case = Case.locked(case, seen=seen)
    refuse_if(rules.why_not_carried(case.stage))
    held = queries.of(case)
    if held is None or held.pk != allocation.pk:
        raise Invalid("why", f"{allocation.name} does not have this case any more.")
    if not why.strip():
        raise Invalid("why", "Give the reason why it goes back.")
    held.until = at
    held.save(update_fields=["until"])
    case.keep()
    record(
        events.CaseGivenBack(subject=case.reference, hub_id=case.hub_id, worker=held.name, why=why),
        by=by,
        at=at,
    )
    return held


def why_not_give_back(case: Case, allocation: Allocation, *, by: Actor) -> str:
    """Return why a case is not theirs to give back, or an empty string: whoever has it may."""
    if allocation.worker.user_id == by.user_id:
        return ""
    return may_not(case.policy, "allocate", by=by)
