"""Tell, note that something was seen, and say that the watch went round."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.watch import queries
from frontdoor.watch.models import Heartbeat, Notice
from frontdoor.watch.rules import Found


@transaction.atomic
def tell(found: Iterable[Found], *, hub_id: int, at: datetime) -> int:
    """Tell whoever has to know, each once, and return how many facts are new.

    Told in nobody's name: the database lets only the program itself add notices.
    """
    by_fact = {each.fact: each for each in found}
    new = [by_fact[fact] for fact in sorted(queries.untold(hub_id, list(by_fact)))]
    rows = [row for each in new for row in _rows(each, hub_id=hub_id, at=at)]
    # Two watches at once would tell the same: whoever is second adds nothing.
    Notice.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(new)


def _rows(found: Found, *, hub_id: int, at: datetime) -> list[Notice]:
    whom: list[dict[str, object]] = [{"role": role} for role in found.roles]
    whom += [{"user_id": user} for user in dict.fromkeys(found.users)]
    whom += [{"agency_id": agency} for agency in dict.fromkeys(found.agencies)]
    return [
        Notice(
            hub_id=hub_id,
            kind=found.kind.value,
            fact=found.fact,
            subject=found.subject,
            due_at=found.due_at,
            made_at=at,
            **each,
        )
        for each in whom
    ]


@transaction.atomic
def see(*, numbers: Iterable[int], by: Actor, at: datetime) -> int:
    """Note that somebody has seen these, and return how many were new to them.

    What is not for them, or was seen by somebody else, stays as it is.
    """
    mine = [each.pk for each in queries.notices(by)]
    wanted = set(numbers) & set(mine)
    unseen = Notice.objects.filter(pk__in=wanted, seen_at__isnull=True)
    return unseen.update(seen_at=at, seen_by=by.user_id, seen_by_name=by.name)


@transaction.atomic
def beat(*, hub_id: int, at: datetime) -> None:
    """Say that the watch went round a hub without a fault."""
    Heartbeat.objects.update_or_create(hub_id=hub_id, defaults={"beat_at": at})
