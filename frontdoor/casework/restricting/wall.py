"""Who sees that a record is restricted, to whom, and who looked without the right to.

Named readers, and the managers who name them: so that no record is lost when its readers leave.
Why somebody broke the glass is for whoever reviews it and for themselves.
"""

from frontdoor.access import wall
from frontdoor.casework.restricting.lifecycle import GLASS
from frontdoor.casework.restricting.models import BreakGlass, Reader, Restriction

READABLE = wall.shown("contacts_contact", "contact_id")
# INSERT ... RETURNING, and a change, need that the row stays in sight of whoever makes it.
MINE = f"set_by = {wall.USER} OR lifted_by = {wall.USER}"
OVERSEEING = f"({wall.INSIDE} AND ({wall.MANAGER} OR {wall.NAMELESS}))"
BEHIND = (
    "EXISTS (SELECT 1 FROM contacts_contact c"
    " WHERE c.id = contact_id AND c.hub_id = restricting_restriction.hub_id)"
)
THEIRS = "EXISTS (SELECT 1 FROM restricting_restriction r WHERE r.id = restriction_id)"
# Nobody names themselves, but whoever restricts; and who looks through glass changes nothing here.
NAMING = (
    f"({wall.INSIDE} AND named_by = {wall.USER} AND (user_id <> {wall.USER} OR EXISTS ("  # noqa: S608  # nosec B608  # Names and words of this code alone.
    "SELECT 1 FROM restricting_restriction r"
    f" WHERE r.id = restriction_id AND r.set_by = {wall.USER})))"
)
THROUGH = wall.through_glass("contacts_contact", "contact_id")
LOOKER = f"({wall.OWN_HUB} AND opened_by = {wall.USER})"

TABLES = (
    wall.Table(
        model=Restriction,
        see=wall.any_of(
            OVERSEEING,
            f"({wall.WITHIN} AND (({READABLE} AND lifted_at IS NULL) OR {MINE}))",
        ),
        # Only what one can read can be restricted.
        add=f"({wall.INSIDE} AND set_by = {wall.USER} AND {BEHIND})",
        # Whoever names readers need not read it; whoever opens it to all does.
        change=wall.any_of(
            f"({wall.INSIDE} AND {READABLE} AND NOT {THROUGH})",
            f"({wall.INSIDE} AND {wall.MANAGER} AND lifted_at IS NULL)",
        ),
        fixed=("contact_id", "reference", "reason", "words", "set_by", "set_by_name", "set_at"),
        followed=True,
    ),
    wall.Table(
        model=Reader,
        see=f"({wall.WITHIN} AND {THEIRS})",
        add=NAMING,
        change=f"({wall.INSIDE} AND {THEIRS})",
        fixed=("named_by", "named_by_name", "since"),
        followed=True,
    ),
    wall.Table(
        model=BreakGlass,
        see=wall.any_of(OVERSEEING, LOOKER),
        add=LOOKER,
        # Nobody makes their own look longer, or judges it; and nobody changes what another said.
        change=wall.any_of(
            f"({LOOKER} AND stage = 'to_review')",
            f"({wall.INSIDE} AND {wall.MANAGER} AND opened_by <> {wall.USER})",
        ),
        fixed=(
            "contact_id", "reference", "reason", "opened_by", "opened_by_name", "agency_id",
            "opened_at", "until", "review_by",
        ),
        lifecycle=GLASS,
        followed=True,
    ),
)  # fmt: skip
