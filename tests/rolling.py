"""Lists of people as other systems write them, brought and taken."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Protocol, TypedDict, Unpack

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.rolls import operations, queries
from frontdoor.casework.rolls.models import Roll
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.jobs import rolling
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import Person, SourceRecord
from frontdoor.people.operations import Told
from tests import make

HEADS = ["Person ID", "Forename", "Surname", "DOB", "NHS No", "Address", "Service", "Team",
         "Worker", "Start date", "End date"]  # fmt: skip
TAMSIN = ["P1", "Tamsin", "Lowther", "1/2/2015", "999 000 0018", "1 Example Road", "CSC",
          "Area West", "Ada Example", "2027-01-11", ""]  # fmt: skip
JOEL = ["P2", "Joel", "Merrow", "2013-03-17", "", "", "Early Help", "Hub North", "Bo Example",
        "04/01/2027", ""]  # fmt: skip
REGISTER = ["R1", "Wilf", "Osgood", "3/4/2014", *[""] * 7]
SYSTEM = "Casebook"
HEARD = Told(given_names="Tamsin", family_name="Lowther", date_of_birth=date(2015, 2, 1))


def csv(rows: Sequence[Sequence[str]], *, heads: Sequence[str] = HEADS, mark: str = ",") -> bytes:
    """Return a file as spreadsheets write it."""
    return "\r\n".join(mark.join(each) for each in [heads, *rows]).encode()


def brought(
    walk: Walk,
    rows: Sequence[list[str]] = (TAMSIN, JOEL),
    *,
    kind: Kind = Kind.FEED,
    as_at: datetime | None = None,
    heads: Sequence[str] = HEADS,
    source: str = SYSTEM,
    purpose: str = "",
) -> Roll:
    """Return a list that a manager has brought, and of which nothing is taken."""
    numbered = [(number, list(row)) for number, row in enumerate(rows, 2)]

    def do(by: Actor) -> Roll:
        return operations.bring(
            kind=kind, source=source, as_at=as_at or walk.at - timedelta(hours=1),
            file_name="people.csv", digest=sha256(repr(numbered).encode()).hexdigest(),
            heads=list(heads), rows=numbered, purpose=purpose, by=by, at=walk.at,
        )  # fmt: skip

    return walk.as_("manager", do)


def begun(walk: Walk, roll: Roll) -> Roll:
    """Return a list that is to be taken."""

    def do(by: Actor) -> Roll:
        return operations.begin(roll=roll, seen=roll.version, by=by, at=walk.at)

    return walk.as_("manager", do)


def finished(walk: Walk, roll: Roll) -> Roll:
    """Return a list that is taken to its end."""
    rolling.take(roll, by=walk.actor("manager"), clock=lambda: walk.at)
    return walk.as_("manager", lambda by: queries.get(roll.pk, by=by))


class Said(TypedDict, total=False):
    """What may be said of a list otherwise than most tests do (`brought`)."""

    as_at: datetime | None
    heads: Sequence[str]
    kind: Kind
    source: str
    purpose: str


def taken(walk: Walk, rows: Sequence[list[str]] = (TAMSIN, JOEL), **more: Unpack[Said]) -> Roll:
    """Return a list that was brought, begun and taken."""
    return finished(walk, begun(walk, brought(walk, rows, **more)))


def untold(walk: Walk) -> Person:
    """Return whom a register told of seven years ago, and nobody since."""
    taken(walk, [REGISTER], kind=Kind.REGISTER, source="Youth register")
    told = SourceRecord.objects.filter(number=REGISTER[0])
    long_ago = walk.at - timedelta(days=7 * 366)
    walk.as_("manager", lambda _: told.update(told_at=long_ago))
    return walk.as_("manager", lambda _: told.select_related("person").get().person)


def to_match(walk: Walk, rows: Sequence[list[str]] = (TAMSIN, JOEL), **more: Unpack[Said]) -> Roll:
    """Return a list whose people are looked up."""
    told: Said = {"kind": Kind.MATCH, "source": "Police", "purpose": "list of yesterday", **more}
    return brought(walk, rows, **told)


PAGES = ("show", "columns", "matches", "not_taken", "put_away")


class OfARoll(Protocol):
    """What the pages of a list are opened for."""

    walk: Walk
    roll: int
    untold: int


def stage(world: OfARoll) -> Case:
    """Bring a list, beside a case that has nothing to do with it."""
    case = make.case(world.walk)
    world.roll = brought(world.walk).pk
    return case


def stage_to_match(world: OfARoll) -> Case:
    """Bring a list whose people are looked up, one of whom a case is about."""
    case = make.case(world.walk)
    child = case.child
    born = f"{child.date_of_birth:%d/%m/%Y}" if child.date_of_birth else ""
    row = ["P3", child.given_names, child.family_name, born, "", child.address, *JOEL[6:]]
    world.roll = to_match(world.walk, [row, JOEL]).pk
    return case


def stage_untold(world: OfARoll) -> Case:
    """Have a register tell of somebody long ago, beside a case that has nothing to do with them."""
    world.untold = untold(world.walk).pk
    return make.case(world.walk)


STAGES = {"brought": stage, "listed": stage_to_match, "untold": stage_untold}
