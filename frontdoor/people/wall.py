"""Who sees people: those inside the hub; a partner, those it was asked about."""

from frontdoor.access import wall
from frontdoor.people.models import Involvement, Link, MatchKey, Person, Relationship

PERSON = "person"


def _seen(column: str) -> str:
    return wall.granted(PERSON, f"people_relationship.{column}")


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
    ),
    wall.Table(model=Involvement, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE),
)
