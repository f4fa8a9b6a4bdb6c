"""Place a legal hold on a record, and lift it (a.8, 13)."""

from datetime import date, datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.retention import events, queries
from frontdoor.casework.retention.models import LegalHold
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.kernel.rows import lifting
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import day
from frontdoor.policy.staged import may_not

TASK = "hold_records"
THROUGH_GLASS = "You see this record through broken glass. Ask one of its readers."


@transaction.atomic
def place(
    *, contact: Contact, asked_by: str, asked_on: date, reason: str, by: Actor, at: datetime
) -> LegalHold:
    """Let nothing of a contact, with all that is below it, be removed until this is lifted.

    :raises Refused: if it is not theirs, or they see the record through broken glass alone.
    :raises Invalid: if it does not say who asked and why, they have not asked yet, or a hold that
        they asked for stands already.
    """
    policy = policies.current(by.hub_id, at=at).policy
    refuse_if(may_not(policy, TASK, by=by) or why_not_place(contact, by=by))
    asked_by, reason = " ".join(asked_by.split()), reason.strip()
    if not asked_by:
        raise Invalid("asked_by", "Enter who asked for it.")
    if not reason:
        raise Invalid("reason", "Write why nothing may be removed.")
    if asked_on > day(policy, at):
        raise Invalid("asked_on", "The day on which they asked must be today or in the past.")
    contact = Contact.locked(contact)
    standing = LegalHold.objects.filter(contact=contact, lifted_at__isnull=True)
    if held := standing.filter(asked_by=asked_by).first():
        raise Invalid(
            "asked_by", f"{held} for them stands already. If this is another matter, add which."
        )
    made = LegalHold.objects.create(
        hub_id=contact.hub_id,
        contact=contact,
        asked_by=asked_by,
        asked_on=asked_on,
        reason=reason,
        placed_by=by.user_id,
        placed_by_name=by.name,
        placed_at=at,
    )
    _told(events.LegalHoldPlaced, made, by=by, at=at)
    return made


def _may_not(by: Actor, *, at: datetime) -> str:
    return may_not(policies.current(by.hub_id, at=at).policy, TASK, by=by)


def why_not_place(contact: Contact, *, by: Actor) -> str:
    """Return why somebody with the task cannot place or lift a hold, or an empty string."""
    return THROUGH_GLASS if queries.is_closed(contact, by=by) else ""


def _told(
    fact: type[events.LegalHoldPlaced | events.LegalHoldLifted],
    hold: LegalHold,
    *,
    by: Actor,
    at: datetime,
) -> None:
    subject = hold.contact.reference
    record(fact(subject=subject, hub_id=hold.hub_id, number=hold.pk), by=by, at=at)


@transaction.atomic
def lift(*, hold: LegalHold, why: str, seen: int, by: Actor, at: datetime) -> LegalHold:
    """Let a hold stand no longer. It stays on record, with who lifted it and why.

    :raises Refused: if it is not theirs, they see the record through broken glass alone, or it was
        lifted before.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(_may_not(by, at=at) or why_not_place(hold.contact, by=by))
    if not why.strip():
        raise Invalid("why", "Write why it is lifted.")
    hold = LegalHold.locked(hold, seen=seen)
    refuse_if(why_not_lift(hold))
    hold.keep(**lifting(why=why, by=by.user_id, name=by.name, at=at))
    _told(events.LegalHoldLifted, hold, by=by, at=at)
    return hold


def why_not_lift(hold: LegalHold) -> str:
    """Return why a hold cannot be lifted, or an empty string."""
    return f"{hold.lifted_by_name} has lifted this already." if hold.is_lifted else ""
