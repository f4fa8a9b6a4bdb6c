"""Passkeys: add one, prove with it, take it off. What a browser answers is checked in ceremony."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import User
from frontdoor.audit.operations import record
from frontdoor.entrance import ceremony, operations, queries
from frontdoor.entrance.ceremony import Odd, Site
from frontdoor.entrance.events import FactorAdded, PasskeyDoubted
from frontdoor.entrance.models import Factor
from frontdoor.entrance.vocabulary import Kind
from frontdoor.kernel.refusal import Invalid

_log = logging.getLogger(__name__)

MOST = 10
NOT_MADE = "The passkey could not be used. Try again, or set up an authenticator app."
IS_THERE = "This passkey is set up already. Use another one."
TOO_MANY = f"You have {MOST} passkeys. Take one off first."


def handle(user: User) -> bytes:
    """Return the word by which a passkey knows its owner: it tells nobody who that is."""
    return hashlib.sha256(f"frontdoor {queries.subject(user.pk)}".encode()).digest()


def numbers(user: User) -> list[str]:
    """Return the numbers of somebody's passkeys, by which a browser finds them."""
    return [each.credential for each in queries.passkeys(user.pk)]


def taken(session: str, name: str) -> object:
    """Take something out of a session for good, and return it, or nothing.

    The row is held: of two who ask at the same moment, one is given it.
    """
    row = Session.objects.select_for_update().filter(session_key=session).first()
    if row is None:
        return None
    store = SessionStore(session)
    found: object = store.pop(name, None)
    if found is not None:
        store.save(must_create=False)
    return found


@transaction.atomic
def add(
    *,
    user: User,
    name: str,
    answer: str,
    site: Site,
    challenge: bytes,
    by: Actor,
    key: str,
    at: datetime,
) -> Factor:
    """Give somebody a passkey that their browser has just made, beside what they have.

    :raises Invalid: if its answer is not to be believed, it is somebody's, or they have ten.
    """
    try:
        made = ceremony.made(answer, site=site, challenge=challenge)
    except Odd as odd:
        raise Invalid("answer", _refused(odd, NOT_MADE)) from odd
    User.objects.select_for_update().get(pk=user.pk)
    if len(queries.passkeys(user.pk)) >= MOST:
        raise Invalid("answer", TOO_MANY)
    if Factor.objects.filter(credential=made.number).exists():
        raise Invalid("answer", IS_THERE)
    factor = Factor.objects.create(
        user=user,
        kind=Kind.PASSKEY,
        name=name,
        locked=operations.locked(made.kept, user=user, key=key),
        credential=made.number,
        counter=made.counter,
        added_at=at,
    )
    fact = FactorAdded(subject=queries.subject(user.pk), hub_id=by.hub_id, factor=name)
    record(fact, by=by, at=at)
    return factor


@transaction.atomic
def prove(
    *,
    answer: str,
    of: User | None,
    site: Site,
    challenge: bytes,
    key: str,
    older: Sequence[str] = (),
    at: datetime,
    on: date,
) -> User | None:
    """Return whose passkey has signed this challenge, or nobody. Without `of`, it may be anybody's.

    One whose counter goes back may have been copied: it proves nothing, and is remembered so.
    """
    try:
        factor = _meant(answer, of=of)
        kept = operations.opened(factor.locked, user=factor.user, key=key, older=older)
        if kept is None:
            raise Odd("it was stored under another key")
        proof = ceremony.proven(answer, site=site, challenge=challenge, kept=kept)
        # Where no name was given, the passkey itself has to say whose it is.
        if proof.handle != handle(factor.user) and not (of and proof.handle is None):
            raise Odd("it says that it is somebody else’s")
        if not ceremony.has_gone_on(proof.counter, before=factor.counter):
            _doubt(factor, at=at, on=on)
            raise Odd("its counter went back: it may have been copied")
    except Odd as odd:
        _refused(odd, "")
        return None
    Factor.objects.filter(pk=factor.pk).update(counter=proof.counter, used_at=at)
    return factor.user


def _meant(answer: str, *, of: User | None) -> Factor:
    number = ceremony.number_in(answer)
    held = Factor.objects.select_for_update(of=("self",)).select_related("user")
    found = held.filter(
        kind=Kind.PASSKEY, credential=number, removed_at__isnull=True, user__is_active=True
    ).first()
    if found is None or (of is not None and found.user_id != of.pk):
        raise Odd("it is nobody’s, or another person’s")
    return found


def _doubt(factor: Factor, *, at: datetime, on: date) -> None:
    owner = access.actor(factor.user_id, on=on)
    if owner is not None:
        subject = queries.subject(factor.user_id)
        fact = PasskeyDoubted(subject=subject, hub_id=owner.hub_id, factor=factor.name)
        operations.record_as(factor.user, fact, at=at, on=on)


def _refused(odd: Odd, words: str) -> str:
    """Return what a person is told; why stands in the operator's log alone."""
    _log.warning("A passkey was refused: %s", odd)
    return words
