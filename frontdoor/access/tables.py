"""Who sees grants, events and looks: the tables of the lower storeys behind the wall."""

from frontdoor.access import wall
from frontdoor.access.models import Draft, Grant, SavedList
from frontdoor.access.vocabulary import Caveat, Role, Zone
from frontdoor.audit.models import Event, Look, RowChange

# INSERT ... RETURNING needs the policy for SELECT too: whoever writes sees their own (ground 15).
OWN = wall.own_work()
# Who joined, moved and left, and who signed what, is an administrator's to read, who sees
# nothing of any case.
ABOUT_STAFF = (
    f"({wall.in_role(Role.HUB_ADMINISTRATOR)} AND "
    "(starts_with(kind, 'staff.') OR starts_with(kind, 'agreement.')))"
)

# What is remembered of a restricted record is its readers' to see, and what one did oneself.
SHOWN = f"({wall.INSIDE} AND {wall.shown_subject('subject')})"
# What is remembered of an item is for those to whom its caveat keeps it.
KEPT_TO = "coalesce(facts ->> 'kept_to', '')"
WITHIN_CAVEAT = wall.any_of(
    f"{KEPT_TO} IN ('', '{Caveat.HUB}')",
    f"({wall.MANAGER} AND ({KEPT_TO} <> '{Caveat.ORIGINATOR}'"
    f" OR {wall.not_through_glass('subject')}))",
)
HAPPENED = f"({SHOWN} AND {WITHIN_CAVEAT})"
GRANTED = " AND ".join(
    f"(kind <> '{kind}' OR {wall.shown(table, 'record_id')})"
    for kind, table in (
        ("contact", "contacts_contact"), ("enquiry", "enquiries_enquiry"),
        ("person", "people_person"),
    )
)  # fmt: skip
CHANGED = 'frontdoor_hides_change("table", row_id, coalesce(after, before))'

TABLES = (
    wall.Table(
        model=Grant,
        see=f"({wall.any_of(wall.INSIDE, wall.own_agency('agency_id', Zone.PARTNER))}"
        f" AND {GRANTED})",
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("kind", "record_id", "why", "since"),
    ),
    # Nobody writes in another person's name; without a name, the watch tells what it did itself.
    wall.Table(
        model=Event,
        see=wall.any_of(HAPPENED, OWN, ABOUT_STAFF),
        add=f"({wall.AS_NOW} AND "
        + wall.any_of(OWN, wall.by_the_program("by_id", "starts_with(kind, 'watch.')"))
        + ")",
        history=False,
        sealed=True,
    ),
    wall.Table(
        model=Look,
        see=wall.any_of(SHOWN, OWN),
        add=f"({wall.AS_NOW} AND {OWN})",
        history=False,
        sealed=True,
    ),
    # No history: what was not sent was not said. Sending empties it.
    wall.Table(
        model=Draft, see=OWN, add=OWN, change=OWN, fixed=("by_id", "path", "tab"), history=False
    ),
    # No history: what somebody likes to see is nobody else's to read.
    wall.Table(
        model=SavedList,
        see=OWN,
        add=OWN,
        change=OWN,
        fixed=("by_id", "wanted", "saved_at"),
        history=False,
    ),
    # How rows were before holds what agencies did not share: for those who may read that.
    wall.Table(
        model=RowChange,
        see=f"({wall.INSIDE} AND {wall.MANAGER} AND NOT {CHANGED})",
        add=f"({wall.AS_NOW} AND {OWN})",
        history=False,
        sealed=True,
        disposes=True,
    ),
)

# Without case data: who there is, and by which rules. What is not named here is not allowed.
OPEN = (
    # A contact is numbered while its hub's row is held, and holding asks for the right to change.
    wall.Open(name="access_hub", may="SELECT, UPDATE (name)"),
    wall.Open(name="access_agency"),
    wall.Open(name="access_user", may="SELECT, INSERT, UPDATE"),
    wall.Open(name="access_membership", may="SELECT, INSERT, UPDATE"),
    wall.Open(name="access_counter", may="SELECT, INSERT, UPDATE (last)"),
    # Numbers and digests alone. Who adds a seal without the key is found out by its signature.
    wall.Open(name="audit_batch", may="SELECT, INSERT", final=True),
    wall.Open(name="audit_sealing", may="SELECT, INSERT, UPDATE"),
    wall.Open(name="django_session", may="SELECT, INSERT, UPDATE, DELETE"),
    wall.Open(name="django_content_type"),
    wall.Open(name="django_migrations"),
    wall.Open(name="auth_permission"),
    wall.Open(name="auth_group"),
    wall.Open(name="auth_group_permissions"),
)
