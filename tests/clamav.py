"""A clamd on loopback that speaks the published protocol of INSTREAM, and errs as one wants.

It finds a virus where a file holds the word VIRUS. Its ways to fail stand in `WAYS`.
"""

import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

Answer = Callable[[socket.socket, bytes], None]
VIRUS = b"VIRUS"


class Refusal(Exception):
    """What came is not the protocol."""


def honest(link: socket.socket, content: bytes) -> None:
    """Say whether there is a virus."""
    found = b"stream: Test.Virus FOUND\0" if VIRUS in content else b"stream: OK\0"
    link.sendall(found)


def in_pieces(link: socket.socket, content: bytes) -> None:
    """Say it byte by byte."""
    for each in b"stream: OK\0":
        link.sendall(bytes([each]))
        time.sleep(0.001)


def _says(words: bytes) -> Answer:
    return lambda link, _: link.sendall(words)


def silent(link: socket.socket, content: bytes) -> None:
    """Say nothing, and stay."""
    with suppress(OSError):
        link.recv(1)


# Each of them says neither yes nor no.
WAYS: dict[str, Answer] = {
    "hangs up": lambda link, _: None,
    "hangs up in the middle": _says(b"stream: O"),
    "says nothing": silent,
    "says too much": _says(b"x" * 100_000),
    "says something else": _says(b"hello\0"),
    "says yes and more": _says(b"stream: OK but not really\0"),
    "says yes in another case": _says(b"STREAM: ok\0"),
    "says nothing at all": _says(b"\0"),
    "says bytes that are no words": _says(b"\xff\xfe\xfd\0"),
    "says an error": _says(b"INSTREAM: something went wrong. ERROR\0"),
    "is a web server": _says(b"HTTP/1.1 400 Bad Request\r\n\r\n\0"),
}


@contextmanager
def clamd(answer: Answer = honest, *, at: Path | None = None, limit: int = 10**9) -> Iterator[str]:
    """Give the address of a clamd that answers so; it takes files of at most `limit` bytes."""
    door = socket.socket(socket.AF_UNIX if at else socket.AF_INET)
    door.bind(str(at) if at else ("127.0.0.1", 0))
    door.listen()
    server = Thread(target=_serve, args=(door, answer, limit), daemon=True)
    server.start()
    try:
        yield f"unix:{at}" if at else f"tcp:127.0.0.1:{door.getsockname()[1]}"
    finally:
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
        server.join(5)


def _serve(door: socket.socket, answer: Answer, limit: int) -> None:
    while True:
        try:
            link, _ = door.accept()
        except OSError:
            return
        with link, suppress(OSError, Refusal):
            link.settimeout(5)
            _speak(link, answer, limit)


def _speak(link: socket.socket, answer: Answer, limit: int) -> None:
    command = b""
    while not command.endswith(b"\0"):
        command += _exactly(link, 1)
    if command == b"zPING\0":
        link.sendall(b"PONG\0")
        return
    if command != b"zINSTREAM\0":
        raise Refusal(command)
    content = b""
    while length := struct.unpack("!I", _exactly(link, 4))[0]:
        content += _exactly(link, length)
        if len(content) > limit:
            link.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
    answer(link, content)


def _exactly(link: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        more = link.recv(min(length - len(found), 65536))
        if not more:
            raise Refusal("it hung up")
        found += more
    return found
