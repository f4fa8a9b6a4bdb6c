"""Pure decisions about looking into a case."""

import re
from calendar import month_name
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_people import Check

# With whom a case can be: the triage team, or the hub's lead worker on a MASH enquiry.
CARRIED: tuple[Labelled, ...] = (CaseStage.IN_TRIAGE, CaseStage.IN_MASH)
# Some hubs look into systems before anybody routes a case (B12).
LOOKED_INTO: tuple[Labelled, ...] = (CaseStage.AWAITING, *CARRIED)
RECOMMENDED = (CaseMove.CLOSE, CaseMove.PASS_ON, CaseMove.SEND_TO_MASH)

EARLIEST = 1900
_TYPED = re.compile(
    r"(?:(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]+)?(?P<month>\d{1,2}|[a-z]{3,})[\s./-]+)?"
    r"(?P<year>\d{4})",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, order=True)
class When:
    """A date as far as it is known: a year, a month, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        month = month_name[self.month] if self.month else ""
        return " ".join(str(part) for part in (self.day or "", month, self.year) if part)


def when(typed: str, *, today: date) -> When | None:
    """Return the date that was typed, as far as it goes, or nothing where it cannot be one.

    "2019", "May 2019", "5/2019", "14 May 2019" and "14/5/2019" are dates of the past.
    """
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    year, month = int(found["year"]), _month(found["month"])
    day = int(found["day"]) if found["day"] else None
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return When(year, month, day) if year >= EARLIEST and first <= today else None


def _month(typed: str | None) -> int | None:
    if typed is None or typed.isdigit():
        return None if typed is None else int(typed)
    named = [month for month in range(1, 13) if month_name[month].lower().startswith(typed.lower())]
    return named[0] if named else 0


def unchecked(policy: Policy, done: Collection[str]) -> list[Check]:
    """Return the systems that are always looked into, and have not been (C5.2, C5.3)."""
    return [check for check in policy.checks if check.always and check.slug not in done]


def why_not_carried(stage: str) -> str:
    """Return why a case cannot be given to a worker now, or an empty string."""
    if stage in CARRIED:
        return ""
    return f"Nobody carries this now: it is at “{CaseStage(stage).label}”."


def why_not_looked_into(stage: str) -> str:
    """Return why nothing is added to what triage found, or an empty string."""
    if stage in LOOKED_INTO:
        return ""
    return f"Nobody looks into this any more: it is at “{CaseStage(stage).label}”."


def why_not_recommended(stage: str) -> str:
    """Return why the manager waits for no recommendation, or an empty string."""
    if stage == CaseStage.IN_TRIAGE:
        return ""
    return f"A recommendation comes from triage: this is at “{CaseStage(stage).label}”."
