"""Brings a database to what the program needs: tables, hubs, and in the demo invented cases."""

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

from launch import manage
from launch.manage import Addresses
from launch.state import CHECKOUT
from launch.voice import say

SHAPES = (
    "frontdoor/**/*.py",
    "frontdoor/**/*.sql",
    "config/*.py",
    "launch/roles.py",
    "packs/**/*.toml",
)
LISTS = ("requirements/run.txt",)
# Pages shape no table.
WITHOUT = ("frontdoor/web/", "frontdoor/api/")


def fingerprint() -> str:
    """Return a name of all that decides what a fresh database holds."""
    seen = hashlib.sha256()
    for path in sorted({path for shape in (*SHAPES, *LISTS) for path in CHECKOUT.glob(shape)}):
        place = path.relative_to(CHECKOUT).as_posix()
        if not place.startswith(WITHOUT):
            seen.update(f"{place}\0".encode() + path.read_bytes() + b"\0")
    return seen.hexdigest()


def tables(addresses: Addresses, env: Mapping[str, str]) -> None:
    """Migrate as the owner, load packs and hubs, and take back what the application may not do."""
    owner = manage.as_owner(env, addresses)
    manage.run("migrate", "--no-input", "--verbosity=0", env=owner)
    manage.run("set_up", env=owner)


def demo(addresses: Addresses, env: Mapping[str, str], *, stamp: Path | None) -> None:
    """Prepare the demo's database; with a stamp that is current, there is nothing to do."""
    wanted = fingerprint()
    if stamp and stamp.exists() and stamp.read_text() == wanted:
        return
    began = time.monotonic()
    say("Preparing the database: tables, hubs and invented cases")
    tables(addresses, env)
    # Through the wall, as people would enter them; the owner only multiplies (ground 25).
    manage.run("example_data", env={**env, "DATABASE_OWNER_URL": addresses.owner})
    manage.run("refresh_figures", env=env)
    if stamp:
        stamp.write_text(wanted)
    say(f"The database is ready after {time.monotonic() - began:.0f} seconds")
