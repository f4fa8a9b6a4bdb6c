"""Asks which of many records are one person, by the links of people: of all of them at once."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.kernel.asking import Asking, asks
from frontdoor.people.models import Link

# From link to link, both ways, as far as they lead from any of these records.
REACHED = """
WITH RECURSIVE reached (id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT CASE WHEN l.person_id = r.id THEN l.same_as_id ELSE l.person_id END
    FROM reached r JOIN people_link l ON (l.person_id = r.id OR l.same_as_id = r.id)
    WHERE l.undone_at IS NULL
)
"""
_LINKS = f"""{REACHED}
SELECT l.id FROM reached r JOIN people_link l ON l.person_id = r.id WHERE l.undone_at IS NULL
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.


@asks
def groups(records: tuple[int, ...]) -> Asking[dict[int, frozenset[int]]]:
    """Return with each of these records all that are the same person, itself among them."""
    links = _links(records)
    yield (links,)
    return joined(records, [(link.person_id, link.same_as_id) for link in links])


def _links(records: tuple[int, ...]) -> QuerySet[Link]:
    found = Link.objects.filter(pk__in=RawSQL(_LINKS, [list(records)]))  # noqa: S611  # nosec B611  # One constant; values are arguments.
    return found.order_by("pk")


def joined(records: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """Return with each record those that pairs lead to from it, both ways, and itself."""
    beside: dict[int, set[int]] = {}
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    return {each: _from(each, beside) for each in records}


def _from(record: int, beside: dict[int, set[int]]) -> frozenset[int]:
    found, edge = {record}, {record}
    while edge:
        edge = {more for each in edge for more in beside.get(each, ())} - found
        found |= edge
    return frozenset(found)
