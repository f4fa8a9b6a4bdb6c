"""How pages do with years of contacts: one hub with 2,000, 100,000 and 1,000,000 of them.

Each size has a database and a server of its own (gunicorn, one worker, one thread); all stand at
once and are asked in turns, so that a busy machine disturbs all alike: trust the ratios. All
contacts are in one hub, which no hub has in 40 years; 200 children's cases are going on.

A million takes half an hour to make, and 15 GB: it is measured where SIZES names it.
"""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import cycle
from urllib.parse import urlencode
from uuid import uuid4

from bench.table import Row, row, seconds, show, write
from launch import bench

SIZES = [int(size) for size in os.environ.get("SIZES", "2000,100000").split(",")]
ROUNDS = int(os.environ.get("ROUNDS", "12"))
EACH = 10  # Requests to one page of one size before it is another's turn.
WARM = 12  # Requests that do not count: connections, caches, templates.
MOST = 12
SOON = 300.0  # milliseconds

# The figures from the rows themselves, as the pages would ask without a roll-up.
RAW = """
import django; django.setup()
import sys, time
from django.db import connection, transaction
from django.utils.timezone import localdate, now
from frontdoor.access import context
from frontdoor.access.models import Hub
from frontdoor.oversight import units
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.measures.sources import sources
hub = Hub.objects.get(slug="coventry")
month = localdate().replace(day=1)
whole = Period(since=month.replace(year=month.year - 2), until=month)
SOURCES = units.UNITS + '''SELECT source_group,
    count(*) FILTER (WHERE counts_as = 'mash_or_referral'),
    count(*) FILTER (WHERE counts_as = 'signposted_or_nfa'),
    count(*) FILTER (WHERE counts_as = 'not_yet') FROM units GROUP BY source_group'''
def raw():
    with connection.cursor() as cursor:
        within = {"since": whole.since, "until": whole.until}
        cursor.execute(SOURCES, units.values(hub.pk, at=now(), **within))
        cursor.fetchall()
def timed(work):
    start = time.perf_counter(); work(); return time.perf_counter() - start
with transaction.atomic(), context.inside(hub.pk):
    sources(hub.pk, whole)
    print(min(timed(lambda: sources(hub.pk, whole)) for _ in range(20)), timed(raw))
"""


@dataclass(kw_only=True)
class Site:
    """A server on a database of one size, and what somebody who has signed in there asks for."""

    size: int
    env: dict[str, str]
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    taken: dict[str, list[float]] = field(default_factory=dict)
    cases: Iterator[str] = field(default_factory=lambda: iter(()))
    counted_in: float = 0.0

    def ask(self, where: str, typed: dict[str, str] | None = None) -> http.client.HTTPResponse:
        """Send one request on a connection of its own, as one browser's worth."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if typed is not None:
            body = urlencode({**typed, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("GET" if typed is None else "POST", where, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()  # type: ignore[attr-defined]
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: each.value for name, each in SimpleCookie(header).items()}
        connection.close()
        return answer

    def sign_in(self) -> None:
        """Sign in as the manager, and learn of which cases there are pages."""
        self.ask("/sign-in/")
        self.ask("/sign-in/as/coventry-manager/", {})
        listed = self.ask("/").text  # type: ignore[attr-defined]
        going_on = list(dict.fromkeys(re.findall(r'href="(/cases/[^/"]+/)"', listed)))
        year = time.gmtime().tm_year % 100 - 1
        over = [f"/cases/CV-{year}-{number:05}-A/" for number in range(20, 800, 30)]
        both = [case for pair in zip(going_on, over, strict=False) for case in pair]
        self.cases = cycle(both)

    def time(self, page: str, *, counts: bool = True) -> None:
        """Ask for a page once, and note how long it took and how many queries."""
        work, expected = PAGES[page](self)
        start = time.perf_counter()
        answer = work()
        took = (time.perf_counter() - start) * 1000
        assert answer.status == expected, (page, answer.status)
        if counts:
            self.taken.setdefault(page, []).append(took)
            self.queries[page] = max(self.queries.get(page, 0), int(answer.headers["X-Queries"]))


Asking = Callable[[], http.client.HTTPResponse]


def _case(site: Site) -> tuple[Asking, int]:
    where = next(site.cases)
    return lambda: site.ask(where), 200


def _contact(site: Site) -> tuple[Asking, int]:
    typed = {
        "form_key": str(uuid4()),
        "channel": "telephone",
        "source": "unknown",
        "given_names": "Sasha",
        "family_name": "Example",
    }
    return lambda: site.ask("/contacts/new/", typed), 302


def _open(where: str) -> Callable[[Site], tuple[Asking, int]]:
    return lambda site: (lambda: site.ask(where), 200)


PAGES: dict[str, Callable[[Site], tuple[Asking, int]]] = {
    "bare page": _open("/bare/"),
    "worklist": _open("/"),
    "case page": _case,
    "form of a new contact": _open("/contacts/new/"),
    "record a contact": _contact,
    "the count": _open("/figures/"),
}


def main() -> None:
    """Measure, write bench/results/volume.json and print the table."""
    rows: list[Row] = []
    with ExitStack() as stack:
        sites = [stack.enter_context(_served(size)) for size in SIZES]
        for site in sites:
            site.sign_in()
            for page in PAGES:
                for _ in range(WARM):
                    site.time(page, counts=False)
        for _ in range(ROUNDS):
            for page in PAGES:
                for site in sites:
                    for _ in range(EACH):
                        site.time(page)
        for site in sites:
            rows += _rows(site, sites[0])
    for site in sites:
        rows += _roll_up(site)
    write("volume", rows)
    show(rows)


def _rows(site: Site, smallest: Site) -> Iterator[Row]:
    words = f"{site.size:,}"
    bare = 1000 / statistics.mean(site.taken["bare page"])
    for page, times in site.taken.items():
        p95, smaller = _p95(times), _p95(smallest.taken[page])
        yield row(f"{page}, {words}: queries (aim {MOST})", site.queries[page], "")
        yield row(f"{page}, {words}: p50", statistics.median(times), "ms")
        yield row(
            f"{page}, {words}: p95 (aim {SOON:.0f} ms; 0.67 of the smallest)", p95, "ms",
            peer=f"{smallest.size:,}", peer_value=smaller, less_is_better=True,
        )  # fmt: skip
        if page != "bare page":
            yield row(
                f"{page}, {words}: requests/s of one worker (aim 0.6)",
                1000 / statistics.mean(times), "/s", peer="bare page", peer_value=bare,
                packages=["django", "gunicorn", "psycopg"],
            )  # fmt: skip


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _roll_up(site: Site) -> list[Row]:
    done = subprocess.run([sys.executable, "-c", RAW], env=site.env, capture_output=True, text=True,
                          check=True)  # fmt: skip
    ours, raw = (float(each) * 1000 for each in done.stdout.split())
    name = f"sources by outcome of two years, {site.size:,} (aim 10)"
    return [
        row(name, ours, "ms", peer="from the rows", peer_value=raw, less_is_better=True),
        row(f"counting everything anew, {site.size:,}", site.counted_in, "s"),
    ]


@contextmanager
def _served(size: int) -> Iterator[Site]:
    """Serve a hub of that size, filled if it is not there yet, with its figures counted."""
    env = bench.database(f"frontdoor_volume_{size}", admin=os.environ[bench.SERVER])
    _manage("example_volume", f"--contacts={size}", "--hub=coventry", env=env)
    took = seconds(lambda: _manage("refresh_figures", env=env))
    print(f"{size:,} contacts are there, and were counted in {took:.0f} s")
    port = free_port()
    words = ["gunicorn", "bench.site", f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=1",
             "--no-control-socket", "--log-level=error"]  # fmt: skip
    with subprocess.Popen([sys.executable, "-m", *words], env=env) as server:
        try:
            wait(port)
            yield Site(size=size, env=env, port=port, counted_in=took)
        finally:
            server.terminate()


def _manage(*words: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *words], env=env, check=True)


def free_port() -> int:
    """Return a port at which nothing listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait(port: int) -> None:
    """Wait until something listens at a port."""
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server does not start.")


if __name__ == "__main__":
    main()
