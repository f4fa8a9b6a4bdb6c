"""Steps of a walk with lists of people from other systems: brought, taken, or only looked up."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from frontdoor.access.actor import Actor
from frontdoor.casework.rolls import operations, queries
from frontdoor.casework.rolls.models import Roll
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.jobs.example.walk import Walk

Rows = Sequence[Sequence[str]]


def bring(
    walk: Walk,
    rows: Rows,
    *,
    heads: Sequence[str],
    source: str,
    kind: Kind = Kind.FEED,
    as_at: datetime | None = None,
    file_name: str = "people.csv",
    purpose: str = "",
) -> Roll:
    """Bring a list, of which nothing is taken yet. Rows are counted as a spreadsheet does."""
    numbered = [(number, list(row)) for number, row in enumerate(rows, 2)]
    digest = sha256(repr((heads, numbered)).encode()).hexdigest()

    def do(by: Actor) -> Roll:
        return operations.bring(
            kind=kind,
            source=source,
            as_at=as_at,
            file_name=file_name,
            digest=digest,
            heads=list(heads),
            rows=numbered,
            purpose=purpose,
            by=by,
            at=walk.at,
        )

    return walk.as_("manager", do)


def take(walk: Walk, roll: Roll) -> Roll:
    """Take a list to its end; what cannot be taken says why."""

    def do(by: Actor) -> Roll:
        operations.begin(roll=roll, seen=roll.version, by=by, at=walk.at)
        while operations.advance(roll=roll, by=by, at=walk.at):
            pass
        return queries.get(roll.pk, by=by)

    return walk.as_("manager", do)
