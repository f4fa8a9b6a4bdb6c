"""Puts records under the keys by which they are found, in step with what is said of them.

Keys are only added: whoever was written down under another name is still found by it, and what a
record says now decides how it is ranked (docs/decisions/0050).
"""

from dataclasses import replace
from typing import Any

from frontdoor.kernel.together import Asked
from frontdoor.people.matching import Description, keys
from frontdoor.people.matching.weighing import COLUMNS
from frontdoor.people.models import Person
from frontdoor.people.searching import described

_ADD = """
INSERT INTO people_matchkey (hub_id, key, person_id)
SELECT %s, key, %s FROM unnest(%s::bigint[]) key ON CONFLICT DO NOTHING RETURNING key
"""
_ADD_MANY = """
INSERT INTO people_matchkey (hub_id, key, person_id)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING
"""
_NEXT = f"""
SELECT id, hub_id, {", ".join(COLUMNS)} FROM people_person
WHERE id > %s ORDER BY id LIMIT %s
"""  # noqa: S608  # nosec B608  # Names and words of this code alone.
_BESIDE = {
    "people_residence": (
        "SELECT person_id, address, postcode FROM people_residence WHERE person_id = ANY (%s)",
        ("address", "postcode"),
    ),
    "people_number": (
        "SELECT person_id, value FROM people_number WHERE person_id = ANY (%s) AND kind <> 'email'",
        ("phone",),
    ),
}
AT_ONCE = 2_000
_TABLES = ("people_person", "people_matchkey")


def keyed(person: Person, **besides: Any) -> Asked:
    """Return how a record that has its number is put under its keys, in one statement.

    `besides` is what else is known of them, as another address: they are found by it as well.
    """
    return Asked(_ADD, (person.hub_id, person.pk, keys.of(replace(described(person), **besides))))


def fill(owner: Any, *, after: int = 0, at_once: int = AT_ONCE) -> int:
    """Put the next records of all hubs under their keys, in a transaction of the database's owner.

    Returns the number of the last one, or 0 when there are no more. Done again, it adds nothing.
    """
    for table in _TABLES:
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    owner.execute(_NEXT, [after, at_once])
    rows = owner.fetchall()
    beside = _beside(owner, [row[0] for row in rows])
    made = [
        (hub, key, number)
        for number, hub, *said in rows
        for instead in [{}, *beside.get(number, ())]
        for key in keys.of(Description(**dict(zip(COLUMNS, said, strict=True)) | instead))
    ]
    owner.execute(_ADD_MANY, [[each[place] for each in made] for place in range(3)])
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in _TABLES:
        owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    return int(rows[-1][0]) if rows else 0


def _beside(owner: Any, people: list[int]) -> dict[int, list[dict[str, str]]]:
    """Return what else these are found by: other addresses and telephone numbers of theirs.

    A database of before they were held has none.
    """
    found: dict[int, list[dict[str, str]]] = {}
    for table, (sql, columns) in _BESIDE.items():
        owner.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        if not owner.fetchone()[0]:
            continue
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        owner.execute(sql, [people])
        for person, *said in owner.fetchall():
            found.setdefault(person, []).append(dict(zip(columns, said, strict=True)))
        owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    return found
