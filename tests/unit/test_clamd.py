"""The check for viruses says yes or no in its own words; anything else is no check at all."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdoor.casework.papers.vocabulary import Verdict
from frontdoor.connectors import clamd
from tests import clamav

LARGE = bytes(range(256)) * 4_000  # A million bytes: more than one piece.


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait no longer than a test does."""
    monkeypatch.setattr(clamd, "WHOLE", 0.5)


@pytest.mark.parametrize("content", [b"x", LARGE])
def test_a_clean_file_is_clean_and_a_virus_has_its_name(content: bytes) -> None:
    with clamav.clamd() as address:
        clean = clamd.scan(content, address=address)
        infected = clamd.scan(content + clamav.VIRUS, address=address)

    assert clean.verdict == Verdict.CLEAN
    assert (infected.verdict, infected.virus) == (Verdict.INFECTED, "Test.Virus")


def test_it_is_asked_over_a_socket_of_the_machine_as_well(tmp_path: Path) -> None:
    with clamav.clamd(at=tmp_path / "ctl") as address:
        assert clamd.scan(b"x", address=address).verdict == Verdict.CLEAN
        assert clamd.answers(address=address)


def test_an_answer_that_comes_in_pieces_is_one_answer() -> None:
    with clamav.clamd(clamav.in_pieces) as address:
        assert clamd.scan(b"x", address=address).verdict == Verdict.CLEAN


@pytest.mark.parametrize("way", clamav.WAYS)
def test_whatever_else_is_said_is_no_check(way: str, impatient: None) -> None:
    with clamav.clamd(clamav.WAYS[way]) as address:
        said = clamd.scan(LARGE, address=address)

    assert said.verdict == Verdict.NOT_CHECKED
    assert said.why.endswith(".")


def test_what_is_too_large_for_it_is_told(impatient: None) -> None:
    with clamav.clamd(limit=1_000) as address:
        said = clamd.scan(LARGE, address=address)

    # It hangs up while we still speak: then its words may be lost on the way, and never a "no".
    assert said.verdict == Verdict.NOT_CHECKED


@pytest.mark.parametrize(
    "address",
    ["unix:/nowhere/ctl", "tcp:127.0.0.1:1", "tcp:nowhere", "tcp::", "http://127.0.0.1", "/run/x"],
)
def test_where_nobody_listens_there_is_no_check(address: str) -> None:
    assert clamd.scan(b"x", address=address).verdict == Verdict.NOT_CHECKED
    assert not clamd.answers(address=address)


def test_where_none_is_set_up_that_is_said() -> None:
    said = clamd.scan(b"x", address="")

    assert (said.verdict, said.why) == (Verdict.NOT_CHECKED, clamd.NOT_SET_UP)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the clamd of this machine, which knows one signature of ours."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if program is None:
        pytest.skip("clamd is not installed: apt install clamav-daemon")
    home = tmp_path_factory.mktemp("clamd")
    (home / "own.ndb").write_text(f"Own.Test:0:*:{b'VIRUS-OF-OURS'.hex()}\n", encoding="ascii")
    (home / "clamd.conf").write_text(
        f"DatabaseDirectory {home}\nLocalSocket {home}/ctl\nForeground yes\nLogFile {home}/log\n"
        f"TemporaryDirectory {home}\n",
        encoding="ascii",
    )
    server = subprocess.Popen(  # noqa: S603  The program of this machine, and a file of ours.
        [program, "--config-file", str(home / "clamd.conf")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"unix:{home}/ctl"
        for _ in range(300):
            if clamd.answers(address=address):
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def test_the_real_clamd_says_the_same(real: str) -> None:
    clean = clamd.scan(LARGE, address=real)
    infected = clamd.scan(b"before VIRUS-OF-OURS after", address=real)

    assert clean.verdict == Verdict.CLEAN
    assert infected.verdict == Verdict.INFECTED
    assert infected.virus.startswith("Own.Test")
