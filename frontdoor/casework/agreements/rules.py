"""Pure decisions about information-sharing agreements (B9, C8.2)."""

from dataclasses import dataclass
from datetime import date, timedelta

from frontdoor.casework.agreements.vocabulary import Standing
from frontdoor.kernel.refusal import first

# Ours: what runs out within this time, or is due for review, stands first in the register.
SOON = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Term:
    """From when until when an agreement holds: both days are within, no last day is no end.

    It ends before its time on `ended_on`: from that day on nothing new rests on it.
    """

    begins_on: date
    until: date | None = None
    ended_on: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether something may rest on it on that day."""
        return self.standing(day) in {Standing.IN_FORCE, Standing.RUNS_OUT}

    def standing(self, day: date) -> Standing:
        """Return how it stands on a day."""
        if self.ended_on is not None and day >= self.ended_on:
            return Standing.ENDED
        if day < self.begins_on:
            return Standing.NOT_YET
        if self.until is None:
            return Standing.IN_FORCE
        if day > self.until:
            return Standing.RUN_OUT
        return Standing.RUNS_OUT if self.until - day <= SOON else Standing.IN_FORCE


def is_told_of(term: Term, day: date, *, within: int) -> bool:
    """Tell whether the managers are told that it runs out within so many days, or has run out."""
    if term.until is None or term.standing(day) in {Standing.ENDED, Standing.NOT_YET}:
        return False
    return term.until - day <= timedelta(days=within)


def why_not_term(*, begins_on: date, until: date | None, review_on: date) -> str:
    """Return why an agreement cannot have these days, or an empty string."""
    return first(
        [
            "It cannot end before it begins." if until is not None and until < begins_on else "",
            "The review has to come after it begins." if review_on < begins_on else "",
        ]
    )


def why_not_sign(*, signed_on: date, today: date, ended: bool) -> str:
    """Return why a signature cannot be taken, or an empty string."""
    if ended:
        return "This agreement has ended: put the new one on the register."
    return "The day of signing has not come yet." if signed_on > today else ""


def why_not_renew(*, until: date | None, before: date | None, ended: bool) -> str:
    """Return why an agreement cannot go on until that day, or an empty string."""
    if ended:
        return "This agreement has ended: put the new one on the register."
    if until is not None and (before is None or until <= before):
        return "Give a later day than it has now. To let it end sooner, end it."
    return ""
