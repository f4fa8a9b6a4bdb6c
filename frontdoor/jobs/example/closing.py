"""Steps of a walk at closing: what runs out is put before the out-of-hours team, and comes back."""

from collections.abc import Sequence

from frontdoor.access.actor import Actor
from frontdoor.casework.closing import operations, queries
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.closing.operations import Needs
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import direction, offers
from frontdoor.jobs.example.walk import Walk
from frontdoor.policy import queries as policies


def hand_over(
    walk: Walk, *cases: Case, words: str = "It runs out tonight.", basis: str = "Section 47."
) -> list[Alert]:
    """Put cases before the out-of-hours team, with what is ticked beforehand."""

    def do(actor: Actor) -> list[Alert]:
        needs = [Needs(case=case, words=words, items=_items(case)) for case in cases]
        return operations.hand_over(needs=needs, basis=basis, by=actor, at=walk.at)

    return walk.as_(walk.whose("route"), do)


def _items(case: Case) -> Sequence[str]:
    policy = case.policy
    team, offered = policy.out_of_hours.team, offers.of_case(case)
    return direction.ticked(policy, team, advice=[], offered=offered)


def hand_back(walk: Walk, alert: Alert, *, result: str = "Rang the mother: all is well.") -> Alert:
    """Write what was done as the out-of-hours team, and hand it back."""

    def do(actor: Actor) -> Alert:
        seen = queries.alert(alert.product.reference, actor=actor, to="hand back", at=walk.at)
        return operations.hand_back(
            alert=seen, result=result, seen=seen.version, by=actor, at=walk.at
        )

    policy = policies.current(walk.hub.pk, at=walk.at).policy
    return walk.as_(f"{policy.out_of_hours.team.replace('_', '-')}-team", do)


def read(walk: Walk, alert: Alert) -> Alert:
    """Mark what was done as read."""
    return walk.as_(
        walk.whose("route"),
        lambda actor: operations.read(alert=alert, seen=_seen(alert), by=actor, at=walk.at),
    )


def fetch(walk: Walk, alert: Alert, *, result: str = "They say: nobody was in.") -> Alert:
    """Write down what the team says of what it has not handed back."""
    return walk.as_(
        walk.whose("route"),
        lambda actor: operations.fetch(
            alert=alert, result=result, seen=_seen(alert), by=actor, at=walk.at
        ),
    )


def _seen(alert: Alert) -> int:
    return Alert.objects.get(pk=alert.pk).version
