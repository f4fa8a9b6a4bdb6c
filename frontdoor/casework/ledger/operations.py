"""Write in the ledger: the one way, for all that is shared and all that is not."""

from collections.abc import Iterable
from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.casework.ledger.models import Entry
from frontdoor.casework.ledger.rules import Line, Record

LONGEST = 300


def enter(
    lines: Iterable[Line],
    *,
    subject: str,
    hub_id: int,
    record: Record | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Write what was shared or not of a record, with what is on record of the family.

    Whoever calls does both in one transaction: nothing leaves without its line, or the reverse.
    """
    known = record or Record()
    Entry.objects.bulk_create(
        Entry(
            hub_id=hub_id,
            subject=subject,
            kind=line.kind.value,
            outcome=line.outcome.value,
            what=line.what[:LONGEST],
            whom=line.whom,
            source=line.source,
            basis=line.basis.strip(),
            why=line.why.strip(),
            family_told=known.family_told,
            consent=known.consent,
            why_not_asked=known.why_not_asked,
            if_shared=line.weighing.if_shared.strip(),
            if_not_shared=line.weighing.if_not_shared.strip(),
            sealed=line.sealed,
            by_id=by.user_id,
            by_name=by.name,
            at=at,
        )
        for line in lines
    )
