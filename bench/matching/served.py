"""The whole HTTP request: is the child known, asked while a contact is taken."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

from bench.matching import costs, database, register
from bench.matching.sets import Told
from bench.table import Row, row
from bench.volume import Site, free_port, wait
from frontdoor.access.models import Hub
from frontdoor.jobs.example import staff

NEW = "/contacts/new/"
REQUESTS, WARM = 200, 20


def rows(invented: register.Invented, slug: str) -> list[Row]:
    """Measure requests of somebody who takes contacts there, and the memory of who answers."""
    staff.hire(Hub.objects.get(slug=slug))
    with _served() as (site, server):
        site.ask("/sign-in/")
        site.ask(f"/sign-in/as/{slug}-officer/", {})
        site.ask(NEW)
        for told in invented.asked[-WARM:]:
            _ask(site, told)
        processes = [*_children(server), *database.backends()]
        taken = [
            costs.of_others(partial(_ask, site, told), processes)
            for told in invented.asked[:REQUESTS]
        ]
        memory = max(_memory(each) for each in _children(server))
    name = f"{invented.name}: whole HTTP request"
    return [
        *costs.quantiles(name, [each.passed for each in taken]),
        *costs.quantiles(
            f"{name}, processor time of program and database", [each.worked for each in taken]
        ),
        row(f"{name}, most memory of the process that answers", memory, "MB"),
    ]


def _ask(site: Site, told: Told) -> None:
    said, born = told.said, told.said.date_of_birth
    parts = (born.day, born.month, born.year) if born else ("", "", "")
    names = (f"date_of_birth-{part}" for part in ("day", "month", "year"))
    answer = site.ask(
        NEW,
        {
            "form_key": str(uuid4()), "channel": "telephone", "source": "unknown", "hear": "now",
            "given_names": said.given_names, "family_name": said.family_name,
            "postcode": said.postcode, "address": said.address,
            **dict(zip(names, map(str, parts), strict=True)),
        },
    )  # fmt: skip
    assert answer.status == 200, answer.status


@contextmanager
def _served() -> Iterator[tuple[Site, int]]:
    port = free_port()
    words = ["gunicorn", "bench.site", f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=1",
             "--no-control-socket", "--log-level=error"]  # fmt: skip
    with subprocess.Popen([sys.executable, "-m", *words]) as server:
        try:
            wait(port)
            yield Site(size=0, env={}, port=port), server.pid
        finally:
            server.terminate()


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(each) for each in told.split()]


def _memory(process: int) -> float:
    """Return the most memory that a process had, in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    [most] = (line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(most) / 1024
