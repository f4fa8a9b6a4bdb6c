"""Pure decisions about looking into a case."""

from collections.abc import Collection

from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_people import Check

# With whom a case can be: the triage team, or the hub's lead worker on a MASH enquiry.
CARRIED: tuple[Labelled, ...] = (CaseStage.IN_TRIAGE, CaseStage.IN_MASH)
# Some hubs look into systems before anybody routes a case (B12).
LOOKED_INTO: tuple[Labelled, ...] = (CaseStage.AWAITING, *CARRIED)
RECOMMENDED = (CaseMove.CLOSE, CaseMove.PASS_ON, CaseMove.SEND_TO_MASH)


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
