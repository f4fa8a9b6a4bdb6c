"""Give and take: references, and the need to know."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Counter, Grant, Hub
from frontdoor.kernel import references


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
