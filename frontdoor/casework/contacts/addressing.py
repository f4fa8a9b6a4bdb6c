"""Which team, and which worker, a route of the pack means for this child (C4.2, C8.4, C14.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from frontdoor.casework.contacts.models import Case
from frontdoor.people.models import Involvement
from frontdoor.people.vocabulary import Service
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import Advice

RECENTLY_CLOSED = "recently_closed"
# Which service's worker a route speaks of, by the fact that it rests on.
SERVICE_OF = {
    "open_to_social_care": Service.SOCIAL_CARE,
    "open_to_early_help": Service.EARLY_HELP,
}


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The team that closed the child's last case. Without `slug` it is none of the hub's list."""

    name: str
    slug: str


def named(case: Case, advice: Iterable[Advice], *, involved: Iterable[Involvement]) -> list[Advice]:
    """Return advice with the teams that it means for this child, with whom services are involved.

    Where no address is known the pack's default team stands in for the area's; the team that
    closed a case lately is told as well, where another takes it on (a.8(4), C15.7).
    """
    policy, found = case.policy, list(advice)
    if not case.child.address.strip():
        found = [replace(each, team=_team(policy, each.team)) for each in found]
    if not policy.window.tell_closing_team or not _rests_on(policy, found, RECENTLY_CLOSED):
        return found
    closed = closed_by(case.policy, involved)
    if closed is None or not closed.slug:
        return found
    return [_telling(policy, each, closed.slug) for each in found]


def _team(policy: Policy, slug: str | None) -> str | None:
    return policy.window.default_team if slug and policy.team(slug).by_address else slug


def _rests_on(policy: Policy, advice: Iterable[Advice], fact: str) -> bool:
    return any(fact in _when(policy, each.route) for each in advice)


def _when(policy: Policy, slug: str) -> tuple[str, ...]:
    return next((route.when for route in policy.routes if route.slug == slug), ())


def _telling(policy: Policy, advice: Advice, team: str) -> Advice:
    told = RECENTLY_CLOSED in _when(policy, advice.route) and team != advice.team
    return replace(advice, also_tell=(*advice.also_tell, team)) if told else advice


def closed_by(policy: Policy, involved: Iterable[Involvement]) -> Closing | None:
    """Return the team that closed the child's case last, as the case system named it."""
    closed = [each for each in involved if each.closed_on and each.team]
    last = max(closed, key=lambda each: each.closed_on or each.opened_on, default=None)
    if last is None:
        return None
    slugs = {team.name.casefold(): team.slug for team in policy.teams}
    return Closing(name=last.team, slug=slugs.get(last.team.strip().casefold(), ""))


def worker(policy: Policy, team: str, *, involved: Iterable[Involvement]) -> str:
    """Return who works with the child where a route leads to that team: worker, team, or nobody."""
    services = {
        service
        for route in policy.routes
        for fact, service in SERVICE_OF.items()
        if fact in route.when and team in (route.team, *route.also_tell)
    }
    for each in involved:
        if each.service in services and each.closed_on is None:
            return _named(each)
    return ""


def _named(involvement: Involvement) -> str:
    return ", ".join(part for part in (involvement.worker, involvement.team) if part)
