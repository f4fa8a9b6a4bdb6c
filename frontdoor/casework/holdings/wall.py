"""Who sees requests for what is held, and the copies made for them: managers of the hub alone.

The program itself sees that a request is there, so that it can tell them before it runs out.
A copy is of everything in the records, also of what agencies keep to managers. A request is hidden
with its person's record, and a copy with the record that it is of.
"""

from frontdoor.access import wall
from frontdoor.casework.holdings.lifecycle import ACCESS_REQUEST
from frontdoor.casework.holdings.models import AccessRequest, Item

MANAGERS = f"({wall.INSIDE} AND {wall.MANAGER})"
BY_ITSELF = f"({wall.INSIDE} AND {wall.NAMELESS})"
THEIRS = "EXISTS (SELECT 1 FROM holdings_accessrequest r WHERE r.id = request_id"
# What was given is not decided anew afterwards.
GOING_ON = f"({MANAGERS} AND {THEIRS} AND r.stage <> 'ended'))"
# A copy is hidden with its contact by what it refers to, and with its person by this.
OF_THEIRS = (
    f"(person_id IS NULL OR {wall.shown('people_person', 'person_id')} "
    f"AND NOT {wall.through_glass('people_person', 'person_id')})"
)

TABLES = (
    wall.Table(
        model=AccessRequest,
        see=wall.any_of(MANAGERS, BY_ITSELF),
        add=f"({MANAGERS} AND registered_by = {wall.USER})",
        change=MANAGERS,
        fixed=(
            "asked_by", "asker", "scope", "received_on", "registered_at", "registered_by",
            "registered_by_name",
        ),
        lifecycle=ACCESS_REQUEST,
        followed=True,
    ),
    wall.Table(
        model=Item,
        see=f"({MANAGERS} AND {THEIRS}) AND {OF_THEIRS})",
        add=GOING_ON,
        change=GOING_ON,
        fixed=(
            "table", "row_id", "label", "source", "said_on", "about", "words", "digest", "marks",
            "caveats", "collected_at",
        ),
    ),
)  # fmt: skip
