"""Give a team that takes a case on something to do for the child, and hear what came of it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import changing, queries
from frontdoor.casework.actions import operations as actions
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.operations import Owner
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures.models import Product
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people.models import Person
from frontdoor.policy.staged import may_not


def why_not(product: Product, *, by: Actor) -> str:
    """Return why `by` cannot give the team of a product anything to do, or an empty string."""
    if product.is_recalled:
        return "This was taken back: the team has nothing to do with it any more."
    if product.is_lent:
        return f"{product.team} has this until the hub opens, and hands back what it did."
    return may_not(product.policy, "route", by=by)


@transaction.atomic
def give(
    *,
    product: Product,
    what: str,
    why: str,
    people: Sequence[Person],
    due: Due,
    seen: int,
    by: Actor,
    at: datetime,
) -> Action:
    """Give the team that was sent a product something to do, by a time; it says what came of it.

    The team reads the words and the names, and sees no record of anybody. What it may know of the
    child rests on what the product rests on.

    :raises Refused: if the product was taken back or lent, or telling teams is not theirs.
    :raises Invalid: if what, what for, about whom or by when is missing or makes no sense.
    :raises Stale: if somebody changed the case since `seen`.
    """
    case = Case.locked(product.case, seen=seen)
    # Taken back under the same lock: it is read anew.
    product = Product.objects.select_related("team", "policy_version").get(pk=product.pk)
    refuse_if(why_not(product, by=by))
    owner = Owner(team=product.team, product=product.reference)
    return actions.begin(
        case, what=what, why=why, owner=owner, people=people, due=due, by=by, at=at
    )


def withdraw_with(product: Product, *, why: str, by: Actor, at: datetime) -> None:
    """Withdraw what a team was given to do with a product that is taken back."""
    for action in queries.open_on(product.case):
        if action.product_reference == product.reference:
            changing.withdraw(action=action, why=why, seen=action.version, by=by, at=at)
