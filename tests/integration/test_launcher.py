"""The embedded database and the demo's lock, for real: started, killed, repaired."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from launch import binaries, grants, leftovers, roles, sockets, state, web
from launch.postgres import Server
from launch.voice import Trouble

NAMES = roles.Names(owner="an_owner", application="a_guest", database="a_hub")
PASSWORDS = {"an_owner": "own er/@:%", "a_guest": "it's a guest"}
READY = re.compile(r"Frontdoor is ready: (\S+)")
PREPARING = "Preparing the database"
LAUNCHER = """
import sys, time
from pathlib import Path
from launch import binaries, state
from launch.postgres import Server

home = Path(sys.argv[1])
server = Server(home, binaries.find(state.folder().parent), password="admin's own", durable=False)
server.start()
print(server.number, flush=True)
time.sleep(60)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with spaces in its name, which the database's own account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="frontdoor's test folder "))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def programs() -> binaries.Binaries:
    return binaries.find(state.folder().parent)


@pytest.fixture
def server(home: Path, programs: binaries.Binaries) -> Iterator[Server]:
    yield from _served(home, programs, durable=False)


@pytest.fixture
def durable_server(home: Path, programs: binaries.Binaries) -> Iterator[Server]:
    yield from _served(home, programs, durable=True)


def _served(home: Path, programs: binaries.Binaries, *, durable: bool) -> Iterator[Server]:
    made = Server(home, programs, password="admin's own", durable=durable)
    made.start()
    yield made
    made.stop()


def test_the_application_signs_in_by_password_and_owns_nothing(server: Server) -> None:
    grants.give(server.admin, NAMES, passwords=PASSWORDS)

    with psycopg.connect(_guest(server)) as connection:
        can = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " has_schema_privilege('public', 'CREATE'), has_database_privilege(%s, 'TEMPORARY')"
            " FROM pg_roles WHERE rolname = current_user",
            [NAMES.database],
        ).fetchone()

    assert can == (False,) * 6


def test_a_wrong_password_is_refused_although_the_socket_is_ours(server: Server) -> None:
    grants.give(server.admin, NAMES, passwords=PASSWORDS)

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.address(NAMES.application, "a guess", NAMES.database))


def test_what_the_owner_makes_the_application_may_use_but_not_empty(server: Server) -> None:
    grants.give(server.admin, NAMES, passwords=PASSWORDS)
    owner = server.address(NAMES.owner, PASSWORDS[NAMES.owner], NAMES.database)
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE a_note (id bigserial, words text)")

    with psycopg.connect(_guest(server), autocommit=True) as connection:
        connection.execute("INSERT INTO a_note (words) VALUES ('kept')")
        for forbidden in ("TRUNCATE a_note", "DROP TABLE a_note", "CREATE TABLE mine ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden.encode())
        assert connection.execute("SELECT words FROM a_note").fetchall() == [("kept",)]


def test_a_database_that_was_killed_starts_again_with_what_it_held(durable_server: Server) -> None:
    server = durable_server
    grants.give(server.admin, NAMES, passwords=PASSWORDS)
    assert server.number
    os.kill(server.number, signal.SIGKILL)
    _wait_until(lambda: not server.is_running)
    assert (server.data / "postmaster.pid").exists()

    server.start()

    with psycopg.connect(_guest(server)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_lock_file_with_the_number_of_a_stranger_is_no_obstacle(server: Server) -> None:
    server.stop()
    lock = f"{os.getpid()}\n{server.data}\n1\n5432\n{server.sockets}\n\n  1 1\nready\n"
    for path in (server.data / "postmaster.pid", server.sockets / ".s.PGSQL.5432.lock"):
        path.write_text(lock)

    server.start()

    assert leftovers.workers(server.data)


def test_the_database_ends_by_itself_when_its_launcher_is_killed(
    home: Path, programs: binaries.Binaries
) -> None:
    data = home / f"data-{programs.major}"
    command = [sys.executable, "-c", LAUNCHER, str(home)]
    launcher = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
    assert launcher.stdout
    launcher.stdout.readline()
    assert leftovers.workers(data)

    launcher.kill()
    launcher.communicate()

    _wait_until(lambda: not leftovers.workers(data))


def test_a_path_too_long_for_a_socket_gets_a_short_one(
    home: Path, programs: binaries.Binaries
) -> None:
    deep = home / ("a long name, and a comma " * 5).strip()
    deep.mkdir(mode=0o711)
    deep.chmod(0o711)
    server = Server(deep, programs, password="admin's own", durable=False)
    server.start()

    try:
        grants.give(server.admin, NAMES, passwords=PASSWORDS)
        psycopg.connect(_guest(server)).close()
        assert sockets.fits(server.sockets)
        assert deep not in server.sockets.parents
    finally:
        server.stop()
        shutil.rmtree(server.sockets)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has an account to lend")
def test_root_lends_the_database_an_account_that_nobody_else_uses(server: Server) -> None:
    owner = server.data.stat().st_uid

    assert owner not in {0, 65534}
    assert server.data.stat().st_mode & 0o077 == 0


def test_the_demo_serves_stops_cleanly_and_prepares_its_database_once(
    home: Path,
) -> None:
    first = _demo(home)
    made = _words_until_ready(first)
    address = _address(made[-1])
    assert _answers(address)
    _interrupt(first)

    second = _demo(home)
    again = _words_until_ready(second)
    _interrupt(second)

    assert any(PREPARING in line for line in made)
    assert not any(PREPARING in line for line in again)
    assert not _answers(_address(again[-1]))
    assert not list(home.glob("*/demo/data-*/postmaster.pid"))
    web_log = next(home.glob("*/demo/web.log"))
    assert "Shutting down" in web_log.read_text()


def test_a_second_start_beside_the_first_tells_where_it_is(home: Path) -> None:
    place = home / state.digest(state.CHECKOUT)
    (place / "demo").mkdir(parents=True)
    with state.alone(place / "demo.lock") as first:
        assert first
        (place / "demo" / "running.json").write_text(
            json.dumps({"address": "http://127.0.0.1:8123/"})
        )
        second = subprocess.run(
            [sys.executable, "-m", "launch.demo"],
            env={**os.environ, "FRONTDOOR_STATE": str(home)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert second.stdout == "Frontdoor runs already: http://127.0.0.1:8123/\n"
    assert second.returncode == 0


def test_the_demo_is_not_removed_while_it_runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_STATE", str(home))
    place = state.folder()

    with state.alone(place / "demo.lock"), pytest.raises(Trouble, match="is running"):
        state.remove()
    assert (place / "demo").exists()
    state.remove()

    assert not (place / "demo").exists()


def test_a_port_that_is_taken_leads_to_the_next_free_one() -> None:
    with web.listen(8000) as taken:
        port = taken.getsockname()[1]

        with web.listen(port) as other:
            assert other.getsockname()[1] > port


def test_secrets_are_invented_once_and_for_their_owner_alone(home: Path) -> None:
    first = state.known_secrets(home)

    assert state.known_secrets(home) == first
    assert len(set(first.values())) == len(state.SECRETS)
    assert (home / "secrets.json").stat().st_mode & 0o077 == 0


def _demo(home: Path) -> "subprocess.Popen[str]":
    left_out = {"DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE"}
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.Popen(
        [sys.executable, "-m", "launch.demo"],
        env={**env, "FRONTDOOR_STATE": str(home), "PORT": "8200"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def _words_until_ready(demo: "subprocess.Popen[str]") -> list[str]:
    """Return what the demo says until it announces its address in one clear line."""
    said = []
    for line in demo.stdout or ():
        said.append(line)
        if READY.search(line):
            return said
    raise AssertionError("".join(said))


def _address(line: str) -> str:
    found = READY.search(line)
    assert found is not None, line
    return found.group(1)


def _interrupt(demo: "subprocess.Popen[str]") -> None:
    demo.send_signal(signal.SIGINT)
    said, _ = demo.communicate(timeout=30)
    assert demo.returncode == 0, said


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=10).close()  # noqa: S310
    except urllib.error.URLError:
        return False
    return True


def _guest(server: Server) -> str:
    return server.address(NAMES.application, PASSWORDS[NAMES.application], NAMES.database)


def _wait_until(true: Callable[[], bool], *, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not come true in time."
        time.sleep(0.02)
