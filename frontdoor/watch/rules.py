"""Pure decisions about what is noticed, and when the watch itself has stopped."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from frontdoor.watch.vocabulary import NoticeKind

EVERY = timedelta(seconds=30)
# Ours: silence for longer than this must not look like calm.
SILENT = timedelta(minutes=5)


class Whom(NamedTuple):
    """Who is told: a role of the hub, one of its people, or an agency."""

    role: str = ""
    user: int = 0
    agency: int = 0


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing that somebody has to know of: which fact, about what, and for whom.

    `fact` is its name: however often it is found, whoever it is for is told once.
    """

    kind: NoticeKind
    fact: str
    subject: str
    due_at: datetime | None = None
    roles: tuple[str, ...] = ()
    users: tuple[int, ...] = ()
    agencies: tuple[int, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse what nobody would hear of."""
        if not (self.roles or self.users or self.agencies):
            raise ValueError(f"{self.fact} is for nobody")

    @property
    def whom(self) -> tuple[Whom, ...]:
        """Return everybody who has to know of it."""
        roles = (Whom(role=role) for role in self.roles)
        users = (Whom(user=user) for user in self.users)
        return (*roles, *users, *(Whom(agency=each) for each in self.agencies))


def is_silent(last_at: datetime | None, *, at: datetime) -> bool:
    """Tell whether the watch has not gone round for so long that managers have to know."""
    return last_at is None or at - last_at > SILENT
