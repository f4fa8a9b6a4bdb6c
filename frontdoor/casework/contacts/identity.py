"""Who told us, where that has to stay unknown: protect it, look at it, lift that again.

Somebody at risk tells the hub who they are, and trusts that nobody else learns it (C4.11). What
they said in other words than these, in the concern or on a call, is out of reach of this.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat, Role
from frontdoor.audit import operations as audit
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import events
from frontdoor.casework.contacts.models import Contact, Identity, Referrer
from frontdoor.casework.contacts.who import NOTHING, TELLING
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.kernel.rows import lifting

NOT_YOURS = "Who told us is protected. Whoever took it and the hub’s managers see it."
LIFTING = "Ask a manager to lift it."


def why_not_see(contact: Contact, *, by: Actor) -> str:
    """Return why a protected identity is not theirs to see, or an empty string."""
    may = by.role is Role.TEAM_MANAGER or by.user_id == contact.taken_by
    return "" if may else NOT_YOURS


def why_not_lift(by: Actor) -> str:
    """Return why it is not theirs to lift, or an empty string: a manager answers for that."""
    return "" if by.role is Role.TEAM_MANAGER else LIFTING


def of(contact: Contact, *, by: Actor, at: datetime) -> Identity:
    """Return who told us, and remember the look as one at that.

    :raises Refused: if it is not theirs to see, or not protected.
    """
    refuse_if(why_not_see(contact, by=by))
    audit.looked(contact.reference, purpose="see who told us", by=by, at=at)
    return _held(contact)


def _held(contact: Contact) -> Identity:
    found = Identity.objects.filter(contact=contact, lifted_at__isnull=True).first()
    if found is None:
        raise Refused("Who told us is not protected any more. Open the contact again.")
    return found


def kept(
    contact: Contact, told: Mapping[str, Any], *, why: str = "", by: Actor, at: datetime
) -> Identity:
    """Return who told us as it is kept apart, to be stored beside a referrer without it."""
    return Identity(
        hub_id=contact.hub_id,
        contact=contact,
        kept_to=Caveat.MANAGERS.value,
        **{name: told[name] for name in TELLING},
        why=why,
        taken_by=contact.taken_by,
        protected_by=by.user_id,
        protected_by_name=by.name,
        protected_at=at,
    )


@transaction.atomic
def protect(*, contact: Contact, why: str, seen: int, by: Actor, at: datetime) -> Identity:
    """Keep who told us to whoever took it and managers, from now on.

    What was read before cannot be unread: how rows were is for managers alone anyway.

    :raises Refused: if it is not theirs, or protected already.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed the caller since `seen`.
    """
    refuse_if(why_not_see(contact, by=by))
    if not why.strip():
        raise Invalid("why", "Say why they must not become known. Only those who see it read that.")
    referrer = Referrer.locked(contact.referrer, seen=seen)
    if referrer.protected:
        raise Refused("Who told us is protected already.")
    made = kept(contact, vars(referrer), why=why.strip(), by=by, at=at)
    made.save()
    referrer.keep(protected=True, **NOTHING)
    fact = events.IdentityProtected(subject=contact.reference, hub_id=contact.hub_id)
    record(fact, by=by, at=at)
    return made


@transaction.atomic
def lift(*, contact: Contact, why: str, seen: int, by: Actor, at: datetime) -> Referrer:
    """Let the hub know again who told us: a manager, with a reason that the hub reads.

    :raises Refused: if it is not theirs, or not protected any more.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed the caller since `seen`.
    """
    refuse_if(why_not_lift(by))
    if not why.strip():
        raise Invalid("why", "Say why it is no longer protected.")
    referrer = Referrer.locked(contact.referrer, seen=seen)
    identity = _held(contact)
    referrer.keep(protected=False, **{name: getattr(identity, name) for name in TELLING})
    _keep(identity, lifting(why=why, by=by.user_id, name=by.name, at=at))
    fact = events.IdentityLifted(
        subject=contact.reference, hub_id=contact.hub_id, reason=identity.lifted_why
    )
    record(fact, by=by, at=at)
    return referrer


def correct(
    contact: Contact, referrer: Referrer, told: Mapping[str, Any], *, by: Actor
) -> dict[str, Any]:
    """Write what was put right where it is kept, and return what the referrer may have of it.

    :raises Refused: if it is protected, and not theirs to see.
    """
    if not referrer.protected:
        return dict(told)
    refuse_if(why_not_see(contact, by=by))
    _keep(_held(contact), {name: told[name] for name in TELLING})
    return {**told, "protected": True, **NOTHING}


def _keep(identity: Identity, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(identity, name, value)
    identity.save(update_fields=[*changes])
