"""Pure decisions about deciding."""

from frontdoor.casework.decisions.vocabulary import PrimaryNeed
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import why_not_kind


def why_not_authorise(policy: Policy, *, decided_by: int, by: int) -> str:
    """Return why somebody cannot authorise what somebody decided, or an empty string (C15.13)."""
    if policy.authorising.by_another_person and decided_by == by:
        return f"You decided this yourself. At {policy.hub.name} another person authorises it."
    return ""


def why_not_without(missing: int, *, why: str) -> str:
    """Return why a decision cannot be made yet, or an empty string (C10.1, a.8(15))."""
    if not missing or why.strip():
        return ""
    who = "1 required agency has" if missing == 1 else f"{missing} required agencies have"
    return f"{who} not answered. Wait, or give the reason for deciding without the answer."


def why_not_outcome(policy: Policy, outcome: str, *, variant: str) -> str:
    """Return why an outcome is not complete as chosen, or an empty string."""
    return why_not_kind(policy.outcome(outcome), variant, stage="mash")


def why_not_need(policy: Policy, outcome: str, *, primary_need: str) -> str:
    """Return why the primary need does not fit an outcome, or an empty string (d.1, rule 8610)."""
    chosen = policy.outcome(outcome)
    if chosen.primary_need and primary_need not in set(PrimaryNeed):
        return f"“{chosen.name}” needs the child’s primary need for the census."
    return ""
