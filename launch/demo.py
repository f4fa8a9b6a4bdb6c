"""`make demo`: the database, its contents, the web server; and Ctrl-C stops them in turn."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from types import FrameType

from launch import binaries, grants, manage, outside, preparing, roles, state, web
from launch.beside import Job
from launch.manage import Addresses
from launch.postgres import Server
from launch.voice import Trouble, say, spoken

PORT = 8000
OTHER_STARTS = 300.0


def main() -> int:
    """Serve the demo until told to stop, or tell where it is served already."""
    _listen_to_signals()
    lock = state.folder() / state.DEMO_LOCK
    home = state.folder() / state.DEMO
    running = home / "running.json"
    with state.alone(lock) as first:
        if not first:
            return _tell_where(lock, running)
        running.unlink(missing_ok=True)
        try:
            _serve(home, running)
        except KeyboardInterrupt:
            say("Stopped. What was entered is kept: `make demo` goes on from here.")
        finally:
            running.unlink(missing_ok=True)
    return 0


def _listen_to_signals() -> None:
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)  # One in the background inherits deaf ears (ground 7).
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # That is how nohup asks to stay.
        signal.signal(signal.SIGHUP, _interrupt)


def _interrupt(_sign: int, _frame: FrameType | None) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)  # Stopping is not to be stopped half-way.
    raise KeyboardInterrupt


def _tell_where(lock: Path, running: Path) -> int:
    """Print the address of the demo that runs; wait for it when it is just starting."""
    if not running.exists():
        say("Another `make demo` of this checkout is starting; waiting for its address")
    end = time.monotonic() + OTHER_STARTS
    while time.monotonic() < end:
        with state.alone(lock) as free:
            if free:
                raise Trouble("The other `make demo` stopped as this one began: start again.")
        if running.exists():
            address = json.loads(running.read_text())["address"]
            say(f"Frontdoor runs already: {address}")
            return 0
        time.sleep(0.2)
    raise Trouble("Another `make demo` of this checkout is starting, but does not get there.")


def _serve(home: Path, running: Path) -> None:
    keys = state.known_secrets(home)
    with database(home, keys) as (addresses, server):
        env = manage.environment(addresses, secret_key=keys["secret_key"], FRONTDOOR_DEMO="1")
        stamp = server.data.with_name(f"{server.data.name}.prepared") if server else None
        preparing.demo(addresses, env, stamp=stamp)
        wanted = _port()
        site = web.Web(door := web.listen(wanted), log=home / "web.log", env=_named(env, door))
        jobs = [
            Job("watch", "The watch over deadlines", log=home / "watch.log", env=env),
            Job("take_rolls", "The taking of lists", log=home / "rolls.log", env=env),
            Job("seal", "The sealing of history", log=home / "seal.log", env=sealing(env, home)),
        ]
        try:
            site.wait_until_ready()
            state.keep(running, json.dumps({"address": site.address, "process": os.getpid()}))
            _announce(site, wanted)
            _stay(site, server, jobs)
        finally:
            say("Stopping")
            for job in jobs:
                job.stop()
            site.stop()


def _named(env: Mapping[str, str], door: socket) -> dict[str, str]:
    """Return the settings of the web server: passkeys are good at a name, and at no number."""
    return {**env, "FRONTDOOR_ORIGIN": f"http://localhost:{door.getsockname()[1]}"}


def sealing(env: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return the settings of whoever seals history: the key is named to nobody else."""
    return {"FRONTDOOR_SEAL_KEY": str(home / "seal.key"), **env}


@contextmanager
def database(home: Path, keys: dict[str, str]) -> Iterator[tuple[Addresses, Server | None]]:
    """Give the addresses of a database: the one in the environment, else one of our own."""
    if given := outside.addresses():
        outside.check(given)
        yield given, None
        return
    server = Server(home, binaries.find(home.parent.parent), password=keys["admin"])
    try:
        server.start()
        yield _own(server, keys), server
    finally:
        server.stop()


def running(home: Path, keys: dict[str, str]) -> Addresses:
    """Return the addresses of the database of a demo that runs."""
    server = Server(home, binaries.find(home.parent.parent), password=keys["admin"])
    return _own(server, keys)


def _own(server: Server, keys: dict[str, str]) -> Addresses:
    named = roles.names()
    passwords = {named.owner: keys["owner"], named.application: keys["application"]}
    grants.give(server.admin, named, passwords=passwords)
    return Addresses(
        *(server.address(role, passwords[role], named.database)
          for role in (named.application, named.owner))
    )  # fmt: skip


def _port() -> int:
    wanted = os.environ.get("PORT") or str(PORT)
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise Trouble(f"PORT={wanted} is no port: choose a number, as in PORT=9000 make demo")
    return int(wanted)


def _announce(site: web.Web, wanted: int) -> None:
    if site.port != wanted:
        say(f"Port {wanted} is taken by something else; {site.port} is free.")
    say(f"\n  Frontdoor is ready: {site.address}\n  Ctrl-C stops it. Its log: {site.log}\n")


def _stay(site: web.Web, server: Server | None, jobs: Sequence[Job]) -> None:
    """Wait. A database that was killed is repaired and started again, and so is what is beside."""
    while site.is_running:
        if server and not server.is_running:
            say("The database stopped by itself; starting it again")
            server.start()
        for job in jobs:
            job.keep_going()
        time.sleep(0.5)
    raise Trouble(f"The web server stopped by itself; {site.log} tells why.")


if __name__ == "__main__":
    sys.exit(spoken(main))
