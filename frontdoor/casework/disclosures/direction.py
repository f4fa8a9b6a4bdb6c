"""What a route says of one team, and what is ticked beforehand for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdoor.casework.contacts import addressing
from frontdoor.casework.disclosures import rules
from frontdoor.casework.disclosures.rules import Offer
from frontdoor.people.models import Involvement
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import Advice


@dataclass(frozen=True, kw_only=True)
class Direction:
    """What a route says of one team: what is asked of it, how much it gets, how fast, for whom."""

    team: str
    asks: str
    tier: str
    urgency: str
    attention: str


def of(
    policy: Policy,
    team: str,
    *,
    advice: Iterable[Advice],
    involved: Iterable[Involvement] = (),
) -> Direction:
    """Return what the advice that names a team says of it; without any, what the pack says.

    `involved` is the work of services with the child: whom among them it is for.
    """
    route = _route(team, advice)
    outcome = policy.outcome(route.outcome) if route and route.outcome else None
    shut = team == policy.out_of_hours.team
    return Direction(
        team=team,
        asks=route.sentence if route else (policy.out_of_hours.terms if shut else ""),
        tier=rules.tier_of_hand_over(policy, team, route=route),
        urgency=(outcome.urgency or "") if outcome else "",
        attention=addressing.worker(policy, team, involved=involved),
    )


def tier(policy: Policy, team: str, *, advice: Iterable[Advice]) -> str:
    """Return how much a team gets: as the advice that names it has it, or else the pack."""
    return rules.tier_of_hand_over(policy, team, route=_route(team, advice))


def ticked(
    policy: Policy, team: str, *, advice: Iterable[Advice], offered: Sequence[Offer]
) -> list[str]:
    """Return the keys of what is ticked beforehand for a team, of what could go to it (a.8, 5)."""
    return rules.ticked(policy, tier(policy, team, advice=advice), offered)


def _route(team: str, advice: Iterable[Advice]) -> Advice | None:
    return next((each for each in advice if team in (each.team, *each.also_tell)), None)
