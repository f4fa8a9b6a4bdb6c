"""Bring a list of people, say what its columns hold, and take its rows, a piece at a time.

Whoever is stopped between two pieces, however, has lost nothing and taken nothing twice: a piece is
one transaction, and the same row told again leads to the same record (people/sourcing.py).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.rolls import events, headings, queries, rules
from frontdoor.casework.rolls.models import Piece, Roll
from frontdoor.casework.rolls.rules import Row, Unreadable
from frontdoor.casework.rolls.vocabulary import Column, Kind
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.kernel.wall_clock import local
from frontdoor.people import sourcing
from frontdoor.people.models import SourceRecord
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not

TAKE, MATCH = "bring_rolls", "match_rolls"  # Tasks of the pack.
PIECE = 50
# Ours: what one county has open at once, and as much again; and what is looked up at once.
MOST, MOST_MATCHED = 20_000, 1_000
# What nobody waits for: all that a county ever had open, or a register of its own.
MOST_UNATTENDED = 200_000
Rows = Sequence[tuple[int, list[str]]]
_OF_A_PIECE = ("rows", "taken_at", "new", "changed", "same", "refused", "works", "people")


def why_not_bring(by: Actor, *, at: datetime, kind: str = Kind.REGISTER) -> str:
    """Return why somebody may not bring lists, or one of this kind, or an empty string."""
    task = MATCH if kind == Kind.MATCH else TAKE
    return may_not(policies.current(by.hub_id, at=at).policy, task, by=by)


def kinds(by: Actor, *, at: datetime) -> list[Kind]:
    """Return which kinds of lists somebody may bring.

    :raises Refused: if it is none.
    """
    found = [kind for kind in Kind if not why_not_bring(by, at=at, kind=kind)]
    if not found:
        raise Refused(why_not_bring(by, at=at))
    return found


@transaction.atomic
def bring(
    *,
    kind: Kind,
    source: str,
    as_at: datetime | None,
    file_name: str,
    digest: str,
    heads: list[str],
    rows: Rows,
    by: Actor,
    at: datetime,
    purpose: str = "",
    is_unattended: bool = False,
) -> Roll:
    """Keep the rows of a file. Nothing of them is taken yet; more of it fits where no page waits.

    The same file of the same source, as at the same time, that has not ended goes on instead; but
    people are looked up anew each time, for a purpose that is said each time.

    :raises Refused: if it is not theirs to bring.
    :raises Invalid: if there is no row or too many, no source or purpose, or as at is to come.
    """
    refuse_if(why_not_bring(by, at=at, kind=kind))
    what_for = " ".join(purpose.split()) if kind is Kind.MATCH else ""
    if not (name := " ".join(source.split())):
        raise Invalid("source", "Enter the name of the system that this comes from.")
    if kind is Kind.FEED and (as_at is None or as_at > at):
        raise Invalid("on", "Enter as at when this is: a time that has come.")
    if kind is Kind.MATCH and not what_for:
        raise Invalid("purpose", "Say what they are looked up for.")
    if not rows:
        raise Invalid("file", "There is no row in it under the headings.")
    most = MOST_UNATTENDED if is_unattended else MOST
    most = MOST_MATCHED if kind is Kind.MATCH else most
    if len(rows) > most:
        longer = most < MOST_UNATTENDED and kind is not Kind.MATCH
        more = " Whoever runs this system can take longer ones." if longer else ""
        read = f"It has {len(rows):,} rows, and at most {most:,} are read at once.{more}"
        raise Invalid("file", read)
    whose = sourcing.source(name, by=by)
    told = as_at if kind is Kind.FEED else None
    if not what_for and (held := queries.same_file(digest, kind=kind, source=whose, as_at=told)):
        return held
    roll = Roll.objects.create(
        hub_id=by.hub_id, kind=kind.value, source=whose, file_name=file_name, digest=digest,
        heads=heads, columns=headings.suggested(heads, whose.columns), rows=len(rows),
        purpose=what_for, as_at=told, brought_at=at, brought_by=by.user_id, brought_by_name=by.name,
    )  # fmt: skip
    Piece.objects.bulk_create(
        Piece(hub_id=by.hub_id, roll=roll, place=place, rows=list(rows[place : place + PIECE]))
        for place in range(0, len(rows), PIECE)
    )
    fact = events.RollBrought(
        subject=roll.subject, hub_id=by.hub_id, sort=kind.label, source=name, rows=len(rows)
    )
    record(fact, by=by, at=at)
    return roll


@transaction.atomic
def name_columns(
    *, roll: Roll, columns: dict[str, int], seen: int, by: Actor, at: datetime
) -> Roll:
    """Say what the columns of a roll hold; the next file of its source is read likewise.

    :raises Refused: if it is not theirs, or rows are taken already.
    """
    refuse_if(why_not_bring(by, at=at, kind=roll.kind))
    roll = Roll.locked(roll, seen=seen)
    refuse_if(_why_not_change(roll))
    roll.keep(columns=columns)
    # They mean other people now.
    Piece.objects.filter(roll=roll).update(looked_behind_at=None)
    roll.source.columns |= headings.to_remember(roll.heads, columns)
    roll.source.save(update_fields=["columns"])
    return roll


@transaction.atomic
def begin(*, roll: Roll, seen: int, by: Actor, at: datetime) -> Roll:
    """Let the rows of a roll be taken, in the name of whoever says so.

    :raises Refused: if it is not theirs, was begun before, a column is missing, or its people are
        to be looked up.
    """
    refuse_if(why_not_bring(by, at=at))
    roll = Roll.locked(roll, seen=seen)
    if roll.is_to_match:
        raise Refused("Its people are looked up, and nothing of it is taken.")
    refuse_if(_why_not_change(roll) or queries.why_not_taken(roll, roll.columns))
    roll.keep(begun_at=at, begun_by=by.user_id, begun_by_name=by.name)
    fact = events.RollBegun(subject=roll.subject, hub_id=by.hub_id, source=roll.source.name)
    record(fact, by=by, at=at)
    return roll


def _why_not_change(roll: Roll) -> str:
    if roll.begun_at:
        return f"{roll.begun_by_name} has begun to take it already."
    return "It has been put away." if roll.put_away_at else ""


@transaction.atomic
def put_away(*, roll: Roll, seen: int, by: Actor, at: datetime) -> Roll:
    """Empty a roll. What was taken of it stays, and nothing more is.

    :raises Refused: if it is not theirs, or was put away before.
    """
    refuse_if(why_not_bring(by, at=at, kind=roll.kind))
    roll = Roll.locked(roll, seen=seen)
    if roll.put_away_at:
        raise Refused("It has been put away already.")
    roll.keep(put_away_at=at)
    Piece.objects.filter(roll=roll).update(rows=[], refused=[])
    fact = events.RollPutAway(subject=roll.subject, hub_id=by.hub_id, source=roll.source.name)
    record(fact, by=by, at=at)
    return roll


@transaction.atomic
def empty(*, days: int, at: datetime) -> int:
    """Empty what is left of rolls that ended, or were left, so many days ago; return how much."""
    found = queries.to_empty(days=days, at=at)
    return Piece.objects.filter(pk__in=found).update(rows=[], refused=[])


@transaction.atomic
def advance(*, roll: Roll, by: Actor, at: datetime) -> bool:
    """Take the next piece of a roll, or end it; tell whether there is more to do.

    It is for the program alone, in the name of whoever began it (`context.telling`): a row of
    somebody restricted is taken as any other, and those who may not see them cannot tell.

    :raises Refused: if it is no longer theirs to bring.
    """
    refuse_if(why_not_bring(by, at=at))
    roll = Roll.locked(roll)
    if not roll.is_going:
        return False
    waits = Piece.objects.filter(roll=roll, taken_at__isnull=True).order_by("place")
    piece = waits.select_for_update().first()
    if piece is None:
        _end(roll, by=by, at=at)
        return False
    _Taking(roll, piece, by=by, at=at).take()
    return True


class _Taking:
    """One piece of a roll as its rows are taken."""

    def __init__(self, roll: Roll, piece: Piece, *, by: Actor, at: datetime) -> None:
        self.roll, self.piece, self.by, self.at = roll, piece, by, at
        self.source = roll.source
        self.is_older = queries.is_older(roll, self.source)

    def take(self) -> None:
        """Take every row, or say why not, and empty the piece."""
        rows = [(number, cells, self._read(cells)) for number, cells in self.piece.rows]
        numbers = [rules.said(cells, self.roll.columns, Column.NUMBER) for _, cells, _ in rows]
        self.held = sourcing.records(self.source, numbers)
        people = [each.person_id for each in self.held.values()]
        self.works = sourcing.works(self.source, people)
        again: list[SourceRecord] = []
        for (number, cells, row), known in zip(rows, numbers, strict=True):
            told = self.held.get(known)
            why = row if isinstance(row, str) else self._taken(row)
            if why:
                self.piece.refused.append([number, cells, why])
            # A feed tells as at its source (decision 53), and one that is older tells nothing new.
            if told and not self.is_older and (why or not self.roll.is_feed):
                again.append(told)
        sourcing.told(again, at=self.at)
        self.piece.rows, self.piece.taken_at = [], self.at
        self.piece.save(update_fields=_OF_A_PIECE)

    def _read(self, cells: list[str]) -> Row | str:
        if self.is_older and self.source.as_at and self.roll.as_at:
            return (
                f"This file is as at {_moment(self.roll.as_at)}. What is held is newer, as at "
                f"{_moment(self.source.as_at)}, and stays."
            )
        try:
            return rules.read(
                cells, self.roll.columns, today=local(self.at).date(), works=self.roll.is_feed
            )
        except Unreadable as wrong:
            return str(wrong)

    def _taken(self, row: Row) -> str:
        """Write down what a row says; return why not, or an empty string."""
        held = self.held.get(row.number)
        if held is None:
            return self._added(row)
        is_changed = sourcing.differs(held.person, row.person)
        if is_changed and self._is_told_already(held):
            return "An earlier row with this number says something else of the person."
        if is_changed:
            sourcing.correct(held.person, row.person, source=self.source, by=self.by, at=self.at)
        is_changed |= self._worked(held, row)
        self._count("changed" if is_changed else "same", held)
        return ""

    def _added(self, row: Row) -> str:
        held = sourcing.write_down(self.source, row.number, row.person, by=self.by, at=self.at)
        self.held[row.number] = held
        self._worked(held, row)
        self._count("new", held)
        return ""

    def _worked(self, held: SourceRecord, row: Row) -> bool:
        if row.work is None:
            return False
        work = sourcing.TheirWork(**vars(row.work))
        key = (held.person_id, work.service.value, work.opened_on)
        noted, is_changed = sourcing.note(
            self.works.get(key), work,
            person=held.person, source=self.source, at=self.roll.as_at or self.at,
        )  # fmt: skip
        self.works[key] = noted
        self.piece.works.append(noted.pk)
        return is_changed

    def _is_told_already(self, held: SourceRecord) -> bool:
        if held.person_id in self.piece.people:
            return True
        told = Piece.objects.filter(roll=self.roll, people__contains=[held.person_id])
        return told.exists()

    def _count(self, what: str, held: SourceRecord) -> None:
        setattr(self.piece, what, getattr(self.piece, what) + 1)
        self.piece.people.append(held.person_id)


def _end(roll: Roll, *, by: Actor, at: datetime) -> None:
    """Say what came of a roll; of a feed, as at when it is, and what it no longer tells."""
    gone = 0
    if roll.is_feed and roll.as_at and not queries.is_older(roll, roll.source):
        gone = _untold(roll)
        hours = policies.current(roll.hub_id, at=at).policy.rolls.stale_hours
        stale_from = roll.as_at + timedelta(hours=hours)
        sourcing.end(roll.source, as_at=roll.as_at, stale_from=stale_from)
    roll.keep(ended_at=at, gone=gone)
    found = queries.progress(roll)
    fact = events.RollTaken(
        subject=roll.subject, hub_id=roll.hub_id, source=roll.source.name, new=found.new,
        changed=found.changed, same=found.same, refused=found.refused, gone=gone, as_at=roll.as_at,
    )  # fmt: skip
    record(fact, by=by, at=at)


def _untold(roll: Roll) -> int:
    """Mark what the feed no longer tells, and return how much that is. Nothing is removed.

    Where a row could not be read, not even its number, nobody is marked: it could be theirs.
    """
    refused = [rules.said(each.cells, roll.columns, Column.NUMBER)
               for each in queries.refusals(roll)]  # fmt: skip
    if "" in refused:
        return 0
    told = {work for works in roll.pieces.values_list("works", flat=True) for work in works}
    return sourcing.untold(roll.source, told=told, spared=refused).update(gone_at=roll.as_at)


def _moment(at: datetime) -> str:
    return f"{local(at):%-d %B %Y %H:%M}"
