"""Children of the launcher that end when it ends, even when it is killed."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from launch.account import Account

PR_SET_PDEATHSIG = 1


def start(
    words: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: IO[str],
    farewell: signal.Signals,
    account: Account | None = None,
    pass_fds: Sequence[int] = (),
) -> "subprocess.Popen[bytes]":
    """Start a child in a session of its own, so that Ctrl-C reaches the launcher alone.

    When the launcher dies, the system sends the child `farewell` (ground 5).
    """
    return subprocess.Popen(
        words,
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        pass_fds=pass_fds,
        preexec_fn=_tied_to(os.getpid(), farewell),  # noqa: PLW1509 (the launcher has one thread)
        **(account.drop if account else {}),
    )


def _tied_to(parent: int, farewell: signal.Signals) -> Callable[[], None]:
    prctl = getattr(ctypes.CDLL(None), "prctl", None)

    def tie() -> None:
        if prctl:
            prctl(PR_SET_PDEATHSIG, int(farewell))
        if os.getppid() != parent:
            os._exit(1)  # The launcher died before the knot was tied.

    return tie


def stop(child: "subprocess.Popen[bytes]", *steps: tuple[signal.Signals, float]) -> None:
    """Ask a child to end, each time less politely, and wait until it has."""
    for sign, patience in steps:
        if child.poll() is not None:
            return
        child.send_signal(sign)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    if child.poll() is None:
        child.kill()
        child.wait()
