"""Referrals in writing: the contact itself, or what follows a professional's call (C4.5, C4.6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import events, queries
from frontdoor.casework.contacts.models import Challenge, Contact, Writing
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.kernel.worktime import Duration, Unit
from frontdoor.policy.staged import may_not

# Ours: what is typed in later than a working day after it arrived, says why.
SOON = Duration(1, Unit.WORKING_DAYS)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a form says beside the people and the concern (d.8)."""

    channel: str
    received_at: datetime
    late_why: str = ""
    role: str = ""
    agency: str = ""
    parents_view: str = ""
    evidence: str = ""
    level: str = ""
    help_given: str = ""
    agencies: str = ""
    signed_by: str = ""
    signed_on: date | None = None


def of(contact: Contact) -> list[Writing]:
    """Return what arrived in writing, first what came first."""
    return list(Writing.objects.filter(contact=contact).order_by("received_at", "pk"))


def is_awaited(contact: Contact) -> bool:
    """Tell whether a professional who called has yet to write (C4.5). Nothing waits for it."""
    policy = contact.policy
    called = policy.channel(contact.channel).live
    professional = policy.source(contact.referrer.source).professional
    return called and professional and not Writing.objects.filter(contact=contact).exists()


def challenge_of(contact: Contact) -> Challenge | None:
    """Return the question to a partner who came by a way that is not agreed (C3.13)."""
    return Challenge.objects.filter(contact=contact).first()


def open_challenges() -> list[Challenge]:
    """Return the partners who have yet to be asked, first those who wait longest."""
    waiting = Challenge.objects.filter(said_at__isnull=True)
    contact = ("contact__policy_version", "contact__referrer")
    return list(waiting.select_related(*contact).order_by("opened_at", "pk"))


@transaction.atomic
def join(*, contact: Contact, form_key: UUID, written: Written, by: Actor, at: datetime) -> Writing:
    """Put what was written with its contact. The same form sent again is one writing.

    A professional who wrote by a way that is not agreed is challenged beside it (C3.13).

    :raises Refused: if `by` may not take contacts.
    :raises Invalid: if it arrived in the future, or long ago without a reason.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    contact = Contact.locked(contact)
    if sent := contact.writings.filter(form_key=form_key).first():
        return sent
    refuse_if_untimely(contact, written, at=at)
    made = Writing.objects.create(
        hub_id=contact.hub_id,
        contact=contact,
        form_key=form_key,
        typed_by=by.user_id,
        **vars(written),
    )
    record(
        events.WritingArrived(
            subject=contact.reference,
            hub_id=contact.hub_id,
            channel=contact.policy.channel(written.channel).name,
            received_at=written.received_at,
            late_why=written.late_why,
        ),
        by=by,
        at=at,
    )
    _open_challenge(contact, written.channel, at=at)
    return made


def refuse_if_untimely(contact: Contact, written: Written, *, at: datetime) -> None:
    """Refuse what comes from the future, and what is late without a reason.

    :raises Invalid: at the field that says it.
    """
    if written.received_at > at:
        raise Invalid("received_at", "It cannot have arrived in the future.")
    if queries.due(contact, SOON, at=written.received_at) < at and not written.late_why.strip():
        raise Invalid("late_why", "It arrived more than a working day ago: write why it waited.")


def _open_challenge(contact: Contact, channel: str, *, at: datetime) -> None:
    professional = contact.policy.source(contact.referrer.source).professional
    if not (professional and contact.policy.channel(channel).challenge):
        return
    if not Challenge.objects.filter(contact=contact).exists():
        Challenge.objects.create(
            hub_id=contact.hub_id, contact=contact, channel=channel, opened_at=at
        )


@transaction.atomic
def challenge(*, challenge: Challenge, said: str, seen: int, by: Actor, at: datetime) -> Challenge:
    """Write down what the partner was told about the way it came by (C3.13).

    :raises Refused: if it was done before, or is not theirs to do.
    :raises Stale: if somebody changed it since `seen`.
    """
    contact = challenge.contact
    refuse_if(may_not(contact.policy, "route", by=by))
    challenge = Challenge.locked(challenge, seen=seen)
    if challenge.said_at is not None:
        raise Refused("The partner has been challenged already.")
    challenge.keep(said=said, said_at=at, said_by=by.user_id)
    record(
        events.ChannelChallenged(subject=contact.reference, hub_id=contact.hub_id, said=said),
        by=by,
        at=at,
    )
    return challenge
