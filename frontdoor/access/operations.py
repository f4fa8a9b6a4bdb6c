"""Give and take: references, the need to know, and what was typed and not sent."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Counter, Draft, Grant, Hub
from frontdoor.kernel import references

# A tab that saved within this time is open now: pages save every ten seconds (U4).
OPEN_ELSEWHERE = timedelta(seconds=30)


@transaction.atomic
def next_reference(hub: Hub, *, at: datetime) -> str:
    """Return a contact reference of the hub that nobody has had before."""
    counter, _ = Counter.objects.get_or_create(hub=hub, year=at.year)
    Counter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return references.contact(hub.prefix, year=at.year, number=counter.last)


def grant(*, agency: Agency, kind: str, record_id: int, why: str, by: Actor, at: datetime) -> None:
    """Let an agency see one record, because it was asked about it."""
    Grant.objects.get_or_create(
        agency=agency,
        kind=kind,
        record_id=record_id,
        defaults={"hub_id": by.hub_id, "why": why, "since": at},
    )


def keep_draft(
    *, path: str, tab: str, typed: dict[str, list[str]], by: Actor, at: datetime
) -> bool:
    """Keep what somebody typed on a page, and tell whether another tab kept its own just now.

    Each tab has a draft of its own: a later one never takes the place of an earlier one in silence.
    """
    mine = Draft.objects.filter(by_id=by.user_id, path=path)
    Draft.objects.update_or_create(
        hub_id=by.hub_id,
        by_id=by.user_id,
        path=path,
        tab=tab,
        defaults={"typed": typed, "saved_at": at, "spent_at": None},
    )
    lately = at - OPEN_ELSEWHERE
    return mine.exclude(tab=tab).filter(spent_at__isnull=True, saved_at__gt=lately).exists()


def spend_drafts(*, path: str, by: Actor, at: datetime) -> None:
    """Empty somebody's drafts of a page: it has been sent, or they threw them away."""
    kept = Draft.objects.filter(by_id=by.user_id, path=path, spent_at__isnull=True)
    kept.update(typed={}, spent_at=at)
