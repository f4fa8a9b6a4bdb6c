"""Tell, settle, note that something was seen, and say that the watch went round."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from frontdoor.access.actor import Actor
from frontdoor.watch import queries
from frontdoor.watch.models import Heartbeat, Mark, Notice
from frontdoor.watch.rules import Found, Whom
from frontdoor.watch.vocabulary import NoticeKind


@transaction.atomic
def tell(found: Iterable[Found], *, kinds: Iterable[NoticeKind], hub_id: int, at: datetime) -> int:
    """Tell whoever has to know, each once, and return how many of them had to be told.

    What was told of these kinds and is so no longer is settled; what is so again is told anew.
    Told in nobody's name: the database lets only the program itself add notices.
    """
    wanted = {(each.fact, whom): each for each in found for whom in each.whom}
    told = queries.told(hub_id, kinds, {fact for fact, _ in wanted})
    known = {key for key, _ in told}
    # In the order in which it was found: pages show what came first in front.
    new = [key for key in wanted if key not in known]
    # Two watches at once would tell the same: whoever is second adds nothing.
    Notice.objects.bulk_create(
        [_row(wanted[key], key[1], hub_id=hub_id, at=at) for key in new],
        batch_size=500,
        ignore_conflicts=True,
    )
    _settle([row.pk for key, row in told if key not in wanted and row.settled_at is None], at=at)
    again = [row.pk for key, row in told if key in wanted and row.settled_at is not None]
    Notice.objects.filter(pk__in=again).update(settled_at=None, made_at=at, turn=F("turn") + 1)
    return len(new) + len(again)


def _row(found: Found, whom: Whom, *, hub_id: int, at: datetime) -> Notice:
    return Notice(
        hub_id=hub_id,
        kind=found.kind.value,
        fact=found.fact,
        subject=found.subject,
        due_at=found.due_at,
        role=whom.role,
        agency_id=whom.agency or None,
        user_id=whom.user or None,
        made_at=at,
    )


def _settle(numbers: list[int], *, at: datetime) -> None:
    Notice.objects.filter(pk__in=numbers).update(settled_at=at)


@transaction.atomic
def see(*, numbers: Iterable[int], by: Actor, at: datetime) -> int:
    """Note that somebody has seen these, for themselves, and return how many were new to them.

    What is not for them stays as it is. An urgent one stays on top, seen or not.
    """
    wanted = set(numbers)
    new = [each for each in queries.unseen(by) if each.pk in wanted]
    marks = [
        Mark(
            hub_id=by.hub_id,
            notice=each,
            turn=each.turn,
            seen_by=by.user_id,
            seen_by_name=by.name,
            seen_at=at,
        )
        for each in new
    ]
    # Two tabs of one person at once would say the same.
    Mark.objects.bulk_create(marks, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def beat(*, hub_id: int, at: datetime) -> None:
    """Say that the watch went round a hub without a fault."""
    Heartbeat.objects.update_or_create(hub_id=hub_id, defaults={"beat_at": at})
