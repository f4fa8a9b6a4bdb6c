"""What the wall and the history add to recording a contact (aim: 5 ms or less at the median).

The same operation is run with and without them, in turns, on one durable database: the owner
takes the policies and the triggers of every table away for one half of the rounds.
"""

import os
import statistics

import django
import psycopg

django.setup()

from django.utils.timezone import now

from bench.table import Row, row, seconds, show, write
from frontdoor.access import queries
from frontdoor.jobs.example import staff
from frontdoor.jobs.example.walk import Walk
from frontdoor.jobs.set_up import TABLES

ROUNDS, EACH = 10, 40


def main() -> None:
    """Measure, write bench/results/wall.json and print the table."""
    with_wall, without = _measure()
    rows: list[Row] = [
        row("recording a contact, committed", with_wall, "ms", packages=["django", "psycopg"]),
        row("the same without wall and history", without, "ms"),
        row("added by wall and history (aim 5)", with_wall - without, "ms"),
    ]
    write("wall", rows)
    show(rows)


def _measure() -> tuple[float, float]:
    """Return the median milliseconds of a contact with the wall and without."""
    hub = next(hub for hub in queries.hubs() if hub.slug == "coventry")
    staff.hire(hub)
    walk = Walk(hub=hub, at=now())
    times: dict[bool, list[float]] = {True: [], False: []}
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for number in range(2 * (ROUNDS + 1)):
            stands = number % 2 == 0
            _switch(owner, stands=stands)
            taken = [seconds(walk.contact) * 1000 for _ in range(EACH)]
            # The first round of each warms caches and connections.
            times[stands] += taken if number >= 2 else []
        _switch(owner, stands=True)
    return statistics.median(times[True]), statistics.median(times[False])


def _switch(owner: "psycopg.Connection[tuple[object, ...]]", *, stands: bool) -> None:
    does = "ENABLE" if stands else "DISABLE"
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table.name} {does} ROW LEVEL SECURITY")
        owner.execute(f"ALTER TABLE {table.name} {does} TRIGGER USER")


if __name__ == "__main__":
    main()
