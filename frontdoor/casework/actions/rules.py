"""Pure decisions about actions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.kernel.duration import Unit
from frontdoor.kernel.lifecycle import Labelled

# From the first call until the case leaves the hub: also while agencies gather.
OPEN_CASE: tuple[Labelled, ...] = (CaseStage.AWAITING, CaseStage.IN_TRIAGE, CaseStage.IN_MASH)


@dataclass(frozen=True, kw_only=True)
class Due:
    """By when something is to be done, and in which unit the time that is left is told."""

    at: datetime
    unit: Unit = Unit.WORKING_HOURS


TO_READ = "check_systems"  # Whose task it is to read what came, as with news of a report.
LATEST = timedelta(days=366)  # Ours: what is further away is a plan, and no action of a hub.


def why_not_set(stage: str) -> str:
    """Return why nobody is given anything more to do on a case, or an empty string."""
    if stage in OPEN_CASE:
        return ""
    return f"Nothing more is set on this case: it is at “{CaseStage(stage).label}”."


def why_not_due(due_at: datetime, *, at: datetime) -> str:
    """Return why an action cannot be due then, or an empty string."""
    if due_at <= at:
        return "Choose a time that is yet to come."
    return "" if due_at - at <= LATEST else "Choose a time within the next twelve months."


def why_not_retimed(stage: str) -> str:
    """Return why an action is given no other time, or an empty string."""
    return "" if stage == Stage.OPEN else f"This is over: it is at “{Stage(stage).label}”."
