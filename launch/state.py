"""Where the launcher keeps what outlives it: one folder for each checkout, outside of it.

Outside, because a copied checkout must not copy a running database, and because root lends the
database an account that may be unable to enter the checkout.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from launch import account
from launch.voice import Trouble, say, spoken

CHECKOUT = Path(__file__).resolve().parent.parent
DEMO, DEMO_LOCK = "demo", "demo.lock"
SECRETS = ("secret_key", "admin", "owner", "application")


def digest(path: Path) -> str:
    """Return the short name of a checkout, the same at every start."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def folder() -> Path:
    """Return the folder of this checkout's state, made if need be; FRONTDOOR_STATE overrides.

    :raises Trouble: when no place for it can be written, or the database could not enter it.
    """
    tried = []
    for parent in _parents():
        place = parent / digest(CHECKOUT)
        try:
            return _made(place)
        except OSError as error:
            tried.append(f"{place}: {error.strerror}")
    raise Trouble(
        "There is no place to keep the database:\n  " + "\n  ".join(tried) + "\n"
        "Name a folder of your own: FRONTDOOR_STATE=/path/to/folder make demo"
    )


def _parents() -> list[Path]:
    if named := os.environ.get("FRONTDOOR_STATE"):
        return [Path(named).expanduser().absolute()]
    if account.is_root():
        return [Path("/var/lib/frontdoor"), Path("/var/tmp/frontdoor")]  # noqa: S108  # nosec B108  # Refused unless it is root’s own.
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return [Path(state) / "frontdoor", CHECKOUT / ".frontdoor"]


def _made(place: Path) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    if place.stat().st_uid != os.geteuid():
        raise Trouble(f"{place} belongs to somebody else: remove it, or set FRONTDOOR_STATE.")
    # Root's database runs under an account that must pass through here, but not look around.
    mode = 0o711 if account.is_root() else 0o700
    for path in (place.parent, place) if place.parent.name == "frontdoor" else (place,):
        path.chmod(mode)
    (place / DEMO).mkdir(exist_ok=True)
    (place / DEMO).chmod(mode)
    if account.is_root() and not account.everybody_may_enter(place):
        raise Trouble(
            f"PostgreSQL does not run as root, and no other account may enter {place}.\n"
            "Name a folder that everybody may enter: FRONTDOOR_STATE=/var/lib/frontdoor make demo"
        )
    (place / "checkout").write_text(f"{CHECKOUT}\n", encoding="utf-8")
    return place


def keep(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def known_secrets(home: Path) -> dict[str, str]:
    """Return the keys and passwords of a state folder, invented once and kept for good."""
    path = home / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in SECRETS if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(48) for name in missing}
        keep(path, json.dumps(known))
    return known


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold a lock while inside; say whether it was to be had. A killed holder lets go of it."""
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def remove(*, everything: bool = False) -> None:
    """Remove the demo's database, keys and logs; with `everything`, those of the tests as well.

    :raises Trouble: when one of them is in use.
    """
    home = folder()
    with ExitStack() as held:
        for lock in home.glob("*.lock") if everything else [home / DEMO_LOCK]:
            if not held.enter_context(alone(lock)):
                raise Trouble(f"The {lock.stem} is running: stop it first, with Ctrl-C.")
        shutil.rmtree(home if everything else home / DEMO, ignore_errors=True)
    say(f"Removed {home if everything else home / DEMO}")


def main() -> int:
    """Remove what is asked for."""
    remove(everything="everything" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
