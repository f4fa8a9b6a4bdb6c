"""Which system account PostgreSQL runs under. It refuses root, so root lends it a private one."""

import grp
import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

# Between the accounts that systems give to people and those that containers may not have.
FIRST, LAST = 64200, 64999


class Drop(TypedDict, total=False):
    """The words of `subprocess.Popen` that let a child run under another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user and group by number. It needs no entry in the list of users."""

    uid: int
    gid: int

    @property
    def drop(self) -> Drop:
        """Return what starts a child under this account; nothing when it is one's own."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Make everything from `path` downwards belong to this account."""
        for place in (path, *path.rglob("*")):
            os.chown(place, self.uid, self.gid, follow_symlinks=False)


def is_root() -> bool:
    """Tell whether the launcher runs as root."""
    return os.geteuid() == 0


def of(folder: Path) -> Account:
    """Return the account that a folder belongs to."""
    found = folder.stat()
    return Account(found.st_uid, found.st_gid)


def for_setting_up() -> Account:
    """Return whom initdb may run as: it looks itself up in the list of users."""
    if not is_root():
        return Account(os.geteuid(), os.getegid())
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def private(seed: int) -> Account:
    """Return an account that nobody else uses, so that only this database can read its files."""
    if not is_root():
        return Account(os.geteuid(), os.getegid())
    span = LAST - FIRST + 1
    taken = {user.pw_uid for user in pwd.getpwall()} | {group.gr_gid for group in grp.getgrall()}
    for step in range(span):
        number = FIRST + (seed + step) % span
        if number not in taken:
            return Account(number, number)
    return for_setting_up()


def everybody_may_enter(folder: Path) -> bool:
    """Tell whether an account that owns nothing here could reach into a folder."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))
