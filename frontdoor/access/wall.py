"""The second wall: what the database itself lets the application's role see and change.

Each domain package declares its tables in a `wall.py`; `raise_wall` makes the policies, the history
triggers and the guards from those declarations, as the owner, at every set-up. So the wall is never
older than the code, and the start-up check can compare the two.

Settings are read inside `(SELECT ...)`, once a query and not once a row (trust.md section 3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.db.backends.utils import CursorWrapper

from frontdoor.access.vocabulary import Role, Zone
from frontdoor.kernel.lifecycle import Lifecycle


def _setting(name: str, cast: str = "") -> str:
    value = f"NULLIF(current_setting('frontdoor.{name}', true), '')"
    return f"(SELECT {value}{cast})"


HUB = _setting("hub", "::bigint")
AGENCY = _setting("agency", "::bigint")
USER = _setting("user", "::bigint")
CODE = _setting("code")
OWN_HUB = f"hub_id = {HUB}"
INSIDE = f"({OWN_HUB} AND {_setting('zone')} = '{Zone.HUB}')"
MANAGER = f"{_setting('role')} = '{Role.TEAM_MANAGER}'"
NOBODY = "false"


def granted(kind: str, column: str) -> str:
    """Return the condition that a partner was granted the record that `column` refers to."""
    # Written without a join: the policy of the grants themselves applies as well.
    return (
        f"({OWN_HUB} AND {_setting('zone')} = '{Zone.PARTNER}' AND {column} IN ("
        f"SELECT record_id FROM access_grant WHERE agency_id = {AGENCY} "
        f"AND kind = '{kind}' AND until IS NULL))"
    )


def own_agency(column: str, zone: Zone) -> str:
    """Return the condition that a row belongs to the agency of somebody in that zone."""
    return f"({OWN_HUB} AND {_setting('zone')} = '{zone}' AND {column} = {AGENCY})"


def own_work() -> str:
    """Return the condition that a row was written by whoever asks, wherever they sit."""
    return f"({OWN_HUB} AND by_id = {USER})"


def any_of(*conditions: str) -> str:
    """Return the condition that one of several holds."""
    return "(" + " OR ".join(conditions) + ")"


@dataclass(frozen=True, kw_only=True)
class Table:
    """What may be seen, added and changed of one table. Nothing is ever removed."""

    model: type[models.Model]
    see: str
    add: str
    change: str = NOBODY
    history: bool = True
    lifecycle: Lifecycle | None = None

    @property
    def name(self) -> str:
        """Return the table's name in the database."""
        return str(self.model._meta.db_table)

    def statements(self, *, application: str) -> list[str]:
        """Return the SQL that puts this table behind the wall, whatever stood there before."""
        return [
            f"ALTER TABLE {self.name} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.name} FORCE ROW LEVEL SECURITY",
            f"REVOKE DELETE, TRUNCATE, TRIGGER, REFERENCES ON {self.name} FROM {application}",
            *self._policies(application),
            *self._triggers(),
        ]

    def _policies(self, application: str) -> list[str]:
        rules = {
            "see": f"FOR SELECT TO {application} USING ({self.see})",
            "add": f"FOR INSERT TO {application} WITH CHECK ({self.add})",
            "change": f"FOR UPDATE TO {application} USING ({self.change})"
            f" WITH CHECK ({self.change})",
        }
        return [
            statement
            for name, rule in rules.items()
            for statement in (
                f"DROP POLICY IF EXISTS frontdoor_{name} ON {self.name}",
                f"CREATE POLICY frontdoor_{name} ON {self.name} {rule}",
            )
        ]

    def _triggers(self) -> list[str]:
        wanted: dict[str, tuple[str, str]] = {}
        if self.history:
            wanted["remember"] = (
                "AFTER INSERT OR UPDATE OR DELETE",
                "ROW EXECUTE FUNCTION frontdoor_remember_row()",
            )
        if self.change == NOBODY:
            wanted |= _FINAL
        if self.lifecycle:
            jumps = [f"'{source}>{target}'" for source, target in self.lifecycle.jumps()]
            words = ", ".join(["'stage'", f"'{self.lifecycle.first}'", *jumps])
            wanted["moves"] = (
                "BEFORE INSERT OR UPDATE",
                f"ROW EXECUTE FUNCTION frontdoor_only_by_a_move({words})",
            )
        if self.model._meta.db_table == "audit_rowchange":
            wanted["only"] = ("BEFORE INSERT", "ROW EXECUTE FUNCTION frontdoor_only_by_trigger()")
        return _triggers(self.name, wanted)


_FINAL = {
    "stays": ("BEFORE UPDATE OR DELETE", "ROW EXECUTE FUNCTION frontdoor_never_changes()"),
    "whole": ("BEFORE TRUNCATE", "STATEMENT EXECUTE FUNCTION frontdoor_never_changes()"),
}


def _triggers(table: str, wanted: Mapping[str, tuple[str, str]]) -> list[str]:
    return [
        statement
        for name, (moment, what) in wanted.items()
        for statement in (
            f"DROP TRIGGER IF EXISTS frontdoor_{name} ON {table}",
            f"CREATE TRIGGER frontdoor_{name} {moment} ON {table} FOR EACH {what}",
        )
    ]


def raise_wall(cursor: CursorWrapper, tables: Iterable[Table], *, application: str) -> None:
    """Put every given table behind the wall. The cursor is the owner's, in a transaction."""
    guards = Path(__file__).parent.parent / "audit" / "guards.sql"
    # None, not [], so that the percent signs of the SQL are left alone.
    cursor.execute(guards.read_text(encoding="utf-8"), None)
    for table in tables:
        for statement in table.statements(application=application):
            cursor.execute(statement, None)


def keep_for_good(cursor: CursorWrapper, model: type[models.Model]) -> None:
    """Let nobody change or remove the rows of a table that holds no case data."""
    for statement in _triggers(model._meta.db_table, _FINAL):
        cursor.execute(statement, None)
