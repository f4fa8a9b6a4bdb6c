"""Who sees figures: those who answer for how the hub does. They hold no child's name.

Counting reads every case, so a team manager counts, or the program itself in nobody's name.
"""

from frontdoor.access import wall
from frontdoor.access.vocabulary import Role
from frontdoor.oversight.models import Count, Gone, Past, Tally

COUNTING = f"({wall.INSIDE} AND ({wall.MANAGER} OR {wall.NAMELESS}))"
FIGURES = wall.any_of(
    wall.in_role(Role.TEAM_MANAGER, Role.PERFORMANCE_OFFICER, Role.HUB_ADMINISTRATOR), COUNTING
)

TABLES = (
    # A reference leads to a child's record: that is for those who do casework.
    wall.Table(model=Past, see=wall.INSIDE, add=COUNTING, history=False),
    wall.Table(
        model=Gone,
        see=FIGURES,
        add=f"({wall.INSIDE} AND {wall.MANAGER})",
        history=False,
    ),
    # Worked out again at will: its history would tell nothing that the cases' own does not.
    wall.Table(
        model=Tally,
        see=FIGURES,
        add=COUNTING,
        change=COUNTING,
        fixed=(
            "month", "source_group", "counts_as", "in_mash", "rating", "first_look", "response",
            "strategy", "completion",
        ),
        history=False,
    ),
    wall.Table(model=Count, see=FIGURES, add=COUNTING, change=COUNTING, history=False),
)  # fmt: skip
