"""Whoever else the program speaks with goes, is slow, or talks nonsense, for real (R2)."""

import json
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from frontdoor.casework.papers.vocabulary import Kind
from frontdoor.connectors import sandbox
from frontdoor.kernel.refusal import Refused
from frontdoor.web.sign_in import provider
from tests import make
from tests.pages import text

pytestmark = pytest.mark.django_db

Speaks = Callable[[socket.socket], None]
LETTER = b"Dear hub, Robin has come without a coat."


def _says(words: bytes) -> Speaks:
    return lambda link: link.sendall(words)


def _answer(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _drips(link: socket.socket) -> None:
    """Say one letter after another, each in time, and come to no end."""
    with suppress(OSError):
        link.sendall(_answer(b" " * 900_000)[:-900_000])
        for _ in range(200):
            link.sendall(b" ")
            time.sleep(0.05)


ODD = {
    "is no web server": _says(b"220 mail.example.org ESMTP\r\n"),
    "hangs up": lambda link: None,
    "hangs up in the middle": _says(_answer(b'{"issuer": "x"}' + b" " * 900)[:120]),
    "says too long a line": _says(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000),
    "says bytes that are no words": _says(_answer(b"\xff\xfe\x00")),
    "says a list": _says(_answer(b"[1, 2]")),
    "says boxes in boxes": _says(_answer(b"[" * 100_000)),
    "drips": _drips,
}


@contextmanager
def _speaking(speaks: Speaks) -> Iterator[str]:
    """Give the address of a server that speaks so to whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    link, _ = door.accept()
                    with link, suppress(OSError):
                        link.recv(65536)
                        speaks(link)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("way", ODD)
def test_a_provider_that_talks_nonsense_signs_nobody_in_and_keeps_nobody_waiting(
    way: str, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.hub()
    monkeypatch.setattr(provider, "PATIENCE", 1)
    monkeypatch.setattr(provider, "_told_by", provider._Kept())
    with _speaking(ODD[way]) as address:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = address, "us", "secret"
        begun = time.monotonic()

        answer = client.get("/sign-in/single/")

    assert time.monotonic() - begun < 5
    assert answer.status_code == 403
    assert "sign" in text(answer)
    assert "Go to your work" in text(answer)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"authorization_endpoint": 7},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_tells_half_of_itself_sends_nobody_anywhere(
    told: dict[str, object], client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.hub()
    monkeypatch.setattr(provider, "_told_by", provider._Kept())
    said: dict[str, object] = {}
    with _speaking(lambda link: link.sendall(_answer(json.dumps(said).encode()))) as address:
        said |= {"issuer": address, **told}
        settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = address, "us", "secret"

        answer = client.get("/sign-in/single/")

    assert answer.status_code == 403
    assert "could not be used" in text(answer)


@pytest.mark.parametrize("keys", [{}, {"keys": 5}, {"keys": [1]}, {"keys": [{"kid": "a"}]}])
def test_keys_that_are_none_open_nothing(
    keys: dict[str, object], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "_told_by", provider._Kept())
    token = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.e30.c2lnbmVk"
    with _speaking(lambda link: link.sendall(_answer(json.dumps(keys).encode()))) as address:
        settings.OIDC_ISSUER = address
        with pytest.raises(Refused, match="could not be used"):
            provider._checked(token, keys=f"{address}/keys")


# --- The child that reads files ---


def _readers() -> set[int]:
    """Return the children that read a file just now, and have begun to."""
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    children = {each for path in found for each in path.read_text().split()}
    return {int(each) for each in children if _is_reader(Path(f"/proc/{each}/cmdline"))}


def _is_reader(words: Path) -> bool:
    with suppress(OSError):
        return b"reader.main" in words.read_bytes()
    return False


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGSTOP])
def test_a_child_that_is_killed_or_stands_still_leaves_the_file_unread(
    by: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "WALL", 1.0)
    found: set[int] = set()

    def strike() -> None:
        end = time.monotonic() + 10
        while not found and time.monotonic() < end:
            time.sleep(0.002)
            found.update(_readers())
        for child in found:
            os.kill(child, by)

    striker = threading.Thread(target=strike)
    striker.start()

    read = sandbox.read(Kind.TXT, LETTER)

    striker.join(20)
    assert found
    assert (read.text, read.why_not) == ("", sandbox.UNREAD)


def test_where_no_child_can_be_made_the_file_is_kept_unread() -> None:
    """The process may open no more files: no memory for the file, and no child."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        read = sandbox.read(Kind.TXT, LETTER)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert (read.text, read.why_not) == ("", sandbox.UNREAD)
    assert sandbox.read(Kind.TXT, LETTER).text == LETTER.decode()
