"""The web server of the demo: gunicorn on loopback, as the application role."""

import contextlib
import http.client
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from launch import child
from launch.state import CHECKOUT
from launch.voice import Trouble

LOOPBACK = "127.0.0.1"
TRIES = 50
START = 60.0


def listen(wanted: int) -> socket.socket:
    """Return a listening socket on the wanted port, or on the next one that is free.

    :raises Trouble: when none of the next fifty is.
    """
    for port in range(wanted, wanted + TRIES):
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((LOOPBACK, port))
            door.listen(64)
        except (OSError, OverflowError):
            door.close()
            continue
        return door
    raise Trouble(f"No port from {wanted} to {wanted + TRIES - 1} is free: choose with PORT=9000")


class Web:
    """Gunicorn, given a socket that listens already, so that no other can take its port."""

    def __init__(self, door: socket.socket, *, log: Path, env: Mapping[str, str]):
        self.port: int = door.getsockname()[1]
        self.log = log
        with open(log, "w", encoding="utf-8") as file:
            self._process: subprocess.Popen[bytes] = child.start(
                [
                    sys.executable, "-m", "gunicorn", "config.wsgi",
                    f"--bind=fd://{door.fileno()}", "--workers=2", "--threads=4",
                    "--graceful-timeout=5", "--no-control-socket",
                ],
                cwd=CHECKOUT, env=env, log=file, farewell=signal.SIGTERM,
                pass_fds=[door.fileno()],
            )  # fmt: skip
        door.close()

    @property
    def address(self) -> str:
        """Return where a browser finds it."""
        return f"http://{LOOPBACK}:{self.port}/"

    @property
    def is_running(self) -> bool:
        """Tell whether the server still runs."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait for the first page.

        :raises Trouble: when it does not come, or is a fault of the server.
        """
        end = time.monotonic() + START
        while self.is_running and time.monotonic() < end:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self._status() < 500:
                    return
                break
            time.sleep(0.1)
        self.stop()
        raise Trouble(f"The web server did not start. It said:\n\n{self._said()}")

    def _status(self) -> int:
        """Return the answer to the first page, or to the page that it leads to."""
        plain = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with plain.open(self.address, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return refusal.code

    def stop(self) -> None:
        """Let requests in hand finish for a few seconds, then stop."""
        child.stop(self._process, (signal.SIGTERM, 8), (signal.SIGQUIT, 2))

    def _said(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-25:])
