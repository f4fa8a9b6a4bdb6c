"""Raises the wall from its declarations, and tells where what stands differs from them.

PostgreSQL stores rules in its own words, so declaration and database cannot be compared letter
by letter. Each table therefore carries a comment: a digest of the declaration that it was set up
from, and one of what the catalogue said right afterwards. Equal now means unchanged since.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from frontdoor.access.wall import Open, Table

_HOUSE = Path(__file__).parent.parent
GUARDS = (
    _HOUSE / "audit" / "guards.sql",
    _HOUSE / "access" / "hidden.sql",
    _HOUSE / "access" / "disposing.sql",
    _HOUSE / "access" / "untold.sql",
)

WALLED = "t\nt"  # Row-level security is on, and holds for the owner as well.

# Everything that the wall consists of, for every table of the schema, in the catalogue's words.
_STANDING = """
SELECT c.relname, coalesce(obj_description(c.oid, 'pg_class'), ''), concat_ws(E'\\n',
    c.relrowsecurity, c.relforcerowsecurity,
    (SELECT string_agg(concat_ws(' ', polname, polcmd, polpermissive,
            ARRAY(SELECT rolname FROM pg_roles WHERE oid = ANY (polroles) ORDER BY 1),
            pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)),
            E'\\n' ORDER BY polname)
        FROM pg_policy WHERE polrelid = c.oid),
    (SELECT string_agg(concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled,
            pg_get_functiondef(tgfoid)), E'\\n' ORDER BY tgname)
        FROM pg_trigger t WHERE tgrelid = c.oid AND NOT tgisinternal),
    (SELECT string_agg(concat_ws(' ', attname, coalesce(rolname, 'PUBLIC'), privilege_type),
            E'\\n' ORDER BY attname, rolname, privilege_type)
        FROM (SELECT '' AS attname, (aclexplode(c.relacl)).*
              UNION ALL
              SELECT a.attname, (aclexplode(a.attacl)).*
              FROM pg_attribute a WHERE a.attrelid = c.oid) given
        LEFT JOIN pg_roles ON pg_roles.oid = given.grantee
        WHERE given.grantee <> c.relowner))
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
"""


def raise_wall(
    cursor: CursorWrapper, tables: Iterable[Table | Open], *, application: str
) -> list[str]:
    """Put every given table behind the wall, and return the names of those that were touched.

    The cursor is the owner's, in a transaction. A table that stands as declared is left alone,
    without a lock; on any other, whatever policies and guards it had go first.
    """
    cursor.execute(_guards(), None)
    touched = [table for table, why in _compared(cursor, tables, application=application) if why]
    for table in touched:
        for statement in [*_cleared(cursor, table), *table.statements(application=application)]:
            # None, not [], so that percent signs in the SQL are left alone.
            cursor.execute(statement, None)
    _forget_old_guards(cursor)
    standing = _standing(cursor)
    for table in touched:
        mark = _mark(_declared(table, application), standing[table.name][1])
        cursor.execute(f"COMMENT ON TABLE {table.name} IS '{mark}'", None)
    return [table.name for table in touched]


def differences(
    cursor: CursorWrapper, tables: Iterable[Table | Open], *, application: str
) -> list[str]:
    """Return, in words, each table of the database whose wall is not as the code declares it."""
    declared = list(tables)
    found = [why for _, why in _compared(cursor, declared, application=application) if why]
    strange = set(_standing(cursor)) - {table.name for table in declared}
    return found + [
        f"{name} is declared nowhere: say in its package's wall.py who may see it."
        for name in sorted(strange)
    ]


def _compared(
    cursor: CursorWrapper, tables: Iterable[Table | Open], *, application: str
) -> list[tuple[Table | Open, str]]:
    standing = _standing(cursor)
    compared: list[tuple[Table | Open, str]] = []
    for table in tables:
        why = _why_not(table, *standing.get(table.name, ("", "")), application=application)
        compared.append((table, why))
    return compared


def _why_not(table: Table | Open, comment: str, now: str, *, application: str) -> str:
    declared = _declared(table, application)
    if comment == _mark(declared, now):
        return ""
    if isinstance(table, Table) and not now.startswith(WALLED):
        return f"{table.name} is open: row-level security is off, or not forced."
    if comment.partition("/")[0] != _mark(declared, now).partition("/")[0]:
        return f"{table.name} was set up from another declaration than this program's."
    return f"{table.name} was changed since it was set up: a policy, a guard or a privilege."


def _standing(cursor: CursorWrapper) -> dict[str, tuple[str, str]]:
    cursor.execute(_STANDING, None)
    return {str(name): (str(comment), str(now)) for name, comment, now in cursor.fetchall()}


def _declared(table: Table | Open, application: str) -> str:
    return "\n".join([_guards(), *table.statements(application=application)])


def _mark(declared: str, standing: str) -> str:
    digests = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in (declared, standing)]
    return "wall " + "/".join(digests)


def _guards() -> str:
    return "\n".join(each.read_text(encoding="utf-8") for each in GUARDS)


def _cleared(cursor: CursorWrapper, table: Table | Open) -> list[str]:
    cursor.execute(
        "SELECT format('DROP POLICY %%I ON %%I', polname, relname)"
        " FROM pg_policy JOIN pg_class c ON c.oid = polrelid WHERE relname = %s"
        " UNION ALL "
        "SELECT format('DROP TRIGGER %%I ON %%I', tgname, relname)"
        " FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE relname = %s"
        " AND NOT tgisinternal",
        [table.name, table.name],
    )
    return [str(statement) for (statement,) in cursor.fetchall()]


def _forget_old_guards(cursor: CursorWrapper) -> None:
    kept = re.findall(r"FUNCTION (frontdoor_\w+)", _guards())
    cursor.execute(
        "SELECT format('DROP FUNCTION %%s', oid::regprocedure) FROM pg_proc"
        " WHERE starts_with(proname, 'frontdoor_') AND proname <> ALL (%s)",
        [kept],
    )
    for (statement,) in cursor.fetchall():
        cursor.execute(str(statement), None)
