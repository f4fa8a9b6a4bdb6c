"""A server for tests and measurements: careless with what it stores, and kept warm between runs.

Each run has a server to itself; runs beside each other take the next slot.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import binaries, state
from launch.binaries import Binaries
from launch.postgres import Server
from launch.voice import Trouble

SLOTS = 8
# What is measured is measured with as much memory as a server of a hub has at least.
ROOMY = ("shared_buffers=1GB",)


@contextmanager
def admin_address(*, durable: bool = False) -> Iterator[str]:
    """Give a superuser's address; FRONTDOOR_TEST_SERVER names a disposable server of one's own."""
    if given := os.environ.get("FRONTDOOR_TEST_SERVER"):
        yield given
        return
    home = state.folder()
    found = binaries.find(home.parent)
    kind = "bench" if durable else "tests"
    with _slot(home, f"{kind}-{found.major}") as place:
        server = _started(place, found, durable=durable)
        try:
            yield server.admin
        finally:
            server.stop()


@contextmanager
def _slot(home: Path, name: str) -> Iterator[Path]:
    for number in range(1, SLOTS + 1):
        place = home / f"{name}-{number}"
        with state.alone(home / f"{place.name}.lock") as free:
            if free:
                place.mkdir(mode=0o711, exist_ok=True)
                place.chmod(0o711)
                yield place
                return
    raise Trouble(f"{SLOTS} runs of the tests are going on already: wait for one to end.")


def _started(place: Path, found: Binaries, *, durable: bool) -> Server:
    """Start the server of a slot. One that a loss of power has spoilt is made anew."""
    password = state.known_secrets(place)["admin"]
    settings = ROOMY if durable else ()
    server = Server(place, found, password=password, durable=durable, settings=settings)
    try:
        server.start()
    except Trouble:
        server.stop()
        shutil.rmtree(server.data, ignore_errors=True)
        server.start()
    return server
