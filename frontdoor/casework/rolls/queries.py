"""Ask which lists of people came as files, how far they are taken, and what would come of one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Max, Q, Sum

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.casework.rolls import rules
from frontdoor.casework.rolls.models import Piece, Roll
from frontdoor.casework.rolls.rules import Unreadable
from frontdoor.casework.rolls.vocabulary import Column, Kind
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.wall_clock import local
from frontdoor.people import sourcing
from frontdoor.people.models import Involvement, Source

MOST_LISTED = 20
SHOWN = 50  # Refused rows that a page shows; all are in its file.


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A row that was not taken, and why."""

    number: int
    cells: list[str]
    why: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a roll is taken."""

    rows: int
    taken: int
    new: int
    changed: int
    same: int
    refused: int

    @property
    def percent(self) -> int:
        """Return how much of it is taken, in whole per cent."""
        return 100 * self.taken // self.rows if self.rows else 100


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What would come of a roll, with nothing taken yet."""

    new: int
    known: int
    gone: int
    refused: list[Refusal]
    why_not: str


def get(number: int, *, by: Actor) -> Roll:
    """Return a roll of the hub.

    :raises Unknown: if it has none of that number.
    """
    found = Roll.objects.select_related("source").filter(pk=number, hub_id=by.hub_id).first()
    if found is None:
        raise Unknown(str(number))
    return found


def latest(hub_id: int, *, kinds: Collection[Kind]) -> list[Roll]:
    """Return the rolls of these kinds that came last, the newest first."""
    found = Roll.objects.filter(hub_id=hub_id, kind__in=kinds).select_related("source")
    return list(found.order_by("-brought_at", "-pk")[:MOST_LISTED])


def sources(hub_id: int) -> list[Source]:
    """Return every source that tells again and again, by name."""
    return list(Source.objects.filter(hub_id=hub_id, as_at__isnull=False).order_by("name"))


def going() -> list[Roll]:
    """Return the rolls whose rows are being taken, the oldest first."""
    found = Roll.objects.filter(begun_at__isnull=False, ended_at__isnull=True)
    return list(found.filter(put_away_at__isnull=True).order_by("begun_at", "pk"))


def left(*, at: datetime) -> list[Roll]:
    """Return the rolls of which nothing has been taken for too long, as nobody is at it."""
    found = going()
    pieces = Piece.objects.filter(roll__in=found)
    last = pieces.aggregate(last=Max("taken_at"))["last"] if found else None
    return [each for each in found if each.begun_at and rules.is_left(each.begun_at, last, at=at)]


def progress(roll: Roll) -> Progress:
    """Return how far a roll is taken."""
    found = Piece.objects.filter(roll=roll, taken_at__isnull=False).aggregate(
        new=Sum("new", default=0), changed=Sum("changed", default=0), same=Sum("same", default=0)
    )
    refused = sum(1 for _ in refusals(roll))
    taken = found["new"] + found["changed"] + found["same"] + refused
    ended = roll.ended_at is not None
    return Progress(rows=roll.rows, taken=roll.rows if ended else taken, refused=refused, **found)


def refusals(roll: Roll) -> Iterator[Refusal]:
    """Return the rows that were not taken, in the order of the file."""
    found = Piece.objects.filter(roll=roll).exclude(refused=[]).order_by("place")
    for refused in found.values_list("refused", flat=True):
        for number, cells, why in refused:
            yield Refusal(number=number, cells=cells, why=why)


def trial(roll: Roll, columns: Mapping[str, int], *, by: Actor, at: datetime) -> Trial:
    """Return what would come of a roll with these columns. Nothing is written.

    Those are counted whom `by` may not see, as they are where it is taken.
    """
    if why_not := why_not_taken(roll, columns):
        return Trial(new=0, known=0, gone=0, refused=[], why_not=why_not)
    with context.telling(by, at=at):
        return _tried(roll, columns, today=local(at).date())


def _tried(roll: Roll, columns: Mapping[str, int], *, today: date) -> Trial:
    held, told, refused = sourcing.known(roll.source), set[str](), list[Refusal]()
    for number, cells in waiting(roll):
        try:
            told.add(rules.read(cells, columns, today=today, works=roll.is_feed).number)
        except Unreadable as wrong:
            refused.append(Refusal(number=number, cells=cells, why=str(wrong)))
    spared = {rules.said(each.cells, columns, Column.NUMBER) for each in refused}
    gone = held - told - spared if roll.is_feed else set()
    return Trial(
        new=len(told - held), known=len(told & held), gone=_open(roll.source, gone),
        refused=refused, why_not="",
    )  # fmt: skip


def _open(source: Source, numbers: set[str]) -> int:
    """Return how many pieces of work that go on are of people under these numbers."""
    people = [each.person_id for each in sourcing.records(source, sorted(numbers)).values()]
    found = Involvement.objects.filter(told_by=source, person__in=people)
    return found.filter(gone_at__isnull=True, closed_on__isnull=True).count()


def waiting(roll: Roll) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that nobody has taken yet, with their numbers in the file."""
    for rows in Piece.objects.filter(roll=roll).order_by("place").values_list("rows", flat=True):
        yield from rows


def cells(roll: Roll, number: int) -> list[str] | None:
    """Return what a row said as it was given, or None once it is emptied."""
    return next((each for row, each in waiting(roll) if row == number), None)


def to_look_behind(hub_id: int, *, since: datetime, most: int) -> list[Piece]:
    """Return pieces of lists that are looked up of which nobody has looked since then whom they
    met behind the wall, those first that never were.
    """
    found = Piece.objects.filter(hub=hub_id, roll__kind=Kind.MATCH).exclude(rows=[])
    waits = found.filter(Q(looked_behind_at__isnull=True) | Q(looked_behind_at__lte=since))
    first = F("looked_behind_at").asc(nulls_first=True)
    return list(waits.select_related("roll").order_by(first, "pk")[:most])


def why_not_taken(roll: Roll, columns: Mapping[str, int]) -> str:
    """Return why nothing of a roll can be taken as it is, or an empty string."""
    if roll.put_away_at:
        return "It has been put away."
    if roll.is_to_match:
        return rules.why_not_looked_up(columns)
    if is_emptied(roll):
        return "Its rows have been emptied. Bring the file again."
    return rules.why_not_columns(columns, works=roll.is_feed)


def is_emptied(roll: Roll) -> bool:
    """Tell whether rows were emptied that nobody had taken."""
    return Piece.objects.filter(roll=roll, taken_at__isnull=True, rows=[]).exists()


def is_older(roll: Roll, source: Source) -> bool:
    """Tell whether its source has told of a later time already."""
    return roll.as_at is not None and source.as_at is not None and roll.as_at < source.as_at


def to_empty(*, days: int, at: datetime) -> list[int]:
    """Return the pieces of rolls that ended, or were never begun, so many days ago or more.

    What waits to be taken stays as long as it takes.
    """
    until = at - timedelta(days=days)
    left = Q(roll__begun_at__isnull=True, roll__brought_at__lt=until)
    over = Q(roll__ended_at__lt=until) | left
    over |= Q(roll__put_away_at__isnull=False)
    found = Piece.objects.filter(over).exclude(rows=[], refused=[])
    return list(found.order_by("pk").values_list("pk", flat=True)[:1_000])


def same_file(digest: str, *, kind: Kind, source: Source, as_at: datetime | None) -> Roll | None:
    """Return a roll of the very same file that can go on: it has not ended, nor been emptied."""
    found = Roll.objects.filter(source=source, digest=digest, as_at=as_at, kind=kind)
    open_ = found.filter(ended_at__isnull=True, put_away_at__isnull=True).order_by("-pk")
    return next((each for each in open_ if not is_emptied(each)), None)
