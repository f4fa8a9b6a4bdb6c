"""Who sees who was looked for: whoever looked, and the managers, but where a record was shown that
they may not see any more. And who sees that a search met a restricted record: its readers, and
nobody else.

Managers neither, for they do not know whose a restricted record is: the watch tells them its number
where nobody says anything in time. What the people of a contact are told, they all read. The
program alone looks behind the wall, in nobody's name.
"""

from frontdoor.access import wall
from frontdoor.casework.searches.lifecycle import MATCH
from frontdoor.casework.searches.models import Checked, HiddenMatch, Search, Word

BY_ITSELF = f"({wall.INSIDE} AND {wall.NAMELESS})"
# The policy of the readers applies as well: broken glass names nobody there.
READS_IT = (
    f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM restricting_reader d"  # noqa: S608  # nosec B608  # Names and words of this code alone.
    " WHERE d.restriction_id = searches_hiddenmatch.restriction_id"
    f" AND d.user_id = {wall.USER} AND d.ended_at IS NULL))"
)
# A search that showed what is restricted to others is hidden with it: its words could tell of whom.
NOTHING_HIDDEN = "NOT (shown && (SELECT frontdoor_hidden('people_person'))::bigint[])"
# Whoever reads the record that it met has to know who looked, and for whom.
THEIR_OWN = f"(by_id = {wall.USER} OR {wall.MANAGER})"
# A function tells which: each of the two tables would ask for the other's policy otherwise.
MET = "id = ANY ((SELECT frontdoor_searches_met())::bigint[])"
# What somebody was told of their search is theirs to read, and whoever else may see that search.
OF_A_CASE = "case_id IS NOT NULL"
# Whoever may bring lists opens each other's.
OF_A_ROLL = "roll_id IS NOT NULL"
OF_A_SEARCH = "EXISTS (SELECT 1 FROM searches_search s WHERE s.id = search_id)"
THEIRS = "EXISTS (SELECT 1 FROM searches_hiddenmatch m WHERE m.id = match_id)"

TABLES = (
    # No history: it would keep what was emptied.
    wall.Table(
        model=Search,
        see=wall.any_of(
            f"({wall.INSIDE} AND {THEIR_OWN} AND {NOTHING_HIDDEN})",
            f"({wall.INSIDE} AND {MET})",
            BY_ITSELF,
        ),
        add=f"({wall.INSIDE} AND by_id = {wall.USER})",
        change=wall.any_of(f"({wall.INSIDE} AND by_id = {wall.USER})", BY_ITSELF),
        fixed=("reason", "why", "by_id", "by_name", "at"),
        history=False,
        followed=True,
    ),
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
        see=f"({wall.INSIDE} AND {wall.any_of(OF_A_CASE, OF_A_SEARCH, OF_A_ROLL)})",
        add=wall.any_of(
            f"({wall.INSIDE} AND said_by = {wall.USER} AND {THEIRS})",
            wall.by_the_program("said_by", "true"),
        ),
        program=True,
    ),
)
