"""`make verify-history`: checks all of sealed history, of the demo or of one's own database."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import demo, manage, outside, state
from launch.manage import Addresses
from launch.voice import spoken


def main() -> int:
    """Check, and say what was found; the demo's server is started where it does not run.

    :raises Trouble: when history is not whole, or cannot be checked.
    """
    home = state.folder() / state.DEMO
    keys = state.known_secrets(home)
    with _addresses(home, keys) as addresses:
        env = manage.environment(addresses, secret_key=keys["secret_key"])
        kept = os.environ.get("CHECKPOINTS")
        words = [f"--checkpoints={Path(kept).absolute()}"] if kept else []
        manage.aloud("verify_history", *words, env={**demo.sealing(env, home), **_given()})
    return 0


def _given() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("FRONTDOOR_SEAL_")}


@contextmanager
def _addresses(home: Path, keys: dict[str, str]) -> Iterator[Addresses]:
    if given := outside.addresses():
        yield given
        return
    with state.alone(state.folder() / state.DEMO_LOCK) as free:
        if not free:
            yield demo.running(home, keys)
            return
        with demo.database(home, keys) as (addresses, _):
            yield addresses


if __name__ == "__main__":
    sys.exit(spoken(main))
