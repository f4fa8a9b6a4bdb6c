"""Steps of a walk in which a team is given something to do, and reads what came later."""

from datetime import datetime, timedelta

from frontdoor.casework.actions import additions, queries
from frontdoor.casework.actions.models import Action, Addition
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import giving
from frontdoor.casework.disclosures.models import Product
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.worktime import Unit

VISIT = "Visit the family this week, and see the child."
WHY = "Nobody has seen the child since the school rang."


def give(
    walk: Walk, product: Product, *, what: str = VISIT, due_at: datetime | None = None
) -> Action:
    """Give the team that was sent a product something to do about the child, within a day."""
    return walk.as_(
        walk.whose("route"),
        lambda actor: giving.give(
            product=product,
            what=what,
            why=WHY,
            people=[product.case.child],
            due=Due(at=due_at or walk.at + timedelta(hours=24), unit=Unit.CLOCK_HOURS),
            seen=Case.objects.get(pk=product.case_id).version,
            by=actor,
            at=walk.at,
        ),
    )


def read(walk: Walk, product: Product) -> list[Addition]:
    """Say, as the team, that all that came later has been read."""
    return walk.as_(
        short(product),
        lambda actor: additions.read(
            product=product.reference,
            seen=len(queries.additions(product.reference)),
            by=actor,
            at=walk.at,
        ),
    )


def short(product: Product) -> str:
    """Return the short name of somebody in the team of a product."""
    return f"{product.team.slug.replace('_', '-')}-team"
