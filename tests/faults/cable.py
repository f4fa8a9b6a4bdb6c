"""A cable between the program and its database, that is watched, pulled out and put in again.

It knows nothing of SQL but where it passes by: something is done at the moment in which the
program sends a statement, and before the database has it.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.db import connections

from tests.database import Copy

Link = tuple[socket.socket, socket.socket]
PIECE = 65536


@dataclass
class Cable:
    """What lies between; `there` is the socket on which the real database listens."""

    there: str
    links: list[Link] = field(default_factory=list)
    is_in: bool = True
    passed: int = 0
    _mark: bytes = b""
    _do: Callable[[], None] = lambda: None
    _swallows: bool = False

    def at(self, mark: bytes, do: Callable[[], None]) -> None:
        """Do something once, when a statement with these words comes by."""
        self._mark, self._do = mark, do

    def pull(self) -> None:
        """Cut every link. No other one is made until the cable is put in."""
        self.is_in = False
        self._cut()

    def cut(self) -> None:
        """Cut every link; whoever connects again is let through."""
        self._cut()

    def swallow(self) -> None:
        """Let this one statement reach the database, and no answer come back."""
        self._swallows = True

    def put_in(self) -> None:
        """Let everything through again."""
        self.is_in, self._mark, self._swallows = True, b"", False

    def _cut(self) -> None:
        for link in self.links:
            for end in link:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self.links.clear()

    def serve(self, door: socket.socket) -> None:
        """Let in whoever comes, until the door is shut."""
        while True:
            try:
                here, _ = door.accept()
            except OSError:
                return
            if not self.is_in:
                here.close()
                continue
            there = socket.socket(socket.AF_UNIX)
            there.connect(self.there)
            self.links.append((here, there))
            for way in (self._up, self._down):
                threading.Thread(target=way, args=(here, there), daemon=True).start()

    def _up(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while said := here.recv(PIECE):
                if self._mark and self._mark in said:
                    self._mark, do = b"", self._do
                    self.passed += 1
                    do()
                there.sendall(said)
        there.close()

    def _down(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while said := there.recv(PIECE):
                if self._swallows:
                    self._swallows = False
                    break
                here.sendall(said)
            here.shutdown(socket.SHUT_RDWR)
        here.close()


@contextmanager
def laid(copy: Copy, **options: str) -> Iterator[Cable]:
    """Let the program reach its database through a cable for a while, with options of its own."""
    entry = connections.databases["default"]
    cable = Cable(f"{entry['HOST']}/.s.PGSQL.{entry['PORT']}")
    kept = entry["OPTIONS"]
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=cable.serve, args=(door,), daemon=True).start()
        connections.close_all()
        entry.update(HOST="127.0.0.1", PORT=str(door.getsockname()[1]))
        entry["OPTIONS"] = {**kept, **options, "sslmode": "disable", "gssencmode": "disable"}
        try:
            yield cable
        finally:
            connections.close_all()
            entry["OPTIONS"] = kept
            copy.use()
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            cable.pull()
