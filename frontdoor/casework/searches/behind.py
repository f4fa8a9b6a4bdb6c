"""Looks behind the wall whether a contact tells of somebody who is in a restricted record, or
whether somebody looked for them, one by one or in a list (a.8).

The watch does it, in nobody's name and after the contact, search or list is stored: whoever brought
it waits for nothing, and no page of theirs takes longer or says anything else because there is such
a record.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.audit.operations import noticed
from frontdoor.casework.rolls import matching
from frontdoor.casework.rolls.models import Piece
from frontdoor.casework.rolls.operations import PIECE
from frontdoor.casework.searches import queries, rules
from frontdoor.casework.searches.events import MayMatch
from frontdoor.casework.searches.models import (
    Asks,
    Checked,
    HiddenMatch,
    Line,
    Search,
    Word,
    columns,
)
from frontdoor.kernel.wall_clock import local
from frontdoor.people.searching import Match, described, search_many
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion

AT_ONCE = 100  # Children that are looked up in one transaction: what is killed is done again.


@transaction.atomic
def look(hub_id: int, *, at: datetime) -> list[HiddenMatch]:
    """Look up the children of whom somebody told lately, and keep each record that they met, once.

    Done again it finds nothing new; what is interrupted leaves nothing behind.
    """
    cases = queries.to_check(hub_id, most=AT_ONCE, at=at)
    if not cases:
        return []
    found = search_many([described(case.child) for case in cases], hub_id=hub_id)
    near: dict[Asks, list[int]] = {
        case: _near(case.child_id, each) for case, each in zip(cases, found, strict=True)
    }
    made = _keep_all(near, hub_id=hub_id, at=at)
    for case in cases:
        seen = {"seen": case.child.version, "at": at}
        Checked.objects.update_or_create(hub_id=hub_id, case=case, defaults=seen)
    return made


@transaction.atomic
def look_at_searches(hub_id: int, *, at: datetime) -> list[HiddenMatch]:
    """Look up whom people looked for with a purpose, once, and keep each record that they met.

    Done again it finds nothing new; what is interrupted leaves nothing behind.
    """
    searches = queries.searches_to_check(hub_id, most=AT_ONCE)
    found = search_many([each.description for each in searches], hub_id=hub_id)
    near: dict[Asks, list[int]] = {
        search: _near(None, each) for search, each in zip(searches, found, strict=True)
    }
    made = _keep_all(near, hub_id=hub_id, at=at)
    Search.objects.filter(pk__in=[each.pk for each in searches]).update(looked_behind_at=at)
    return made


@transaction.atomic
def look_at_lists(hub_id: int, *, at: datetime) -> list[HiddenMatch]:
    """Look up the people of lists that are looked up, and keep each record that a row met, once.

    Done again it finds nothing new; what is interrupted leaves nothing behind.
    """
    pieces, today = queries.pieces_to_check(hub_id, most=AT_ONCE // PIECE), local(at).date()
    rows = [
        (piece.roll, matching.asked(row, piece.roll, today=today))
        for piece in pieces
        for row in piece.rows
    ]
    found = matching.found_for([asked for _, asked in rows], hub_id=hub_id)
    near: dict[Asks, list[int]] = {
        Line(roll, asked.number): _near(None, each)
        for (roll, asked), each in zip(rows, found, strict=True)
    }
    made = _keep_all(near, hub_id=hub_id, at=at)
    Piece.objects.filter(pk__in=[each.pk for each in pieces]).update(looked_behind_at=at)
    return made


def _near(own: int | None, found: Sequence[Match]) -> list[int]:
    """Return the records that a search would have shown as probably the same, but its own."""
    worth = (each for each in found if each.is_worth_a_look and each.person_id != own)
    return [each.person_id for each in worth if each.likeness.band in rules.NEAR]


def _keep_all(near: Mapping[Asks, list[int]], *, hub_id: int, at: datetime) -> list[HiddenMatch]:
    if not near:
        return []
    kept, readers = queries.restricted_people(hub_id), queries.all_readers()
    ties = queries.other_identities({person for each in near.values() for person in each})
    version = policies.current(hub_id, at=at)
    made: list[HiddenMatch] = []
    for asks, people in near.items():
        hidden = {
            person: [number for number, contact in records if not _is_shown(asks, contact, readers)]
            for person, records in kept.items()
        }
        met = rules.met(people, kept=hidden, ties=ties)
        for number in sorted(set(met) - queries.met_before(asks)):
            made.append(keep(asks, number, *met[number], version=version, at=at))
    return made


def _is_shown(asks: Asks, kept: int, readers: Mapping[int, Collection[int]]) -> bool:
    """Tell whether everybody who works on a contact, or who searched, reads a restricted one.

    A list is not of whoever brought it alone.
    """
    if isinstance(asks, Line):
        return False
    if isinstance(asks, Search):
        return asks.by_id in readers.get(kept, ())
    return rules.is_shown(asks.contact_id, kept, readers=readers)


def keep(
    asks: Asks, number: int, person: int, is_tied: bool, *, version: PolicyVersion, at: datetime
) -> HiddenMatch:
    """Keep that somebody met a restricted record, and say what the policy has for it."""
    rule, calendar = version.policy.restricted, policies.calendar(version)
    made = HiddenMatch.objects.create(
        hub_id=asks.hub_id,
        policy_version=version,
        stage=HiddenMatch.LIFECYCLE.first,
        **columns(asks),
        restriction_id=number,
        person_id=person,
        is_tied=is_tied,
        found_at=at,
        due_at=calendar.due(at, rule.answer.length, day_one=version.policy.calendar.day_one),
    )
    if rule.when_met == "ask":
        _hint(made, version=version, at=at)
    return made


def _hint(match: HiddenMatch, *, version: PolicyVersion, at: datetime) -> None:
    """Say what the pack has for it, once of each who was looked up: how many records may match is
    not told.
    """
    of = columns(match.asks)
    if Word.objects.filter(said_by__isnull=True, **of).exists():
        return
    policy = version.policy
    words = f"A record that you may not see may match. Ask {policy.restricted.ask}."
    by_name = f"{policy.hub.name}, by its policy"
    Word.objects.create(
        hub_id=match.hub_id,
        **of,
        match=match,
        words=words,
        said_by_name=by_name,
        said_at=at,
    )
    fact = MayMatch(subject=match.subject, hub_id=match.hub_id, words=words)
    noticed(fact, by_name=by_name, at=at)
