"""Give a case to a worker, or everything that one carries to another."""

from datetime import date, datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.models import Membership
from frontdoor.audit.operations import record
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.triage import events, queries, rules
from frontdoor.casework.triage.models import Allocation
from frontdoor.kernel.refusal import Invalid, Stale, refuse_if
from frontdoor.policy.rules import day as hub_day
from frontdoor.policy.staged import may_not

TO_WHOM = "Choose somebody of this hub who looks into cases."


@transaction.atomic
def allocate(
    *, case: Case, worker: Membership, why: str, seen: int, by: Actor, at: datetime
) -> Allocation:
    """Give a case to a named worker of the hub; from one worker to another it takes a reason.

    :raises Refused: if it is not theirs to give, or the case is with nobody now.
    :raises Invalid: if the worker is no worker of this hub, or has it already.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(may_not(case.policy, "allocate", by=by))
    case = Case.locked(case, seen=seen)
    refuse_if(rules.why_not_carried(case.stage))
    _can_carry(case, worker, on=hub_day(case.policy, at))
    before = queries.of(case)
    if before and before.worker_id == worker.pk:
        raise Invalid("worker", f"{worker.user.name} has this case already.")
    if before and not why.strip():
        raise Invalid("why", f"Give the reason why {before.name} does not keep it.")
    case.keep()
    return _given(case, worker, before=before, why=why, by=by, at=at)


def _can_carry(case: Case, worker: Membership, *, on: date) -> None:
    can = queries.workers(case.hub_id, case.policy, on=on)
    if worker.pk not in {each.pk for each in can}:
        raise Invalid("worker", TO_WHOM)


def _given(
    case: Case,
    worker: Membership,
    *,
    before: Allocation | None,
    why: str,
    by: Actor,
    at: datetime,
) -> Allocation:
    if before:
        before.until = at
        before.save(update_fields=["until"])
    given = Allocation.objects.create(
        hub_id=case.hub_id,
        case=case,
        worker=worker,
        why=why,
        since=at,
        allocated_by=by.user_id,
        allocated_by_name=by.name,
    )
    record(
        events.CaseAllocated(
            subject=case.reference,
            hub_id=case.hub_id,
            worker=worker.user.name,
            before=before.name if before else "",
            why=why,
        ),
        by=by,
        at=at,
    )
    return given


@transaction.atomic
def cover(
    *, away: Membership, worker: Membership, why: str, seen: int, by: Actor, at: datetime
) -> list[Allocation]:
    """Give everything that one worker carries to another, all of it or nothing.

    `seen` is the stamp of what they carried when somebody looked.

    :raises Refused: if it is not theirs to give, or there is nothing to give.
    :raises Invalid: if the other is no worker of this hub, or there is no reason.
    :raises Stale: if they carry something else by now.
    """
    carried = queries.carried(away)
    if queries.stamp(carried) != seen:
        raise Stale(away.user.name, seen=seen, now=queries.stamp(carried))
    if not carried:
        raise Invalid("worker", f"{away.user.name} carries nothing now.")
    if worker.pk == away.pk:
        raise Invalid("worker", "Choose somebody else.")
    if not why.strip():
        raise Invalid("why", f"Give the reason why {away.user.name} does not keep them.")
    return [
        allocate(case=each.case, worker=worker, why=why, seen=each.case.version, by=by, at=at)
        for each in carried
    ]
