"""The watch of the demo: runs beside the web server, and is started again when it dies."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from launch import child
from launch.state import CHECKOUT
from launch.voice import say

PATIENCE = 5.0


class Watch:
    """`manage.py watch` as the application role. It keeps nothing that is not in the database."""

    def __init__(self, *, log: Path, env: Mapping[str, str]):
        self.log = log
        self._env = dict(env)
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._started = time.monotonic()
        with open(self.log, "a", encoding="utf-8") as file:
            return child.start(
                [sys.executable, "manage.py", "watch"],
                cwd=CHECKOUT, env=self._env, log=file, farewell=signal.SIGTERM,
            )  # fmt: skip

    @property
    def number(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Tell whether it still goes round."""
        return self._process.poll() is None

    def keep_going(self) -> None:
        """Start it again if it has stopped by itself, but not all the time."""
        if self.is_running or time.monotonic() - self._started < PATIENCE:
            return
        say("The watch over deadlines stopped by itself; starting it again")
        self._process = self._start()

    def stop(self) -> None:
        """Stop it. Whatever it was at is undone by the database, and found again."""
        child.stop(self._process, (signal.SIGTERM, 5))
