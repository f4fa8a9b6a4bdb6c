"""By when a strategy discussion is held, whom it concerns, and when it cannot be called. Pure."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.kernel.duration import Duration
from frontdoor.kernel.openings import in_utc
from frontdoor.kernel.worktime import Calendar
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import Advice

BEFORE_MASH = (CaseStage.AWAITING, CaseStage.IN_TRIAGE)


@dataclass(frozen=True)
class Within:
    """A length of time, and the moment that it is counted from."""

    duration: Duration
    counted_from: datetime


def within(policy: Policy, calendar: Calendar, *, at: datetime) -> Within:
    """Return within what a discussion that is called at a moment has to be held (a.8, 16).

    The pack has one span for when the hub is open, and one for when it is shut. Where closing
    comes first, the second one runs from closing: what is immediate does not wait for Monday.
    """
    in_hours = policy.spans.strategy_in_hours.length
    shut = policy.spans.strategy_out_of_hours.length
    if not calendar.is_open(at):
        return Within(shut, at)
    closing, day_one = calendar.closing(at), policy.calendar.day_one
    ends = calendar.due(at, in_hours, day_one=day_one)
    if in_utc(ends) <= in_utc(calendar.due(closing, shut, day_one=day_one)):
        return Within(in_hours, at)
    return Within(shut, closing)


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
