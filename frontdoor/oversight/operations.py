"""Count, and load what a hub counted before Frontdoor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role
from frontdoor.kernel.refusal import Refused
from frontdoor.oversight import units
from frontdoor.oversight.models import Count, Past
from frontdoor.oversight.rules import Row

# Cells are set, never removed: one that nobody is in any more is set to nought.
_SET = """
, alike AS (
    SELECT
        month, source_group, counts_as, in_mash, rating, first_look, response, strategy, completion,
        count(*) AS children, count(*) FILTER (WHERE is_first) AS contacts
    FROM units
    GROUP BY
        month, source_group, counts_as, in_mash, rating, first_look, response, strategy, completion
), counted AS (
    INSERT INTO oversight_tally (
        hub_id,
        month, source_group, counts_as, in_mash, rating, first_look, response, strategy, completion,
        children, contacts
    )
    SELECT %(hub)s, alike.* FROM alike
    ON CONFLICT ON CONSTRAINT a_cell_is_counted_once
    DO UPDATE SET children = excluded.children, contacts = excluded.contacts
    RETURNING id
)
UPDATE oversight_tally SET children = 0, contacts = 0
WHERE hub_id = %(hub)s AND children > 0 AND id NOT IN (SELECT id FROM counted)
"""


@transaction.atomic
def count(*, hub_id: int, at: datetime, by: Actor | None = None) -> Count:
    """Count every child of a hub anew. Counting twice is counting once; half a count is none.

    Without `by`, the program counts in nobody's name (`access.context.inside`). The database lets
    nobody else write figures: whoever saw less than everything would count less.

    :raises Refused: if `by` is not a team manager.
    """
    if by is not None and by.role != Role.TEAM_MANAGER:
        raise Refused("Counting reads every case of the hub: that is for a team manager.")
    name = "" if by is None else by.name
    # Written first, so that of two who count at once the second waits, and sees all that there is.
    done, _ = Count.objects.update_or_create(
        hub_id=hub_id, defaults={"counted_at": at, "by_name": name}
    )
    with connection.cursor() as cursor:
        cursor.execute(units.UNITS + _SET, units.values(hub_id, at=at))
    return done


_KEEP = """
INSERT INTO oversight_gone (
    hub_id,
    month, source_group, counts_as, in_mash, rating, first_look, response, strategy, completion,
    is_first
)
SELECT
    %(hub)s,
    month, source_group, counts_as, in_mash, rating, first_look, response, strategy, completion,
    is_first
FROM units WHERE contact_id = ANY (%(contacts)s)
"""


@transaction.atomic
def keep_counted(
    *, hub_id: int, contacts: Sequence[int], months: Sequence[date], at: datetime
) -> None:
    """Let the children of contacts, received in these months, be counted when these are gone.

    Nothing is kept of them but what the figures ask. Asked of a manager, who sees all of them.
    """
    given = units.values(hub_id, at=at, since=min(months), until=max(months))
    with connection.cursor() as cursor:
        cursor.execute(units.UNITS + _KEEP, given | {"contacts": list(contacts)})


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of loading a file."""

    added: int
    there: int


@transaction.atomic
def load(*, hub_id: int, rows: Sequence[Row], at: datetime) -> Loaded:
    """Add children from before Frontdoor. A row that is there already is left as it is.

    :raises Refused: if a reference is there in other words; nothing is loaded then.
    """
    there = {past.reference: _as_loaded(past) for past in Past.objects.filter(hub_id=hub_id)}
    other = [row.reference for row in rows if there.get(row.reference, row) != row]
    if other:
        raise Refused(
            f"{len(other)} of these were loaded before with other words, and what was loaded stays:"
            f" {', '.join(other[:5])}."
        )
    new = [row for row in rows if row.reference not in there]
    Past.objects.bulk_create(
        [Past(hub_id=hub_id, loaded_at=at, **vars(row)) for row in new], batch_size=1_000
    )
    return Loaded(added=len(new), there=len(rows) - len(new))


def _as_loaded(past: Past) -> Row:
    return Row(**{name: getattr(past, name) for name in Row.__dataclass_fields__})
