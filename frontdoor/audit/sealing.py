"""Seals history: every entry whose transaction has ended, in a batch, chained and signed (R10)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from frontdoor.audit import entries, queries, rules
from frontdoor.audit.models import Batch, Sealing

Sign = Callable[[bytes], bytes]


@transaction.atomic
def seal(*, sign: Sign, at: datetime) -> Batch | None:
    """Seal what is to be sealed, and return the batch; where there is nothing, there is none.

    It holds no lock that a request waits for. What is still being written is sealed when it is
    done: no entry of a transaction before the batch's end can come later.
    """
    at = at.replace(microsecond=0)
    last = queries.last_batch()
    since = last.until if last else 0
    until = entries.horizon()
    lists = entries.between(since, until)
    batch = _made(last, since, until, lists, sign=sign, at=at) if any(lists) else None
    _note(at, entries.waiting(batch.until if batch else since))
    return batch


def _made(
    last: Batch | None, since: int, until: int, lists: list[bytes], *, sign: Sign, at: datetime
) -> Batch:
    events, looks, changes = lists
    batch = Batch(
        number=last.number + 1 if last else 1,
        sealed_at=at,
        since=since,
        until=until,
        events=events,
        looks=looks,
        changes=changes,
        root=rules.root(lists),
        before=last.seal.digest if last else rules.FIRST,
    )
    batch.signature = sign(batch.seal.line.encode())
    batch.save(force_insert=True)
    return batch


def _note(at: datetime, waiting: datetime | None) -> None:
    until = min(at, waiting) if waiting else at
    Sealing.objects.update_or_create(pk=1, defaults={"ran_at": at, "sealed_until": until})


def checked(*, faults: int, at: datetime) -> None:
    """Note that all of history was checked, and how many faults were found."""
    Sealing.objects.filter(pk=1).update(checked_at=at, faults=faults)
