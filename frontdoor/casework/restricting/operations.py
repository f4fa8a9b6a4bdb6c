"""Restrict a record to named readers, name others, and open it to all again (trust.md section 1).

Whoever restricts a record is one of its readers, or hands it over to them.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.restricting import events, queries, rules
from frontdoor.casework.restricting.models import Reader, Restriction
from frontdoor.casework.restricting.vocabulary import Reason
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.kernel.rows import lifting
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import day
from frontdoor.policy.staged import may_not

TASK = "restrict"
READERS_LIFT = "Only one of its readers can open it to all again."


class Record(Protocol):
    """What can be restricted: a contact, which a higher storey knows."""

    pk: int
    hub_id: int
    reference: str


@transaction.atomic
def restrict(
    *,
    records: Sequence[Record],
    reason: Reason,
    words: str = "",
    readers: Collection[int],
    by: Actor,
    at: datetime,
) -> list[Restriction]:
    """Keep records, with all that is below them, for these readers alone: all, or none.

    The records are held by whoever calls. One that is restricted already stays as it is.

    :raises Refused: if it is not theirs, or all of them are restricted already.
    :raises Invalid: if nobody of the hub could read it, or another reason has no words.
    """
    refuse_if(_may_not(by, at=at))
    if reason is Reason.OTHER and not words.strip():
        raise Invalid("words", "Write why it is restricted.")
    named = _check(readers, by=by, at=at)
    held = {each.contact_id for each in queries.standing()}
    wanted = [each for each in records if each.pk not in held]
    if not wanted:
        raise Refused("This record is restricted already.")
    return [
        _restrict(each, reason=reason, words=words.strip(), readers=named, by=by, at=at)
        for each in wanted
    ]


def _may_not(by: Actor, *, at: datetime) -> str:
    return may_not(policies.current(by.hub_id, at=at).policy, TASK, by=by)


def _check(readers: Collection[int], *, by: Actor, at: datetime) -> dict[int, str]:
    """Return the names of those who may be readers."""
    today = day(policies.current(by.hub_id, at=at).policy, at)
    who = queries.who(by.hub_id, on=today)
    reason = rules.why_not_readers(readers, may_read=who.numbers, in_hub=who.in_hub)
    if reason:
        raise Invalid("readers", reason)
    return {user: who.named(user) for user in readers}


def _restrict(
    held: Record,
    *,
    reason: Reason,
    words: str,
    readers: Mapping[int, str],
    by: Actor,
    at: datetime,
) -> Restriction:
    made = Restriction.objects.create(
        hub_id=held.hub_id,
        contact_id=held.pk,
        reference=held.reference,
        reason=reason.value,
        words=words,
        set_by=by.user_id,
        set_by_name=by.name,
        set_at=at,
    )
    _name(made, readers, by=by, at=at)
    names = tuple(sorted(readers.values()))
    fact = events.RecordRestricted(subject=made.reference, hub_id=made.hub_id, readers=names)
    record(fact, by=by, at=at)
    return made


def _name(restriction: Restriction, readers: Mapping[int, str], *, by: Actor, at: datetime) -> None:
    for user, name in readers.items():
        Reader.objects.create(
            hub_id=restriction.hub_id,
            restriction=restriction,
            user_id=user,
            name=name,
            named_by=by.user_id,
            named_by_name=by.name,
            since=at,
        )


@transaction.atomic
def spread(*, like: int, to: Sequence[Record], by: Actor, at: datetime) -> None:
    """Keep what goes on in a restricted record for the same readers: a report that was joined."""
    kept = queries.of(like)
    held = {each.contact_id for each in queries.standing()}
    for each in to:
        if kept is not None and each.pk not in held:
            readers = {reader.user_id: reader.name for reader in queries.readers(kept)}
            reason = Reason(kept.reason)
            _restrict(each, reason=reason, words=kept.words, readers=readers, by=by, at=at)


@transaction.atomic
def name(
    *, restriction: Restriction, readers: Collection[int], seen: int, by: Actor, at: datetime
) -> Restriction:
    """Let these people read a restricted record, and nobody else.

    Whoever has the task may do so without reading it, so that no promise is lost when its readers
    leave; but cannot name themselves.

    :raises Refused: if it is not theirs.
    :raises Invalid: if nobody of the hub could read it, or they name themselves.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(_may_not(by, at=at))
    restriction = Restriction.locked(restriction, seen=seen)
    now = {reader.user_id: reader for reader in queries.readers(restriction)}
    reason = rules.why_not_name(readers, now=now, me=by.user_id)
    if reason:
        raise Invalid("readers", reason)
    named = _check(readers, by=by, at=at)
    added = {user: name for user, name in named.items() if user not in now}
    ended = [reader for user, reader in now.items() if user not in named]
    if not added and not ended:
        raise Refused("These are its readers already.")
    _name(restriction, added, by=by, at=at)
    fact = events.ReadersNamed(
        subject=restriction.reference,
        hub_id=restriction.hub_id,
        added=tuple(sorted(added.values())),
        removed=tuple(reader.name for reader in ended),
    )
    record(fact, by=by, at=at)
    restriction.keep()
    # Last: whoever ends their own right sees none of it any more.
    for reader in ended:
        _end(reader, by=by, at=at)
    return restriction


def _end(reader: Reader, *, by: Actor, at: datetime) -> None:
    reader.ended_by, reader.ended_by_name, reader.ended_at = by.user_id, by.name, at
    reader.save(update_fields=["ended_by", "ended_by_name", "ended_at"])


@transaction.atomic
def lift(*, restriction: Restriction, why: str, seen: int, by: Actor, at: datetime) -> Restriction:
    """Open a record to everybody whose work it is. What was restricted stays on record.

    :raises Refused: if it is not theirs, or they are not one of its readers.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(_may_not(by, at=at))
    if not why.strip():
        raise Invalid("why", "Give the reason why it is open to all again.")
    restriction = Restriction.locked(restriction, seen=seen)
    if by.user_id not in {reader.user_id for reader in queries.readers(restriction)}:
        raise Refused(READERS_LIFT)
    if restriction.is_lifted:
        raise Refused("This record is open to all already.")
    restriction.keep(**lifting(why=why, by=by.user_id, name=by.name, at=at))
    fact = events.RestrictionLifted(subject=restriction.reference, hub_id=restriction.hub_id)
    record(fact, by=by, at=at)
    return restriction
