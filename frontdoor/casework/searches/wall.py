"""Who sees that a search met a restricted record: the readers of that record, and nobody else.

Managers neither, for they do not know whose a restricted record is: the watch tells them its number
where nobody says anything in time. What the people of a contact are told, they all read. The
program alone looks behind the wall, in nobody's name.
"""

from frontdoor.access import wall
from frontdoor.casework.searches.lifecycle import MATCH
from frontdoor.casework.searches.models import Checked, HiddenMatch, Word

BY_ITSELF = f"({wall.INSIDE} AND {wall.NAMELESS})"
# The policy of the readers applies as well: broken glass names nobody there.
READS_IT = (
    f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM restricting_reader d"  # noqa: S608  # nosec B608  # Names and words of this code alone.
    " WHERE d.restriction_id = searches_hiddenmatch.restriction_id"
    f" AND d.user_id = {wall.USER} AND d.ended_at IS NULL))"
)
THEIRS = "EXISTS (SELECT 1 FROM searches_hiddenmatch m WHERE m.id = match_id)"

TABLES = (
    wall.Table(model=Checked, see=BY_ITSELF, add=BY_ITSELF, change=BY_ITSELF, history=False),
    wall.Table(
        model=HiddenMatch,
        see=wall.any_of(BY_ITSELF, READS_IT),
        add=wall.by_the_program("answered_by", "true"),
        change=READS_IT,
        fixed=("person_id", "is_tied", "found_at", "due_at"),
        lifecycle=MATCH,
        program=True,
        followed=True,
    ),
    wall.Table(
        model=Word,
        see=wall.INSIDE,
        add=wall.any_of(
            f"({wall.INSIDE} AND said_by = {wall.USER} AND {THEIRS})",
            wall.by_the_program("said_by", "true"),
        ),
        program=True,
    ),
)
