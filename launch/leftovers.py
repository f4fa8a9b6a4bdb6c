"""What a killed database leaves behind: processes of its own, and lock files of nobody (ground 6).

A number in `postmaster.pid` proves nothing, for numbers are used again and the dead may linger.
So the process table is asked who works in the data folder.
"""

import os
import signal
import time
from pathlib import Path

from launch.voice import Trouble

ZOMBIE = "Z"


def clear(data: Path, sockets: Path) -> None:
    """End what still works in a data folder without a launcher, and remove its lock files.

    :raises Trouble: when a process will not end.
    """
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if not workers(data):
            break
        _send(workers(data), sign)
        _wait(data, seconds=5)
    if left := workers(data):
        raise Trouble(f"Processes {left} still use {data}: end them, then start again.")
    (data / "postmaster.pid").unlink(missing_ok=True)
    for path in sockets.glob(".s.PGSQL.*"):
        path.unlink(missing_ok=True)


def workers(data: Path) -> list[int]:
    """Return the processes whose folder is the data folder, without the dead among them."""
    return [number for number in _processes() if _folder(number) == data.resolve()]


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _folder(process: int) -> Path | None:
    """Return where a living process works; none for the dead and for those of other people."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return None if state == ZOMBIE else Path(f"/proc/{process}/cwd").readlink()
    except OSError:
        return None


def _send(processes: list[int], sign: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, sign)
        except ProcessLookupError:
            continue


def _wait(data: Path, *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while workers(data) and time.monotonic() < end:
        time.sleep(0.05)
