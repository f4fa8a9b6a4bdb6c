"""Who sees people: those inside the hub; a partner, those it was asked about."""

from frontdoor.access import wall
from frontdoor.people.models import Involvement, Link, Person, Relationship

PERSON = "person"

TABLES = (
    wall.Table(
        model=Person,
        see=wall.any_of(wall.INSIDE, wall.granted(PERSON, "id")),
        add=wall.INSIDE,
        change=wall.INSIDE,
    ),
    wall.Table(
        model=Relationship,
        see=wall.any_of(
            wall.INSIDE,
            f"({wall.granted(PERSON, 'person_id')} AND {wall.granted(PERSON, 'other_id')})",
        ),
        add=wall.INSIDE,
        change=wall.INSIDE,
    ),
    wall.Table(
        model=Link,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("why", "linked_by", "linked_at"),
    ),
    wall.Table(model=Involvement, see=wall.INSIDE, add=wall.INSIDE, change=wall.INSIDE),
)
