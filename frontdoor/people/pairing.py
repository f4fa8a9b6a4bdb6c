"""Pairs of records that may be one person: found by the program, told apart or linked by people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import connection, transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.people import operations, queries
from frontdoor.people.events import PairAnswered
from frontdoor.people.matching import Band, Likeness, compare
from frontdoor.people.models import Link, Pair
from frontdoor.people.searching import described, search
from frontdoor.people.vocabulary import Judged
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import day

AT_ONCE = 1_000
WHY = {
    Judged.SAME: "Write how you know that they are one person.",
    Judged.TWO: "Write how you know that they are two people.",
    Judged.CANNOT_TELL: "Write what would settle it.",
}
_ADD = """
INSERT INTO people_pair (
    hub_id, person_id, other_id, weight, band, weights, found_at, found_by,
    version, answer, why, answered_by_name
)
SELECT %s, near.person, near.other, near.weight, near.band, %s, %s, %s, 1, '', '', ''
FROM unnest(%s::bigint[], %s::bigint[], %s::float[], %s::text[])
    near (person, other, weight, band)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, kw_only=True)
class Near:
    """Two records by their numbers, in any order, and how near they are."""

    person: int
    other: int
    weight: float
    band: Band


@transaction.atomic
def propose(
    found: Iterable[Near], *, weights: str, hub_id: int, at: datetime, by: Actor | None = None
) -> int:
    """Put pairs that are new before people, and return how many those are. Nobody is linked.

    Left out is what people have linked already, directly or through others, and what they have said
    are two people. A pair that is there stays as it is: proposed again, nothing changes. `weights`
    is the version that found them; without `by`, the program did by itself.
    """
    new, left = 0, _left(found, hub_id)
    while some := list(islice(left, AT_ONCE)):
        columns = [[each.person, each.other, each.weight, each.band.name] for each in some]
        who = None if by is None else by.user_id
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [hub_id, weights, at, who, *map(list, zip(*columns, strict=True))])
            new += cursor.rowcount
    return new


def _left(found: Iterable[Near], hub_id: int) -> Iterator[Near]:
    one, apart = _linked(hub_id), _told_apart(hub_id)
    for each in found:
        low, high = sorted((each.person, each.other))
        if low != high and (low, high) not in apart and one.get(low, low) != one.get(high, high):
            yield Near(person=low, other=high, weight=each.weight, band=each.band)


def _linked(hub_id: int) -> dict[int, int]:
    """Return for each record that is linked, however far, the first of those that are one."""
    ties = Link.objects.filter(hub_id=hub_id, undone_at__isnull=True)
    first: dict[int, int] = {}
    for person, other in ties.values_list("person_id", "same_as_id"):
        low, high = sorted((_first(first, person), _first(first, other)))
        first[high] = low
    return {each: _first(first, each) for each in first}


def _first(of: dict[int, int], number: int) -> int:
    while of.setdefault(number, number) != number:
        number = of[number]
    return number


def _told_apart(hub_id: int) -> set[tuple[int, int]]:
    """Return the pairs of which somebody undid a link: they are two people, until a person says
    otherwise.
    """
    undone = Link.objects.filter(hub_id=hub_id, undone_at__isnull=False)
    return {(min(each), max(each)) for each in undone.values_list("person_id", "same_as_id")}


@transaction.atomic
def answer(
    *,
    pair: Pair,
    answer: Judged,
    why: str,
    again_on: date | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Pair:
    """Say that two records are one person, which links them, or two, or that it cannot be told.

    What cannot be told yet comes back `again_on` a day. Who finds out more may answer anew.

    :raises Refused: if it is not theirs, or they are one person already.
    :raises Invalid: if there is no reason, or it cannot be told and has no day after today.
    :raises Stale: if somebody answered since `seen`.
    """
    refuse_if(operations.why_not_say(by, at=at))
    why = why.strip()
    if not why:
        raise Invalid("why", WHY[answer])
    again_on = _comes_back(answer, again_on, by=by, at=at)
    pair = Pair.locked(pair, seen=seen)
    if queries.are_one(pair.person, pair.other):
        raise Refused("These two records are one person already.")
    if answer is Judged.SAME:
        operations.link(
            person=pair.person, same_as=pair.other, why=why, subject=str(pair), by=by, at=at
        )
    else:
        fact = PairAnswered(subject=str(pair), hub_id=pair.hub_id, answer=answer.label, why=why)
        record(fact, by=by, at=at)
    pair.keep(
        answer=answer.value,
        why=why,
        again_on=again_on,
        answered_by=by.user_id,
        answered_by_name=by.name,
        answered_at=at,
    )
    return pair


def _comes_back(answer: Judged, again_on: date | None, *, by: Actor, at: datetime) -> date | None:
    if answer is not Judged.CANNOT_TELL:
        return None
    if again_on is None or again_on <= day(policies.current(by.hub_id, at=at).policy, at):
        raise Invalid("again_on", "Give a day after today on which to look again.")
    return again_on


def likeness(pair: Pair) -> Likeness:
    """Return how alike the two records are now, with the reasons: one may have changed since."""
    asked = described(pair.person)
    found = search(asked, hub_id=pair.hub_id, without=[pair.person_id])
    near = (match.likeness for match in found if match.person_id == pair.other_id)
    # What shares no key with it is not found, and has few reasons left.
    return next(near, None) or compare(asked, described(pair.other))
