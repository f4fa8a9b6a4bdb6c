"""Whoever told the hub: put right what was written of them, pass them to the manager."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import challenges, events, identity
from frontdoor.casework.contacts.models import Contact, Referrer
from frontdoor.casework.contacts.operations import Caller
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.policy.staged import may_not


@transaction.atomic
def correct(*, contact: Contact, caller: Caller, seen: int, by: Actor, at: datetime) -> Referrer:
    """Put right what was written of the caller. What stood before stays in history.

    :raises Refused: if `by` may not take contacts, or who told us is protected from them.
    :raises Stale: if somebody changed the caller since `seen`.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    referrer = Referrer.locked(contact.referrer, seen=seen)
    referrer.keep(**identity.correct(contact, referrer, vars(caller), by=by))
    contact.referrer = referrer
    challenges.open_if_due(contact, contact.channel, at=at)
    # What was said stays out of the event: who told us is for fewer eyes than what happened.
    record(events.CallerCorrected(subject=contact.reference, hub_id=contact.hub_id), by=by, at=at)
    return referrer


def why_not_pass(contact: Contact, *, by: Actor) -> str:
    """Return why the caller cannot be passed on now, or an empty string."""
    if reason := may_not(contact.policy, "take_contact", by=by):
        return reason
    if not contact.policy.channel(contact.channel).live:
        return "Nobody is on the line."
    if not contact.is_being_taken:
        return "The talk is over: this has been handed over."
    return "The caller has been passed to the manager already." if contact.caller_passed_at else ""


@transaction.atomic
def pass_on(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Write down that the caller, and not only the record, was passed to the manager (C4.11).

    :raises Refused: if nobody is on the line, it was done before, or is not theirs to do.
    """
    contact = Contact.locked(contact)
    refuse_if(why_not_pass(contact, by=by))
    # Not a change of what anybody is writing: the version stays.
    contact.caller_passed_at, contact.caller_passed_by = at, by.user_id
    contact.save(update_fields=["caller_passed_at", "caller_passed_by"])
    record(events.CallerPassed(subject=contact.reference, hub_id=contact.hub_id), by=by, at=at)
    return contact


def why_not_take_back(contact: Contact, *, by: Actor) -> str:
    """Return why it cannot be taken back that the caller was passed on, or an empty string."""
    if reason := may_not(contact.policy, "take_contact", by=by):
        return reason
    return "" if contact.caller_passed_at else "The caller is not said to be with the manager."


@transaction.atomic
def take_back(*, contact: Contact, reason: str, by: Actor, at: datetime) -> Contact:
    """Say that the caller did not reach the manager after all, and why: they may be passed again.

    :raises Refused: if nobody said so, or it is not theirs.
    :raises Invalid: if the reason is missing.
    """
    if not reason.strip():
        raise Invalid("reason", "Say why, for example that the line was cut.")
    contact = Contact.locked(contact)
    refuse_if(why_not_take_back(contact, by=by))
    contact.caller_passed_at = contact.caller_passed_by = None
    contact.save(update_fields=["caller_passed_at", "caller_passed_by"])
    taken = events.CallerNotPassed(
        subject=contact.reference, hub_id=contact.hub_id, reason=reason.strip()
    )
    record(taken, by=by, at=at)
    return contact
