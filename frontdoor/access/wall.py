"""The second wall: what the database itself lets the application's role see and change.

Each domain package declares its tables in a `wall.py`; `access/standing.py` makes the policies, the
history triggers, the guards and the privileges from those declarations, as the owner, at every
set-up. So the wall is never older than the code, and the start-up check compares the two.

Settings are read inside `(SELECT ...)`, once a query and not once a row (trust.md section 3).
"""

from dataclasses import dataclass
from typing import Any

from django.db import models

from frontdoor.access.reach import Kept
from frontdoor.access.vocabulary import Caveat, Role, Zone
from frontdoor.kernel.lifecycle import Lifecycle


def _setting(name: str, cast: str = "") -> str:
    value = f"NULLIF(current_setting('frontdoor.{name}', true), '')"
    return f"(SELECT {value}{cast})"


def _is(name: str, *words: str) -> str:
    # The comparison is inside: its outcome counts as a coin's toss. Outside, the planner would
    # take a hub's people to see one row in 200, and read whole tables because of it.
    listed = ", ".join(f"'{word}'" for word in words)
    return f"(SELECT current_setting('frontdoor.{name}', true) IN ({listed}))"


# What a row can be below, the nearest to a contact first. hidden.sql says what each of them hides.
ROOTS = (
    "contacts_contact", "contacts_case", "enquiries_enquiry", "gathering_request",
    "strategy_discussion", "actions_action", "disclosures_product", "people_person",
)  # fmt: skip

HUB = _setting("hub", "::bigint")
AGENCY = _setting("agency", "::bigint")
USER = _setting("user", "::bigint")
CODE = _setting("code")
OWN_HUB = f"hub_id = {HUB}"
INSIDE = f"({OWN_HUB} AND {_is('zone', Zone.HUB)})"
WITHIN = f"({OWN_HUB} AND {_is('zone', Zone.HUB, Zone.PARTNER)})"
MANAGER = _is("role", Role.TEAM_MANAGER)
NOBODY = "false"
# Nobody adds to history in the name of an earlier transaction.
AS_NOW = "xact = (SELECT audit_xact())"
# The program at work by itself. Whatever keeps history or bears a name refuses it, except for what
# a table says that it may add.
NAMELESS = f"{USER} IS NULL"
# The owner's function that removes what two people disposed of is at work, for one of those.
DISPOSING = "(SELECT frontdoor_disposing())"


def granted(kind: str, column: str) -> str:
    """Return the condition that a partner was granted the record that `table.column` refers to."""
    # The policy of the grants themselves applies as well. Asked for each row: with all grants
    # gathered first, the planner would take every look at one record to cost as much.
    return (
        f"({OWN_HUB} AND {_is('zone', Zone.PARTNER)} AND EXISTS ("  # noqa: S608  # nosec B608  # Names and words of this code alone.
        f"SELECT 1 FROM access_grant WHERE record_id = {column} AND agency_id = {AGENCY} "
        f"AND kind = '{kind}' AND until IS NULL))"
    )


def own_agency(column: str, zone: Zone) -> str:
    """Return the condition that a row belongs to the agency of somebody in that zone."""
    return f"({OWN_HUB} AND {_is('zone', zone)} AND {column} = {AGENCY})"


def own_work() -> str:
    """Return the condition that a row was written by whoever asks, wherever they sit."""
    return f"({OWN_HUB} AND by_id = {USER})"


def by_the_program(column: str, what: str) -> str:
    """Return the condition that the program itself writes such a row, with nobody's name in it."""
    return f"({INSIDE} AND {NAMELESS} AND {column} IS NULL AND {what})"


def in_role(*roles: Role) -> str:
    """Return the condition that somebody of the hub asks in one of these roles, in any zone."""
    return f"({OWN_HUB} AND {_is('role', *roles)})"


def shown(table: str, column: str) -> str:
    """Return the condition that a record of that table is not restricted to others than who asks.

    Restricted records are few: their numbers are gathered once a query, and compared.
    """
    return f"{column} <> ALL ((SELECT frontdoor_hidden('{table}'))::bigint[])"


def through_glass(table: str, column: str) -> str:
    """Return the condition that a record is seen through broken glass alone."""
    return f"{column} = ANY ((SELECT frontdoor_through_glass('{table}'))::bigint[])"


def shown_subject(column: str) -> str:
    """Return the condition that a reference is of no record that is restricted to others."""
    return f"{column} <> ALL ((SELECT frontdoor_hidden_subjects())::text[])"


def within_caveat(model: type[Kept]) -> str:
    """Return the condition that an item is not kept to others than who asks (`Caveat`).

    Managers of the hub see it, whoever gave it, and what is kept to its originator, the agency
    that it was given for.
    """
    given_for = (
        [f"(kept_to = '{Caveat.ORIGINATOR}' AND {own_agency(model.GIVEN_FOR, Zone.PARTNER)})"]
        if model.GIVEN_FOR
        else []
    )
    return any_of(
        f"kept_to = '{Caveat.HUB}'",
        f"({INSIDE} AND {MANAGER})",
        f"{model.GIVEN_BY} = {USER}",
        *given_for,
    )


def not_through_glass(column: str) -> str:
    """Return the condition that a reference is of no record seen through broken glass alone."""
    return f"{column} <> ALL ((SELECT frontdoor_subjects_through_glass())::text[])"


def any_of(*conditions: str) -> str:
    """Return the condition that one of several holds."""
    return "(" + " OR ".join(conditions) + ")"


@dataclass(frozen=True, kw_only=True)
class Table:
    """What may be seen, added and changed of one table. The application removes nothing: what is
    disposed of goes by the owner's function in disposing.sql alone, and leaves a certificate.

    A row stays in its hub and with what it refers to; `fixed` names what else stays as it was
    written. What a new row refers to has to be of its hub, and within sight of whoever adds it.

    Whatever is below a restricted record is hidden with it: that follows from what a row refers to,
    so that no table can forget it. What its caveat keeps to others is as well, in every table that
    has one; and broken glass never opens what is kept to its originator.
    """

    model: type[models.Model]
    see: str
    add: str
    change: str = NOBODY
    fixed: tuple[str, ...] = ()
    history: bool = True
    program: bool = False
    sealed: bool = False
    followed: bool = False
    lifecycle: Lifecycle | None = None
    # What an agency gave is kept to others later: by it, or by managers, who never open it to all.
    rekept: bool = False
    # Whose words a kept row has, where that is not whoever adds it.
    giver: str = ""
    # What says that something was disposed of: the owner's function writes it.
    disposes: bool = False

    @property
    def name(self) -> str:
        """Return the table's name in the database."""
        return str(self.model._meta.db_table)

    def statements(self, *, application: str) -> list[str]:
        """Return the SQL that puts a bare table behind the wall."""
        return [
            f"ALTER TABLE {self.name} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.name} FORCE ROW LEVEL SECURITY",
            *privileges(self.name, self._may(), application=application),
            *self._policies(application),
            *triggers(self.name, self._guards()),
        ]

    def changeable(self) -> list[str]:
        """Return the columns that may change, when anything may."""
        if self.rekept:
            return ["kept_to"]
        stays = {"id", "hub_id", *(link.column for link in self._links())}
        stays |= {_field(self.model, name).column for name in self.fixed}
        # Nobody opens to all what was given under a caveat.
        stays |= {"kept_to"} if issubclass(self.model, Kept) else set()
        columns = [str(field.column) for field in self.model._meta.concrete_fields]
        return [] if self.change == NOBODY else [name for name in columns if name not in stays]

    def _links(self) -> list[Any]:
        fields = [field for field in self.model._meta.concrete_fields if field.is_relation]
        return [field for field in fields if field.name != "hub"]

    def _may(self) -> str:
        changeable = ", ".join(self.changeable())
        return "SELECT, INSERT" + (f", UPDATE ({changeable})" if changeable else "")

    def below(self) -> list[tuple[str, str]]:
        """Return what a row is hidden with: tables and the columns that refer to them."""
        own = [(self.name, "id")] if self.name in ROOTS else []
        links = [(link.related_model._meta.db_table, link.column) for link in self._links()]
        nearest = [[each for each in links if each[0] == root] for root in ROOTS]
        return own or next((found for found in nearest if found), [])

    def _if_shown(self, condition: str) -> str:
        hiding = [self._shown(table, column) for table, column in self.below()]
        kept = self._if_not_kept()
        return " AND ".join([f"({condition})", *hiding, *kept]) if condition != NOBODY else NOBODY

    def _shown(self, table: str, column: str) -> str:
        condition = shown(table, f"{self.name}.{column}")
        # What it referred to may be gone: what is not there is hidden from nobody.
        gone = {str(field.column) for field in self.model._meta.concrete_fields if field.null}
        return f"({self.name}.{column} IS NULL OR {condition})" if column in gone else condition

    def _if_not_kept(self) -> list[str]:
        if not issubclass(self.model, Kept):
            return []
        own = f"{self.model.GIVEN_BY} = {USER}"
        opened = [f"NOT {through_glass(t, f'{self.name}.{column}')}" for t, column in self.below()]
        behind = any_of(f"kept_to <> '{Caveat.ORIGINATOR}'", own, f"({' AND '.join(opened)})")
        return [within_caveat(self.model), behind]

    def _policies(self, application: str) -> list[str]:
        # A foreign key does not ask the wall (trust.md section 3): it is looked up under it here,
        # before an index could tell of a row that is out of sight.
        looked_up = [self._looked_up(link) for link in self._links()]
        add = " AND ".join([f"({self.add})", *looked_up, *self._as_its_giver()])
        see, change = self._if_shown(self.see), self._if_shown(self.change)
        after = change
        if self.rekept and issubclass(self.model, Kept):
            own = own_agency(self.model.GIVEN_FOR, Zone.PARTNER)
            managing = f"{INSIDE} AND {MANAGER}"
            change = self._if_shown(any_of(own, f"({managing})"))
            after = self._if_shown(any_of(own, f"({managing} AND kept_to <> '{Caveat.HUB}')"))
        rules = {
            "see": f"FOR SELECT TO {application} USING ({see})",
            "add": f"FOR INSERT TO {application} WITH CHECK ({add})",
            "change": f"FOR UPDATE TO {application} USING ({change}) WITH CHECK ({after})",
        }
        if self._is_read_by_owner:
            # For functions of guards.sql and hidden.sql: the owner makes them, and they give away
            # digests and numbers alone.
            rules["seal"] = "FOR SELECT TO CURRENT_USER USING (true)"
        rules |= self._of_disposal()
        return [f"CREATE POLICY frontdoor_{n} ON {self.name} {rule}" for n, rule in rules.items()]

    def _of_disposal(self) -> dict[str, str]:
        """Return how the owner's function removes rows and says so, and only while it does."""
        rules = {"remove": f"FOR DELETE TO CURRENT_USER USING ({DISPOSING})"}
        if not self._is_read_by_owner:
            rules["going"] = f"FOR SELECT TO CURRENT_USER USING ({DISPOSING})"
        if self.disposes:
            rules["certify"] = f"FOR INSERT TO CURRENT_USER WITH CHECK ({DISPOSING})"
        if self.disposes and self.change != NOBODY:
            rules["settle"] = f"FOR UPDATE TO CURRENT_USER USING ({DISPOSING})"
        return rules

    @property
    def _is_read_by_owner(self) -> bool:
        return self.sealed or self.followed or self.name in ROOTS

    def _as_its_giver(self) -> list[str]:
        # Nobody keeps something in another person's name: it would be theirs to see, not one's own.
        if not issubclass(self.model, Kept):
            return []
        giver = self.giver or f"{self.model.GIVEN_BY} = {USER}"
        return [any_of(f"kept_to = '{Caveat.HUB}'", giver)]

    def _looked_up(self, link: Any) -> str:
        there = (
            f"EXISTS (SELECT 1 FROM {link.related_model._meta.db_table} p"  # noqa: S608  # nosec B608  # Names and words of this code alone.
            f" WHERE p.id = {self.name}.{link.column} AND p.hub_id = {self.name}.hub_id)"
        )
        return f"({link.column} IS NULL OR {there})" if link.null else there

    def _guards(self) -> dict[str, str]:
        wanted: dict[str, str] = {}
        if self.history:
            kept = "remember_row('program')" if self.program else "remember_row()"
            wanted["remember"] = _each_row("AFTER INSERT OR UPDATE OR DELETE", kept)
        if self.change == NOBODY:
            wanted |= FINAL
        if self.rekept:
            wanted["stays"] = _each_row("BEFORE UPDATE OR DELETE", "only_its_caveat()")
        if self.lifecycle:
            jumps = [f"'{source}>{target}'" for source, target in self.lifecycle.jumps()]
            words = ", ".join(["'stage'", f"'{self.lifecycle.first}'", *jumps])
            wanted["moves"] = _each_row("BEFORE INSERT OR UPDATE", f"only_by_a_move({words})")
        if self.name == "audit_rowchange":
            wanted["only"] = _each_row("BEFORE INSERT", "only_by_trigger()")
        return wanted


@dataclass(frozen=True, kw_only=True)
class Open:
    """A table without case data: no policy, and no more privileges than the program needs.

    A `final` one keeps its rows as they are, whoever asks.
    """

    name: str
    may: str = "SELECT"
    final: bool = False

    def statements(self, *, application: str) -> list[str]:
        """Return the SQL that gives the application what it may do here."""
        return [
            *privileges(self.name, self.may, application=application),
            *triggers(self.name, FINAL if self.final else {}),
        ]


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _each_row(moment: str, guard: str) -> str:
    return f"{moment} ON {{table}} FOR EACH ROW EXECUTE FUNCTION frontdoor_{guard}"


FINAL = {
    "stays": _each_row("BEFORE UPDATE OR DELETE", "never_changes()"),
    "whole": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
    "EXECUTE FUNCTION frontdoor_never_changes()",
}


def privileges(table: str, may: str, *, application: str) -> list[str]:
    """Return the SQL that leaves the application these privileges, and everybody else none."""
    return [
        f"REVOKE ALL ON {table} FROM PUBLIC, {application}",
        f"GRANT {may} ON {table} TO {application}",
    ]


def triggers(table: str, wanted: dict[str, str]) -> list[str]:
    """Return the SQL that puts guards on a table that has none."""
    return [
        statement
        for name, words in wanted.items()
        for statement in (
            f"CREATE TRIGGER frontdoor_{name} {words.format(table=table)}",
            # Also for a session that says it only copies what was written elsewhere.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER frontdoor_{name}",
        )
    ]
