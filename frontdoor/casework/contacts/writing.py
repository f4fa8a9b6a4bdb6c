"""Referrals in writing: the contact itself, or what follows a professional's call (C4.5, C4.6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.access.reach import caveat_of
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import challenges, concern, events, joining, operations, queries
from frontdoor.casework.contacts.concern import About, Concern
from frontdoor.casework.contacts.models import Contact, Writing
from frontdoor.casework.contacts.operations import Caller
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Invalid, Taken, refuse_if
from frontdoor.kernel.worktime import Duration, Unit
from frontdoor.people.operations import Told
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import may_not

# Ours: what is typed in later than a working day after it arrived, says why.
SOON = Duration(1, Unit.WORKING_DAYS)
# Ours: how long, and how many, calls are offered to whoever types in a form.
AWAITED_FOR = timedelta(days=28)
MOST_AWAITED = 30


# What in a form tells who wrote it.
NAMING = ("role", "agency", "signed_by")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a form says beside the people and the concern (d.8)."""

    channel: str
    received_at: datetime
    late_why: str = ""
    role: str = ""
    agency: str = ""
    parents_view: str = ""
    consent: str = ""
    evidence: str = ""
    level: str = ""
    help_given: str = ""
    agencies: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    kept_to: Caveat = Caveat.HUB


@asks
def of(contact: Contact) -> Asking[list[Writing]]:
    """Return what arrived in writing, first what came first."""
    found = _of(contact.pk)
    yield (found,)
    return list(found)


@prepared
def _of(contact: int) -> QuerySet[Writing]:
    return Writing.objects.filter(contact=contact).order_by("received_at", "pk")


def is_awaited(contact: Contact, arrived: Sequence[Writing]) -> bool:
    """Tell whether a professional who called has yet to write (C4.5). Nothing waits for it."""
    policy = contact.policy
    called = policy.channel(contact.channel).live
    return called and policy.source(contact.referrer.source).professional and not arrived


def sent(form_key: UUID, *, by: Actor) -> Writing | None:
    """Return what a form has made already, if it was sent before."""
    return Writing.objects.filter(hub_id=by.hub_id, form_key=form_key).first()


@dataclass(frozen=True)
class Awaited:
    """Calls of professionals who have yet to write: how many there are, and the newest of them."""

    number: int
    newest: list[Contact]

    @property
    def more(self) -> int:
        """Return how many there are besides."""
        return self.number - len(self.newest)


def awaited(policy: Policy, *, words: str = "", at: datetime) -> Awaited:
    """Return the calls of professionals who have yet to write, newest first (C4.5).

    Whoever types in a form looks here first, so that it stands with the call that it follows. With
    `words`, those whose reference, caller or child has every one of them in it.
    """
    calls = Contact.objects.filter(
        channel__in=[each.slug for each in policy.channels if each.live],
        referrer__source__in=[each.slug for each in policy.sources if each.professional],
        writings__isnull=True,
        received_at__gte=at - AWAITED_FOR,
    )
    for word in words.split():
        calls = calls.filter(pk__in=_with(word))
    found = calls.select_related("referrer", "policy_version").prefetch_related("cases__child")
    newest = list(found.order_by("-received_at", "-pk")[:MOST_AWAITED])
    return Awaited(calls.count(), newest)


def _with(word: str) -> QuerySet[Contact, int]:
    said = [f"referrer__{name}" for name in ("name", "relationship", "phone")]
    child = [f"cases__child__{name}" for name in ("given_names", "family_name", "also_known_as")]
    there = (Q(**{f"{name}__icontains": word}) for name in ("reference", *said, *child))
    return Contact.objects.filter(reduce(or_, there)).values_list("pk", flat=True)


@transaction.atomic
def take_in(
    *,
    form_key: UUID,
    caller: Caller,
    child: Told,
    written: Written,
    worry: Concern,
    about: About,
    secret: str,
    by: Actor,
    at: datetime,
) -> Contact:
    """Put on record what arrived in writing and is a contact of its own (C3.1, C3.10, P29).

    Its clock runs from when it arrived. The same form sent again returns the contact that it made.
    Where who wrote must stay unknown, the form names nobody: that stands apart, with the caller.

    :raises Refused: if `by` may not take contacts.
    :raises Invalid: if it arrived in the future, or long ago without a reason.
    """
    if caller.protected:
        written = replace(written, role="", agency="", signed_by="")
    contact = operations.receive(
        form_key=form_key,
        channel=written.channel,
        caller=caller,
        children=[child],
        secret=secret,
        received_at=written.received_at,
        besides=(written, worry, about),
        by=by,
        at=at,
    )
    if Writing.objects.filter(contact=contact, form_key=form_key).exists():
        return contact
    join(contact=contact, form_key=form_key, written=written, by=by, at=at)
    concern.describe(
        contact=contact,
        concern=worry,
        children=concern.alike(queries.cases(contact), about),
        seen=contact.version,
        by=by,
        at=at,
    )
    return contact


@transaction.atomic
def join(*, contact: Contact, form_key: UUID, written: Written, by: Actor, at: datetime) -> Writing:
    """Put what was written with its contact. The same form sent again is one writing.

    A professional who wrote by a way that is not agreed is challenged beside it (C3.13), unless it
    is kept: everybody would learn from the challenge that something came.

    :raises Refused: if `by` may not take contacts.
    :raises Taken: if the form is with another contact, also since this very moment.
    :raises Invalid: if it arrived in the future, or long ago without a reason; or if it names, for
        everybody in the hub to read, somebody whose identity is protected.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    contact = Contact.locked(contact)
    if before := sent(form_key, by=by):
        return _here(before, contact)
    refuse_if_untimely(contact, written, at=at)
    _refuse_naming(contact, written)
    told = vars(written) | {"contact": contact, "typed_by": by.user_id}
    told |= {"kept_to": written.kept_to.value}
    # Somebody may send the same form to another contact now: that one is waited for, and found.
    made, is_new = Writing.objects.get_or_create(
        hub_id=contact.hub_id, form_key=form_key, defaults=told
    )
    if not is_new:
        return _here(made, contact)
    record(
        events.WritingArrived(
            subject=contact.reference,
            hub_id=contact.hub_id,
            channel=contact.policy.channel(written.channel).name,
            received_at=written.received_at,
            late_why=written.late_why,
            kept_to=caveat_of(made),
        ),
        by=by,
        at=at,
    )
    if not made.is_kept:
        challenges.open_if_due(contact, written.channel, at=at)
    # That there is more to read is never kept: somebody has to read it.
    news = "Something more" if made.is_kept else "A referral in writing"
    joining.tell_again(contact, news, by=by, at=at)
    return made


def _refuse_naming(contact: Contact, written: Written) -> None:
    hidden = contact.referrer.protected and written.kept_to is Caveat.HUB
    for name in NAMING if hidden else ():
        if getattr(written, name).strip():
            raise Invalid(name, "Leave this empty: who told us is protected.")


def _here(sent: Writing, contact: Contact) -> Writing:
    if sent.contact_id != contact.pk:
        raise Taken(
            f"This form was sent before, and is with another contact: {sent.contact}. "
            "Nothing was added here."
        )
    return sent


def refuse_if_untimely(contact: Contact, written: Written, *, at: datetime) -> None:
    """Refuse what comes from the future, and what is late without a reason.

    :raises Invalid: at the field that says it.
    """
    if written.received_at > at:
        raise Invalid("received_at", "It cannot have arrived in the future.")
    if queries.due(contact, SOON, at=written.received_at) < at and not written.late_why.strip():
        raise Invalid("late_why", "It arrived more than a working day ago: write why it waited.")
