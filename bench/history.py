# ruff: noqa: S608  Its SQL is made of names of this code.
"""What sealing history costs and finds: verifying, tamperings, requests beside it (R10).

Four figures: seconds to verify a million entries, with the digests made by the database and, beside
it, with every entry streamed to this program; 1,000 random tamperings; what is added to one look;
and contacts recorded a second, with a seal every second beside them and without.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from random import Random

import django
import psycopg

django.setup()

from django.db import connection, connections, transaction
from django.utils.timezone import now

from bench.table import Row, row, seconds, show, write
from config import database
from frontdoor.access import context, queries
from frontdoor.audit import operations as audit
from frontdoor.jobs import sealing, signing
from frontdoor.jobs.example import staff
from frontdoor.jobs.example.walk import Walk
from launch import address
from launch.bench import SERVER
from tests import tampering

ENTRIES, BATCHES = int(os.environ.get("ENTRIES", "1000000")), 5_000
CORES = 2
KEY, ON = "seal.key", "sealing"
TAMPERINGS, SEED = int(os.environ.get("TAMPERINGS", "1000")), 20261122
ROUNDS, EACH = 8, 240

FILL = {
    "audit_event": "INSERT INTO audit_event (hub_id, subject, kind, facts, by_id, by_name, at)"
    " SELECT 1, 'CV-26-' || i, 'case.rated', jsonb_build_object('rating', 'amber', 'reason',"
    " repeat('as said before, ', 6) || i), 5, 'Asha Example', now()"
    " FROM generate_series(%s::int, %s::int) i",
    "audit_look": "INSERT INTO audit_look"
    " (hub_id, subject, purpose, refused, by_id, by_name, agency_id, at)"
    " SELECT 1, 'CV-26-' || i, 'show', false, 5, 'Asha Example', 2, now()"
    " FROM generate_series(%s::int, %s::int) i",
    "audit_rowchange": "INSERT INTO audit_rowchange"
    ' (hub_id, "table", row_id, action, before, after, by_id, at)'
    " SELECT 1, 'contacts_case', i, 'UPDATE', b, b || jsonb_build_object('stage',"
    " 'triage', 'version', 2), 5, now() FROM generate_series(%s::int, %s::int) i, LATERAL (SELECT"
    " jsonb_build_object('id', i, 'hub_id', 1, 'reference', 'CV-26-' || i, 'stage', 'received',"
    " 'version', 1, 'concern', repeat('what somebody said ', 12) || i, 'route', NULL,"
    " 'urgent', false, 'at', now()) b) x",
}
# Of a hundred entries, about as in the demo: looks, events, row changes.
SHARES = {"audit_look": 40, "audit_event": 20, "audit_rowchange": 40}
STREAMED = {
    "audit_event": "'event', id, hub_id, subject, kind, facts, by_id, by_name",
    "audit_look": "'look', id, hub_id, subject, purpose, refused, by_id, by_name, agency_id",
    "audit_rowchange": "'change', id, hub_id, \"table\", row_id, action, before, after, by_id",
}


def main() -> None:
    """Measure, write bench/results/history.json and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        signing.make(folder / KEY)
        sealer = _sealer(folder)
        rows = [*_cost(sealer), *_throughput(folder), *_found(sealer), *_verified(sealer)]
    write("history", rows)
    show(rows)


def _sealer(folder: Path) -> sealing.Sealer:
    key = folder / KEY
    return sealing.Sealer(
        sign=signing.signer(key),
        is_signed=signing.checker(signing.public_of(key)),
        kept=folder / "checkpoints",
    )


def _walk() -> Walk:
    hub = next(hub for hub in queries.hubs() if hub.slug == "coventry")
    staff.hire(hub)
    return Walk(hub=hub, at=now())


def _cost(sealer: sealing.Sealer) -> list[Row]:
    """Measure what a look costs a request; sealing it is nobody's request."""
    actor = _walk().actor("manager")

    def look() -> None:
        with context.as_actor(actor):
            audit.looked("CV-26-00001", purpose="bench", by=actor, at=now())

    def nothing() -> None:
        with context.as_actor(actor):
            pass

    logged = statistics.median(seconds(look) for _ in range(400)) * 1000
    without = statistics.median(seconds(nothing) for _ in range(400)) * 1000
    return [row("added to a page by remembering a look, committed (aim 5)", logged - without, "ms")]


def _throughput(folder: Path) -> list[Row]:
    """Measure contacts a second with a seal every second beside them and without, in turns."""
    walk, on = _walk(), folder / ON
    taken: dict[bool, list[float]] = {True: [], False: []}
    beside = subprocess.Popen([sys.executable, "-m", "bench.history", folder])
    for number in range(2 * (ROUNDS + 1)):
        with_seals = number % 2 == 0
        if with_seals:
            on.touch()
        took = seconds(lambda: [walk.contact() for _ in range(EACH)])
        on.unlink(missing_ok=True)
        if number >= 2:
            taken[with_seals].append(EACH / took)
    beside.terminate()
    beside.wait()
    sealed, plain = (statistics.median(taken[each]) for each in (True, False))
    return [
        row("contacts recorded a second, a seal every second beside them", sealed, "1/s"),
        row("the same without sealing", plain, "1/s"),
        row("slower by (aim 10 at most)", 100 * (1 - sealed / plain), "%"),
    ]


def _seal_beside(folder: Path) -> None:
    """Seal every second while it is switched on: in a process of its own, as a hub has it."""
    sealer = _sealer(folder)
    while True:
        if (folder / ON).exists():
            sealer.go_round(at=now())
        time.sleep(1)


def _as_superuser() -> str:
    name = connection.settings_dict["NAME"]
    return str(address.change(os.environ[SERVER], database=name))


def _found(sealer: sealing.Sealer) -> list[Row]:
    """Change history at random behind the program's back, and count what is found."""
    kept = sealing.lines_of(sealer.kept)[-1:]
    mine = dict(connections.databases["default"])
    connection.close()
    connections.databases["default"].update(database.parse(_as_superuser()))
    random, found, took = Random(SEED), 0, []
    for _ in range(TAMPERINGS):
        with transaction.atomic():
            connection.ensure_connection()
            tampering.disarm(connection.connection)
            did = tampering.draw(random, connection.connection)
            start = time.perf_counter()
            whole = sealing.check(is_signed=sealer.is_signed, kept=kept, at=now()).is_whole
            took.append(time.perf_counter() - start)
            found += not whole
            if whole:
                print("missed:", did)
            transaction.set_rollback(True)
    connection.close()
    connections.databases["default"].update(mine)
    assert sealing.check(is_signed=sealer.is_signed, kept=kept, at=now()).is_whole
    return [
        row(f"random tamperings found, of {TAMPERINGS:,}", found, ""),
        row("each, verified", statistics.median(took) * 1000, "ms"),
    ]


def _fill(sealer: sealing.Sealer) -> None:
    """Write as many entries as are wanted, in as many batches as years of minutes make."""
    each = ENTRIES // BATCHES
    with psycopg.connect(_as_superuser(), autocommit=True) as behind:
        tampering.disarm(behind)
        for number in range(BATCHES):
            with behind.transaction():
                for table, share in SHARES.items():
                    first = number * each
                    behind.execute(FILL[table], [first + 1, first + each * share // 100])
            sealer.go_round(at=now())
        for table in (*SHARES, "audit_batch"):
            behind.execute(f"VACUUM ANALYZE {table}")


def _verified(sealer: sealing.Sealer) -> list[Row]:
    """Measure how long all of a million entries take."""
    _fill(sealer)
    kept = sealing.lines_of(sealer.kept)
    took, counted = [], 0
    for _ in range(3):
        start = time.perf_counter()
        verdict = sealing.check(is_signed=sealer.is_signed, kept=kept, at=now(), beside=CORES)
        took.append(time.perf_counter() - start)
        assert verdict.is_whole, verdict.faults[:5]
        counted = verdict.entries
    streamed = min(seconds(_stream) for _ in range(2))
    return [
        row(f"{counted:,} entries in {verdict.batches:,} batches verified (aim 15)", min(took), "s",
            peer="each entry streamed and hashed here, no tree", peer_value=streamed,
            less_is_better=True),
    ]  # fmt: skip


def _stream() -> None:
    with psycopg.connect(_as_superuser()) as behind:
        for table, columns in STREAMED.items():
            sql = (
                f"COPY (SELECT json_build_array({columns}, at AT TIME ZONE 'UTC', xact)"
                f" FROM {table} ORDER BY xact, id) TO STDOUT"
            )
            with behind.cursor().copy(sql) as stream:
                for line in stream:
                    sha256(line).digest()


if __name__ == "__main__":
    if sys.argv[1:]:
        _seal_beside(Path(sys.argv[1]))
    else:
        main()
