"""The question to a partner who came by a way that is not agreed; no child waits (C3.13)."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import events, rows
from frontdoor.casework.contacts.models import Challenge, Contact
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.policy.staged import may_not

SHOWN = 50  # Partners who were asked, for a page: newest first.


def of(contact: Contact) -> Challenge | None:
    """Return the question to the partner of a contact, if there is one."""
    return Challenge.objects.filter(contact=contact).first()


def waiting() -> list[Challenge]:
    """Return the partners who have yet to be asked, first those who wait longest."""
    open_still = Challenge.objects.filter(said_at__isnull=True)
    return list(open_still.select_related(*_CONTACT).order_by("opened_at", "pk"))


def waiting_count() -> int:
    """Return how many partners have yet to be asked."""
    return sum(row["number"] for row in rows.challenges_waiting())


def made() -> list[Challenge]:
    """Return the partners who were asked, newest first."""
    said = Challenge.objects.filter(said_at__isnull=False)
    return list(said.select_related(*_CONTACT).order_by("-said_at", "-pk")[:SHOWN])


_CONTACT = ("contact__policy_version", "contact__referrer")


def open_if_due(contact: Contact, channel: str, *, at: datetime) -> None:
    """Open the question where a professional used a way that is not agreed (a.8(2))."""
    professional = contact.policy.source(contact.referrer.source).professional
    if not (professional and contact.policy.channel(channel).challenge):
        return
    if not Challenge.objects.filter(contact=contact).exists():
        Challenge.objects.create(
            hub_id=contact.hub_id, contact=contact, channel=channel, opened_at=at
        )


@transaction.atomic
def say(*, challenge: Challenge, said: str, seen: int, by: Actor, at: datetime) -> Challenge:
    """Write down what the partner was told about the way it came by.

    :raises Refused: if it was done before, or is not theirs to do.
    :raises Invalid: if nothing was said.
    :raises Stale: if somebody changed it since `seen`.
    """
    contact = challenge.contact
    refuse_if(may_not(contact.policy, "route", by=by))
    if not said.strip():
        raise Invalid("said", "Write what the partner was told, and by what way.")
    challenge = Challenge.locked(challenge, seen=seen)
    if challenge.said_at is not None:
        raise Refused("The partner has been challenged already.")
    challenge.keep(said=said.strip(), said_at=at, said_by=by.user_id, said_by_name=by.name)
    record(
        events.ChannelChallenged(
            subject=contact.reference, hub_id=contact.hub_id, said=challenge.said
        ),
        by=by,
        at=at,
    )
    return challenge
