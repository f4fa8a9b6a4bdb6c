"""Who reviews what has come to the end of its time: managers of the hub alone.

Nobody but the owner's function in disposing.sql makes a certificate, or says that a record is gone.
"""

from frontdoor.access import wall
from frontdoor.disposal.lifecycle import DISPOSAL
from frontdoor.disposal.models import Certificate, Disposal, Keeping

MANAGERS = f"({wall.INSIDE} AND {wall.MANAGER})"
THROUGH = " OR ".join(
    f"coalesce({wall.through_glass(table, column)}, false)"
    for table, column in (("contacts_contact", "contact_id"), ("people_person", "person_id"))
)
OPENLY = f"({MANAGERS} AND NOT ({THROUGH}))"
# Hidden with its contact by what it refers to, and with its person by this.
SEEN = f"({MANAGERS} AND (person_id IS NULL OR {wall.shown('people_person', 'person_id')}))"

TABLES = (
    wall.Table(model=Keeping, see=SEEN, add=f"({OPENLY} AND kept_by = {wall.USER})"),
    wall.Table(
        model=Disposal,
        see=SEEN,
        add=f"({OPENLY} AND proposed_by = {wall.USER})",
        change=f"({MANAGERS} AND stage <> 'disposed')",
        fixed=(
            "reference", "references", "class_name", "basis", "due_on", "proposed_by",
            "proposed_by_name", "proposed_on", "proposed_at", "policy_version",
        ),
        lifecycle=DISPOSAL,
        followed=True,
        disposes=True,
    ),
    wall.Table(
        model=Certificate,
        see=wall.INSIDE,
        add=wall.NOBODY,
        followed=True,
        disposes=True,
    ),
)  # fmt: skip
