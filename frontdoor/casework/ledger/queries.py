"""Ask on what basis something was shared, or why not."""

from collections.abc import Iterable

from frontdoor.casework.ledger.models import Entry


def entries(subjects: Iterable[str]) -> list[Entry]:
    """Return what was shared and what was not of these records, newest first."""
    return list(Entry.objects.filter(subject__in=list(subjects)).order_by("-at", "-pk"))
