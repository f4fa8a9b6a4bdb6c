"""`make bench`: runs measurements of bench/ on a database that is as careful as a real one."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from launch import disposable, grants, manage, preparing, roles, state
from launch.address import change
from launch.manage import Addresses
from launch.state import CHECKOUT
from launch.voice import say, spoken

SERVER = "FRONTDOOR_BENCH_SERVER"


def modules() -> list[str]:
    """Return the measurements: modules of bench/ with a `main`."""
    found = sorted((CHECKOUT / "bench").glob("*.py"))
    return [path.stem for path in found if "def main(" in path.read_text(encoding="utf-8")]


@contextmanager
def _environment() -> Iterator[dict[str, str]]:
    """Give what the settings read, for a database that was just migrated."""
    with disposable.admin_address(durable=True) as admin:
        grants.forget(admin, "frontdoor_bench")
        yield database("frontdoor_bench", admin=admin)


def database(name: str, *, admin: str) -> dict[str, str]:
    """Return what the settings read for a database on that server, made if need be, and migrated.

    A measurement that needs databases of its own finds the server's address in it.
    """
    keys = state.known_secrets(state.folder())
    named = replace(roles.names(), database=name)
    passwords = {named.owner: keys["owner"], named.application: keys["application"]}
    grants.give(admin, named, passwords=passwords)
    application, owner = (
        change(admin, database=name, user=role, password=passwords[role])
        for role in (named.application, named.owner)
    )
    addresses = Addresses(application=application, owner=owner)
    env = manage.environment(addresses, secret_key=keys["secret_key"], FRONTDOOR_DEMO="1")
    preparing.tables(addresses, env)
    return {**env, "DATABASE_OWNER_URL": owner, SERVER: admin}


def main() -> int:
    """Run them one after another: beside each other they would disturb what they measure."""
    (CHECKOUT / "bench" / "results").mkdir(exist_ok=True)
    failed = []
    with _environment() as env:
        for name in sys.argv[1:] or modules():
            say(f"\n{name.replace('_', ' ')}")
            if subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=CHECKOUT, env=env,
                              check=False).returncode:  # fmt: skip
                failed.append(name)
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nThe figures are in bench/results")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(spoken(main))
