"""What runs beside the web server of the demo, and is started again when it dies."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from launch import child
from launch.state import CHECKOUT
from launch.voice import say

PATIENCE = 5.0


class Job:
    """A command of manage.py that goes on and on, as the application role."""

    def __init__(
        self,
        command: str,
        what: str,
        *,
        words: Sequence[str] = (),
        log: Path,
        env: Mapping[str, str],
    ):
        self.log = log
        self._command, self._what = (command, *words), what
        self._env = dict(env)
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._started = time.monotonic()
        with open(self.log, "a", encoding="utf-8") as file:
            return child.start(
                [sys.executable, "manage.py", *self._command],
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
        say(f"{self._what} stopped by itself; starting it again")
        self._process = self._start()

    def stop(self) -> None:
        """Stop it. Whatever it was at is undone by the database, and found again."""
        child.stop(self._process, (signal.SIGTERM, 5))
