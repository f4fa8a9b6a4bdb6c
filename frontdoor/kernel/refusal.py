"""The ways in which something is not done, each with words for a person."""

from collections.abc import Sequence


class Refused(Exception):
    """You may see this, but not do that now. Carries the sentence that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Invalid(Refused):
    """A value cannot be taken. Names the field, so that the page can show it there."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


class Stale(Refused):
    """Somebody changed the record since you looked. Carries its reference and what you had seen."""

    def __init__(self, reference: str, *, seen: int, now: int) -> None:
        super().__init__("Somebody changed this while you were working on it.")
        self.reference = reference
        self.seen = seen
        self.now = now


class Taken(Refused):
    """Somebody else did it first, elsewhere. Carries the sentence that says where it is now."""


class Unknown(Exception):
    """There is none, or none that you may know of: one answer for both."""


def refuse_if(reason: str) -> None:
    """Raise the reason, if there is one.

    :raises Refused: when `reason` is not empty.
    """
    if reason:
        raise Refused(reason)


def first(reasons: Sequence[str]) -> str:
    """Return the first reason that is not empty, or an empty string."""
    return next((reason for reason in reasons if reason), "")
