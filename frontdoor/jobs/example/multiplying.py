"""Multiplies journeys into volume, in SQL, as the owner of the database (ground 25).

Every journey was walked alone, so its rows are those with the numbers that each table gave out
meanwhile. A copy takes all of them: numbers and references anew, times moved by whole weeks by the
hub's own clock, people under other names. Nothing is known here of any single table: whatever a
journey writes, its copies have. What is not copied is how each row was before (`audit_rowchange`).

Policies and guards let nobody write so; the owner takes them away and restores them within one
transaction, and the database checks every constraint and reference as ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from frontdoor.jobs.example import copying, lots
from frontdoor.jobs.example.copied import COPIED, Marks, Owner, Plan, Walked, name_of
from frontdoor.people import keying

AT_ONCE = 2_500  # Copies that are made in one transaction.
TURN = 7_202_613


def marks(owner: Owner) -> Marks:
    """Return the last number that each table has given out."""
    found = owner.execute(
        "SELECT c.relname, coalesce(pg_sequence_last_value(s.oid), 0)"
        " FROM pg_depend d JOIN pg_class c ON c.oid = d.refobjid JOIN pg_class s ON s.oid = d.objid"
        " WHERE d.deptype = 'i' AND s.relkind = 'S' AND c.relnamespace = 'public'::regnamespace"
    )
    return {str(name): int(last) for name, last in found.fetchall()}


def plan(
    owner: Owner,
    walked: Sequence[Walked],
    *,
    wanted: Mapping[int, int],
    going_on: Mapping[int, int],
    at: datetime,
) -> Plan:
    """Draw which journeys are copied into which weeks until each hub has so many contacts more.

    So many of a hub's are still going on. Multiply in the session that planned.
    """
    last = marks(owner)
    with owner.transaction(), _without_wall(owner):
        owner.execute(copying.FUNCTIONS)
        lots.draw(owner, walked, wanted=wanted, going_on=going_on, at=at)
    [(copies,)] = owner.execute("SELECT count(*) FROM copies").fetchall()
    names = [name_of(model) for model in COPIED]
    return Plan(
        copies=int(copies),
        base={name: last[name] for name in names},
        width={name: max(1, *(each.after[name] - each.before[name] for each in walked))
               for name in names},
    )  # fmt: skip


def is_alone(owner: Owner) -> bool:
    """Tell whether nobody else fills this database; its turn ends with the session of `owner`."""
    [(mine,)] = owner.execute("SELECT pg_try_advisory_lock(%s)", [TURN]).fetchall()
    return bool(mine)


def multiply(owner: Owner, planned: Plan, *, at_once: int = AT_ONCE) -> Iterator[int]:
    """Make the copies a chunk at a time, each whole or not at all; yield how many there are."""
    statements = [copying.insert(model, planned) for model in COPIED]
    for first in range(1, planned.copies + 1, at_once):
        last = min(first + at_once - 1, planned.copies)
        with owner.transaction(), _without_wall(owner):
            for statement in statements:
                owner.execute(statement.encode(), {"first": first, "last": last})
            _go_on(owner, planned, last)
        yield last
    _found_by_keys(owner)
    owner.execute("ANALYZE")


def _found_by_keys(owner: Owner) -> None:
    """Put the people of copies under their keys: they have names of their own."""
    last = -1
    while last:
        with owner.transaction(), owner.cursor() as cursor:
            last = keying.fill(cursor, after=max(last, 0))


@contextmanager
def _without_wall(owner: Owner) -> Iterator[None]:
    """Take policies and guards away, and put them back before anybody else can look.

    It goes inside a transaction: whatever happens, they stand again as they stood.
    """
    for model in COPIED:
        owner.execute(f"ALTER TABLE {name_of(model)} NO FORCE ROW LEVEL SECURITY".encode())
        owner.execute(f"ALTER TABLE {name_of(model)} DISABLE TRIGGER USER".encode())
    yield
    # References are checked now, not at the end: a table with checks to come cannot be altered.
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for model in COPIED:
        _guard_again(owner, name_of(model))
        owner.execute(f"ALTER TABLE {name_of(model)} FORCE ROW LEVEL SECURITY".encode())


def _guard_again(owner: Owner, table: str) -> None:
    found = owner.execute(
        "SELECT format('ALTER TABLE %%I ENABLE ALWAYS TRIGGER %%I', relname, tgname)"
        " FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
        " WHERE relname = %s AND NOT tgisinternal",
        [table],
    )
    for (statement,) in found.fetchall():
        owner.execute(statement.encode())


def _go_on(owner: Owner, planned: Plan, last: int) -> None:
    """Let each table give out numbers from behind the copies on."""
    for name, base in planned.base.items():
        owner.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
            [name, max(1, base + last * planned.width[name])],
        )
