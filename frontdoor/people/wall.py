"""Who sees people: those inside the hub; a partner, those it was asked about."""

from frontdoor.access import wall
from frontdoor.people.held import (
    Adoption,
    Bond,
    Marker,
    Number,
    OfPerson,
    Residence,
    Responsibility,
    Vehicle,
)
from frontdoor.people.models import (
    Dealt,
    Involvement,
    Link,
    MatchKey,
    Pair,
    Person,
    Relationship,
    Source,
    SourceRecord,
)

PERSON = "person"
THROUGH = " OR ".join(
    wall.through_glass("people_person", f"people_dealt.{each}_id") for each in (PERSON, "other")
)
MANAGING = f"({wall.INSIDE} AND {wall.MANAGER} AND NOT ({THROUGH}))"


def _seen(column: str) -> str:
    return wall.granted(PERSON, f"people_relationship.{column}")


def _of_person(model: type[OfPerson], *, fixed: tuple[str, ...]) -> wall.Table:
    """Return the wall of what is held of a person: what it says stays as it was written."""
    return wall.Table(
        model=model,
        see=wall.INSIDE,
        add=f"({wall.INSIDE} AND noted_by = {wall.USER})",
        change=wall.INSIDE,
        fixed=("told_by", "since", "noted_by", "noted_by_name", "noted_at", *fixed),
    )


# Named readers, and nobody else: not even a manager, who could not know that there is anything.
READS_IT = f"({wall.INSIDE} AND {wall.USER} = ANY (readers))"

TABLES = (
    wall.Table(
        model=Person,
        see=wall.any_of(wall.INSIDE, wall.granted(PERSON, "people_person.id")),
        add=wall.INSIDE,
        change=wall.INSIDE,
    ),
    # Numbers made of what the record says: its own history tells how that was.
    wall.Table(model=MatchKey, see=wall.INSIDE, add=wall.INSIDE, history=False),
    wall.Table(
        model=Relationship,
        see=wall.any_of(
            wall.INSIDE,
            f"({_seen('person_id')} AND {_seen('other_id')})",
        ),
        add=wall.INSIDE,
        change=wall.INSIDE,
    ),
    wall.Table(
        model=Link,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("why", "linked_by", "linked_at", "weights"),
        followed=True,
    ),
    # Who looked is for managers, and so is what came of it.
    wall.Table(
        model=Dealt,
        see=wall.any_of(f"({wall.INSIDE} AND {wall.NAMELESS})", MANAGING),
        add=f"({MANAGING} AND dealt_by = {wall.USER})",
    ),
    wall.Table(
        model=Pair,
        see=wall.INSIDE,
        add=wall.any_of(
            f"({wall.INSIDE} AND found_by = {wall.USER})", wall.by_the_program("found_by", "true")
        ),
        change=wall.INSIDE,
        fixed=("weight", "band", "weights", "found_at", "found_by"),
        program=True,
        followed=True,
    ),
    wall.Table(model=Source, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE, fixed=("name",)),
    wall.Table(
        model=SourceRecord, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE, fixed=("number",)
    ),
    wall.Table(model=Involvement, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE),
    _of_person(Residence, fixed=("kind", "address", "postcode")),
    _of_person(Marker, fixed=("kind", "words", "why")),
    _of_person(
        Number,
        fixed=("kind", "value", "whose", "is_safe", "safe_when", "message", "not_to_know"),
    ),
    _of_person(Vehicle, fixed=("registration", "words")),
    # Both of two refer to a person: who may not see one of them, sees nothing between them.
    _of_person(Bond, fixed=("kin", "words", "since_known")),
    _of_person(Responsibility, fixed=("authority", "how", "since_known")),
    wall.Table(
        model=Adoption,
        see=READS_IT,
        add=f"({READS_IT} AND {wall.MANAGER} AND noted_by = {wall.USER})",
        change=READS_IT,
        fixed=("told_by", "since", "noted_by", "noted_by_name", "noted_at", "readers"),
        followed=True,
    ),
)
