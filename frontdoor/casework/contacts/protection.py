"""Police protection of a child: its 72 hours run as a clock of the case (P27)."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks, events, joining, queries, reports
from frontdoor.casework.contacts.models import Case, Contact, Protection
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.kernel.worktime import Duration, Unit
from frontdoor.policy.staged import may_not

# Children Act 1989, section 46(6): law, and so of no pack.
AT_MOST = Duration(72, Unit.CLOCK_HOURS)
# The flag that the packs have for it.
TRIGGER = "police_protection"


def of(case: Case) -> Protection | None:
    """Return what is on record of police protection of a child, if it was used."""
    return Protection.objects.filter(case=case).select_related("case").first()


@transaction.atomic
def note(
    *,
    case: Case,
    used_by: str,
    began_at: datetime,
    place: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> Protection:
    """Write down that the police protect a child: the child is urgent, and 72 hours run.

    :raises Refused: if `by` may not take contacts, or it is on record already.
    :raises Invalid: if it begins in the future, or would be over by now.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(may_not(case.policy, "take_contact", by=by))
    Contact.locked(case.contact)
    reports.hold([case])
    case = Case.locked(case, seen=seen)
    if Protection.objects.filter(case=case).exists():
        raise Refused("Police protection of this child is on record already.")
    if began_at > at:
        raise Invalid("began_at", "It cannot have begun in the future.")
    if queries.due(case.contact, AT_MOST, at=began_at) < at:
        raise Invalid("began_at", "It is over after 72 hours. Write what is over in the concern.")
    made = Protection.objects.create(
        hub_id=case.hub_id,
        case=case,
        used_by=used_by,
        began_at=began_at,
        place=place,
        noted_by=by.user_id,
    )
    clock = clocks.start(case, Span.POLICE_PROTECTION, duration=AT_MOST, at=began_at)
    case.keep(urgent=True, triggers=_flagged(case))
    record(
        events.ProtectionNoted(
            subject=case.reference,
            hub_id=case.hub_id,
            used_by=used_by,
            began_at=began_at,
            due_at=clock.due_at,
            place=place,
        ),
        by=by,
        at=at,
    )
    joining.tell_again(case.contact, "Police protection", by=by, at=at)
    return made


def _flagged(case: Case) -> list[str]:
    has = any(trigger.slug == TRIGGER for trigger in case.policy.triggers)
    return [*case.triggers, TRIGGER] if has and TRIGGER not in case.triggers else case.triggers


@transaction.atomic
def end(
    *, protection: Protection, ended_at: datetime, how: str, seen: int, by: Actor, at: datetime
) -> Protection:
    """Write down when and how police protection ended, and whether that was within 72 hours.

    :raises Refused: if `by` may not take contacts, or it has ended already.
    :raises Invalid: if it ended before it began, or in the future.
    :raises Stale: if somebody changed it since `seen`.
    """
    case = protection.case
    refuse_if(may_not(case.policy, "take_contact", by=by))
    protection = Protection.locked(protection, seen=seen)
    if protection.ended_at is not None:
        raise Refused("Police protection of this child has ended already.")
    if not protection.began_at <= ended_at <= at:
        raise Invalid("ended_at", "It ended after it began, and not in the future.")
    protection.keep(ended_at=ended_at, ended_how=how)
    in_time = clocks.stop(case, Span.POLICE_PROTECTION, at=ended_at)
    record(
        events.ProtectionEnded(
            subject=case.reference, hub_id=case.hub_id, how=how, in_time=in_time
        ),
        by=by,
        at=at,
    )
    return protection
