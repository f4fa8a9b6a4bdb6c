"""Steps of a walk about a strategy discussion: called, arranged, held, called off."""

from datetime import datetime
from typing import Any

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import direction, offers
from frontdoor.casework.strategy import ending, operations, queries
from frontdoor.casework.strategy.ending import Minutes
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.strategy.operations import Plan
from frontdoor.casework.strategy.vocabulary import DiscussionOutcome
from frontdoor.jobs.example.walk import Walk

PLAN = Plan(
    chair="Responsive Services",
    joining="By telephone, 01632 960020",
    invited=("social_care", "police", "health"),
)


def call(
    walk: Walk, case: Case, plan: Plan = PLAN, *, why: str = "She is in danger."
) -> Discussion:
    """Call a discussion on a case, whose teams get what is ticked beforehand."""

    def do(actor: Actor) -> Discussion:
        harm = queries.harm(case, at=walk.at)
        teams, offered = queries.to_tell(case, harm), offers.of_case(case)
        first = next(iter(teams), "")
        return operations.call(
            case=case,
            why=why,
            plan=plan,
            items=direction.ticked(case.policy, first, advice=[harm], offered=offered)
            if first
            else [],
            basis="Children Act 1989, section 47.",
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        )

    return walk.as_(walk.whose("route"), do)


def arrange(walk: Walk, discussion: Discussion, plan: Plan) -> Discussion:
    """Arrange a discussion anew."""
    return walk.as_(
        walk.whose("route"),
        lambda actor: operations.arrange(
            discussion=discussion, plan=plan, seen=_seen(discussion), by=actor, at=walk.at
        ),
    )


def hold(
    walk: Walk, discussion: Discussion, *, held_at: datetime | None = None, **said: Any
) -> Discussion:
    """Write down that a discussion was held."""
    told: dict[str, Any] = {
        "took_part": "Responsive Services, the police, health.",
        "said": "She is at risk of significant harm.",
        "outcome": DiscussionOutcome.JOINT.value,
        "further": "The police speak to her today.",
    } | said
    return walk.as_(
        walk.whose("route"),
        lambda actor: ending.hold(
            discussion=discussion,
            minutes=Minutes(held_at=held_at or walk.at, **told),
            seen=_seen(discussion),
            by=actor,
            at=walk.at,
        ),
    )


def call_off(
    walk: Walk, discussion: Discussion, *, reason: str = "It was another child."
) -> Discussion:
    """Write down that a discussion is not held."""
    return walk.as_(
        walk.whose("route"),
        lambda actor: ending.call_off(
            discussion=discussion, reason=reason, seen=_seen(discussion), by=actor, at=walk.at
        ),
    )


def _seen(discussion: Discussion) -> int:
    return Discussion.objects.get(pk=discussion.pk).version
