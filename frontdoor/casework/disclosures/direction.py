"""What a route says of one team, and what is ticked beforehand for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdoor.casework.contacts import addressing
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import offers, rules
from frontdoor.policy.rules import Advice


@dataclass(frozen=True, kw_only=True)
class Direction:
    """What a route says of one team: what is asked of it, how much it gets, how fast, for whom."""

    team: str
    asks: str
    tier: str
    urgency: str
    attention: str


def of(case: Case, team: str, *, advice: Iterable[Advice]) -> Direction:
    """Return what the advice that names a team says of it; without any, what the pack says."""
    policy = case.policy
    route = next((each for each in advice if team in (each.team, *each.also_tell)), None)
    outcome = policy.outcome(route.outcome) if route and route.outcome else None
    shut = team == policy.out_of_hours.team
    return Direction(
        team=team,
        asks=route.sentence if route else (policy.out_of_hours.terms if shut else ""),
        tier=rules.tier_of_hand_over(policy, team, route=route),
        urgency=(outcome.urgency or "") if outcome else "",
        attention=addressing.worker(case, team),
    )


def ticked(case: Case, team: str, *, advice: Sequence[Advice]) -> list[str]:
    """Return the keys of what is ticked beforehand for a team (a.8, 5)."""
    tier = of(case, team, advice=advice).tier
    return rules.ticked(case.policy, tier, offers.of_case(case))
