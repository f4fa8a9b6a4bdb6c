"""Ask what happened."""

from collections.abc import Iterable

from django.db.models import QuerySet

from frontdoor.audit.models import Batch, Event, Look, Sealing
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared


@asks
def history(subjects: Iterable[str]) -> Asking[list[Event]]:
    """Return what happened to these records, newest first."""
    found = _history(list(subjects))
    yield (found,)
    return list(found)


@prepared
def _history(subjects: list[str]) -> QuerySet[Event]:
    return Event.objects.filter(subject__in=subjects).order_by("-at", "-id")


def since(subjects: Iterable[str], *, event_id: int) -> list[Event]:
    """Return what happened to these records after a given event, oldest first."""
    return list(Event.objects.filter(subject__in=list(subjects), id__gt=event_id).order_by("id"))


def newest(subjects: Iterable[str]) -> int:
    """Return the number of the newest event of these records, or 0 where there is none."""
    found = Event.objects.filter(subject__in=list(subjects)).order_by("-id")
    return found.values_list("id", flat=True).first() or 0


def looks(*subjects: str) -> list[Look]:
    """Return who looked at these records, newest first."""
    return list(Look.objects.filter(subject__in=subjects).order_by("-id"))


def last_batch() -> Batch | None:
    """Return the newest seal, if there is one."""
    return Batch.objects.order_by("-number").first()


def batch(number: int) -> Batch | None:
    """Return a seal by its number, if it is there."""
    return Batch.objects.filter(number=number).first()


def sealing() -> Sealing | None:
    """Return how far history is sealed, or nothing where it never was."""
    return Sealing.objects.first()
