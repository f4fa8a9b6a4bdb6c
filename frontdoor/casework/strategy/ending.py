"""Write down what a strategy discussion decided, or why it was not held (C6.4)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.strategy import events
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.strategy.vocabulary import (
    DiscussionMove,
    DiscussionOutcome,
    DiscussionStage,
)
from frontdoor.kernel.refusal import Invalid


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """What came of a discussion: when it was held, by whom, what was said and decided."""

    held_at: datetime
    took_part: str
    said: str
    outcome: str
    further: str = ""


@transaction.atomic
def hold(
    *, discussion: Discussion, minutes: Minutes, seen: int, by: Actor, at: datetime
) -> Discussion:
    """Write down that a discussion was held, who took part, and what it decided.

    It may have been held before it was written down, and even before it was called on record.

    :raises Refused: if it is over, or routing is not theirs.
    :raises Invalid: if something is missing, or it would be held in the future.
    :raises Stale: if somebody changed it since `seen`.
    """
    _check(discussion, minutes, at=at)
    discussion = Discussion.locked(discussion, seen=seen)
    discussion.take(
        DiscussionMove.HOLD,
        by=by,
        held_at=minutes.held_at,
        took_part=minutes.took_part.strip(),
        said=minutes.said.strip(),
        outcome=minutes.outcome,
        further=minutes.further.strip(),
        **_recorded(by, at),
    )
    clocks.stop(discussion.case, Span.STRATEGY, at=minutes.held_at)
    _over(discussion, at=minutes.held_at)
    record(
        events.DiscussionHeld(
            subject=discussion.case.reference,
            hub_id=discussion.hub_id,
            held_at=minutes.held_at,
            outcome=discussion.decided,
            took_part=discussion.took_part,
            in_time=minutes.held_at <= discussion.due_at,
        ),
        by=by,
        at=at,
    )
    return discussion


def _check(discussion: Discussion, minutes: Minutes, *, at: datetime) -> None:
    if minutes.held_at > at:
        raise Invalid("held_at", "It cannot have been held in the future.")
    # People write minutes, and no seconds.
    received_at = discussion.case.contact.received_at.replace(second=0, microsecond=0)
    if minutes.held_at < received_at:
        raise Invalid("held_at", "It cannot have been held before the contact was received.")
    if not minutes.took_part.strip():
        raise Invalid("took_part", "Write who took part.")
    if not minutes.said.strip():
        raise Invalid("said", "Write what was said and decided.")
    if minutes.outcome not in set(DiscussionOutcome):
        raise Invalid("outcome", "Choose what was decided.")


@transaction.atomic
def call_off(
    *, discussion: Discussion, reason: str, seen: int, by: Actor, at: datetime
) -> Discussion:
    """Write down why a discussion is not held. Its time ends; if it was up, it was missed.

    :raises Refused: if it is over, or routing is not theirs.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not reason.strip():
        raise Invalid("reason", "Say why it is not held.")
    discussion = Discussion.locked(discussion, seen=seen)
    discussion.take(
        DiscussionMove.CALL_OFF, by=by, not_held_why=reason.strip(), **_recorded(by, at)
    )
    clocks.replace(discussion.case, Span.STRATEGY, duration=None, started_at=at, at=at)
    _over(discussion, at=at)
    record(
        events.DiscussionCalledOff(
            subject=discussion.case.reference, hub_id=discussion.hub_id, reason=reason.strip()
        ),
        by=by,
        at=at,
    )
    return discussion


def _recorded(by: Actor, at: datetime) -> dict[str, object]:
    return {"recorded_by": by.user_id, "recorded_by_name": by.name, "recorded_at": at}


def _over(discussion: Discussion, *, at: datetime) -> None:
    discussion.invitations.update(over_at=at, ended=DiscussionStage(discussion.stage).value)
