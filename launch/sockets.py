"""The folder in which the database's socket stands: a short path without a comma (ground 4)."""

import os
import stat
import tempfile
from pathlib import Path

from launch import account, state
from launch.account import Account
from launch.voice import Trouble

PORT = 5432
LONGEST = 107


def fits(folder: Path) -> bool:
    """Tell whether PostgreSQL can make its socket in a folder."""
    return len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= LONGEST and "," not in str(folder)


def folder(home: Path, owner: Account) -> Path:
    """Return the socket's folder for a database kept at `home`, made if need be, and safe.

    :raises Trouble: when somebody else has taken its place in the temporary directory.
    """
    place = home / "run"
    if not fits(place):
        place = Path(tempfile.gettempdir()) / f"frontdoor-{owner.uid}-{state.digest(home)}"
    if not fits(place):
        place = Path("/tmp") / place.name  # noqa: S108  # nosec B108  # Looked at below.
    try:
        place.mkdir(mode=0o700)
        os.chown(place, owner.uid, owner.gid)
    except FileExistsError:
        pass
    _look_at(place, owner)
    return place


def _look_at(place: Path, owner: Account) -> None:
    """Make sure that the folder is ours: the temporary directory is open to everybody."""
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner.uid, os.geteuid()}:
        raise Trouble(f"{place} is not ours: remove it, or set TMPDIR to a folder of your own.")
    if found.st_uid != owner.uid and account.is_root():
        os.chown(place, owner.uid, owner.gid)
    if stat.S_IMODE(found.st_mode) != 0o700:
        place.chmod(0o700)
