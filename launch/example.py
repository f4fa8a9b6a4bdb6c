"""`make example`: gives the demo's hubs many invented contacts of two years, to try volume on."""

import os
import sys

from launch import demo, manage, preparing, state
from launch.voice import Trouble, say, spoken

MOST = 5_000_000


def main() -> int:
    """Prepare the demo's database as `make demo` does, fill it, and count the figures."""
    contacts = _contacts()
    with state.alone(state.folder() / state.DEMO_LOCK) as free:
        if not free:
            raise Trouble("`make demo` is running: stop it with Ctrl-C, and start it again after.")
        _fill(contacts)
    say("Ready: `make demo` shows them.")
    return 0


def _contacts() -> int:
    wanted = os.environ.get("CONTACTS", "")
    if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= MOST):
        raise Trouble(f"CONTACTS={wanted} is no number from 1 to {MOST:,}.")
    return int(wanted)


def _fill(contacts: int) -> None:
    home = state.folder() / state.DEMO
    keys = state.known_secrets(home)
    with demo.database(home, keys) as (addresses, server):
        env = manage.environment(addresses, secret_key=keys["secret_key"], FRONTDOOR_DEMO="1")
        stamp = server.data.with_name(f"{server.data.name}.prepared") if server else None
        preparing.demo(addresses, env, stamp=stamp)
        both = {**env, "DATABASE_OWNER_URL": addresses.owner}
        manage.aloud("example_volume", f"--contacts={contacts}", env=both)
        manage.run("refresh_figures", env=env)


if __name__ == "__main__":
    sys.exit(spoken(main))
