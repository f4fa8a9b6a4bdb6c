"""Break the glass: open a record without the right to, for a time; and review that (R12)."""

from datetime import datetime

from django.db import connection, transaction

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.audit.operations import record
from frontdoor.casework.restricting import events, queries, rules
from frontdoor.casework.restricting.models import BreakGlass
from frontdoor.casework.restricting.vocabulary import GlassMove, Judgement
from frontdoor.kernel import references
from frontdoor.kernel.refusal import Invalid, Refused, Unknown
from frontdoor.policy import queries as policies

WAIT = "You had several references wrong. Wait an hour, or ask a manager."
RING = "Ring the hub: only its own people can break the glass."
NONE = "There is no record with this reference that could be opened."


@transaction.atomic
def break_(*, reference: str, reason: str, by: Actor, at: datetime) -> BreakGlass:
    """Open a record that is restricted to others, by a reference that is known from outside.

    It is open to `by` for as long as the pack says, an hour at most; reviewers are told at once,
    by its number. It never opens what is kept to its originator.

    :raises Invalid: if the reason is too short to be judged, or there is no such record: whoever
        calls then says that it was `missed`, apart from what was tried.
    :raises Refused: if they are not of the hub itself, had too many references wrong, or can read
        it anyway.
    """
    if by.zone is not Zone.HUB:
        raise Refused(RING)
    if len(reason.strip()) < rules.SHORTEST_REASON:
        raise Invalid("reason", f"Say why, in {rules.SHORTEST_REASON} characters or more.")
    if queries.has_missed_too_often(by, at=at):
        raise Refused(WAIT)
    wanted = references.typed(reference)
    contact = queries.behind_glass(wanted)
    if contact is None:
        raise Invalid("reference", NONE)
    if contact not in _hidden():
        raise Refused("You can read this record without that: look it up by its reference.")
    return _break(contact, wanted, reason.strip(), by=by, at=at)


def missed(*, reference: str, by: Actor, at: datetime) -> None:
    """Remember that somebody had a reference wrong: they cannot go on guessing for long."""
    audit.looked(reference.strip()[:40], purpose=queries.GLASS, by=by, at=at, refused=True)


def _hidden() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT frontdoor_restricted()")
        [found] = cursor.fetchone() or ([],)
    return list(found)


def _break(contact: int, reference: str, reason: str, *, by: Actor, at: datetime) -> BreakGlass:
    version = policies.current(by.hub_id, at=at)
    rule, calendar = version.policy.break_glass, policies.calendar(version)
    made = BreakGlass.objects.create(
        hub_id=by.hub_id,
        policy_version=version,
        contact_id=contact,
        stage=BreakGlass.LIFECYCLE.first,
        reference=reference,
        reason=reason,
        opened_by=by.user_id,
        opened_by_name=by.name,
        agency_id=by.agency_id,
        opened_at=at,
        until=rules.until(at, minutes=rule.minutes),
        review_by=calendar.due(at, rule.review.length, day_one=version.policy.calendar.day_one),
    )
    fact = events.GlassBroken(subject=reference, hub_id=by.hub_id, number=made.pk, until=made.until)
    record(fact, by=by, at=at)
    return made


@transaction.atomic
def end(*, glass: BreakGlass, by: Actor, at: datetime) -> BreakGlass:
    """Close a record again before its time is up.

    :raises Unknown: if it was somebody else who looked.
    :raises Refused: if it is over already.
    """
    glass = BreakGlass.locked(glass)
    if glass.opened_by != by.user_id:
        raise Unknown(str(glass.pk))
    if not glass.is_open(at=at):
        raise Refused("This look is over already.")
    glass.keep(ended_at=at)
    return glass


@transaction.atomic
def review(
    *,
    glass: BreakGlass,
    judgement: Judgement,
    done: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> BreakGlass:
    """Judge somebody else's look, and say what was done. One that was not justified ends at once.

    :raises Refused: if it is not theirs, their own, or has been reviewed.
    :raises Invalid: if what was done is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not done.strip():
        raise Invalid("done", "Write what you looked into, and what was done.")
    glass = BreakGlass.locked(glass, seen=seen)
    ends = {"ended_at": at} if _ends(glass, judgement, at=at) else {}
    glass.take(
        GlassMove.REVIEW,
        by=by,
        judgement=judgement.value,
        done=done.strip(),
        reviewed_by=by.user_id,
        reviewed_by_name=by.name,
        reviewed_at=at,
        **ends,
    )
    fact = events.GlassReviewed(
        subject=glass.reference, hub_id=glass.hub_id, number=glass.pk, judgement=judgement.label
    )
    record(fact, by=by, at=at)
    return glass


def _ends(glass: BreakGlass, judgement: Judgement, *, at: datetime) -> bool:
    return judgement is Judgement.NOT_JUSTIFIED and glass.is_open(at=at)
