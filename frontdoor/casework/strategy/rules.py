"""Whom a strategy discussion concerns, and when it cannot be called. Pure."""

from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import Advice

BEFORE_MASH = (CaseStage.AWAITING, CaseStage.IN_TRIAGE)


def teams(harm: Advice) -> list[str]:
    """Return the teams that hear of it at once: who holds the discussion, and the duty manager of
    the locality (C6.4, C6.5, C8.6).
    """
    named = (harm.team, *harm.also_tell)
    return list(dict.fromkeys(team for team in named if team))


def rating(policy: Policy, harm: Advice) -> str:
    """Return the rating of every such contact (C6.5): the route's, else the first of the pack."""
    return harm.rating or policy.ratings[0].slug


def why_not_call(stage: str, *, has_enquiry: bool, is_called: bool) -> str:
    """Return why no discussion can be called on a case, or an empty string."""
    if is_called:
        return "A strategy discussion has been called, and is to be held."
    if stage in BEFORE_MASH or has_enquiry:
        return ""
    return "The case has left the hub. Take it back, or take a new contact, and call it there."
