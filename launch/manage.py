"""Runs Django's commands for the launcher: as the owner where tables change."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from config import database
from launch.state import CHECKOUT
from launch.voice import Trouble


@dataclass(frozen=True)
class Addresses:
    """The two ways into one database."""

    application: str
    owner: str


def environment(addresses: Addresses, *, secret_key: str, **more: str) -> dict[str, str]:
    """Return what the settings read, for the application role. The owner's address is left out."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": addresses.application,
        "FRONTDOOR_APPLICATION_ROLE": _role(addresses.application),
        "FRONTDOOR_OWNER_ROLE": _role(addresses.owner),
        "FRONTDOOR_SECRET_KEY": secret_key,
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def as_owner(env: Mapping[str, str], addresses: Addresses) -> dict[str, str]:
    """Return the same for the owner, who migrates (ground 10)."""
    return {**env, "DATABASE_URL": addresses.owner}


def _role(address: str) -> str:
    try:
        return str(database.parse(address)["USER"])
    except database.Unusable as unusable:
        raise Trouble(str(unusable)) from None


def aloud(*words: str, env: Mapping[str, str]) -> None:
    """Run one command of manage.py and let it speak to whoever waits.

    :raises Trouble: when it fails; it has said why.
    """
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=CHECKOUT, env=dict(env), check=False
    )
    if done.returncode:
        raise Trouble(f"`manage.py {' '.join(words)}` did not work.")


def run(*words: str, env: Mapping[str, str]) -> None:
    """Run one command of manage.py; it speaks only when it fails.

    :raises Trouble: when it fails, with the end of what it said.
    """
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=CHECKOUT, env=dict(env), text=True, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-25:])
        raise Trouble(f"`manage.py {' '.join(words)}` did not work. It said:\n\n{said}")
