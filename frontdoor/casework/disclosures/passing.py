"""Hand a case over to the teams that a route names, tell others, and take it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import leaving
from frontdoor.casework.contacts import queries as ask
from frontdoor.casework.contacts import rules as routing
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import direction, giving, offers, queries, sending
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.disclosures.vocabulary import ProductMove
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.policy.rules import Advice
from frontdoor.policy.rules import day as hub_day
from frontdoor.policy.staged import may_not


@transaction.atomic
def pass_on(
    *,
    case: Case,
    team: str,
    shares: Mapping[str, Sequence[str]],
    basis: str,
    route: str,
    reason: str,
    advised: bool,
    variant: str = "",
    withdraw_why: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> list[Product]:
    """Pass a case on to the team that takes it, and tell others: each gets a product (C4.2, C8.4).

    `shares` says, by team, which items it receives; `team` is among them. What is still to be done
    goes with them, where it is chosen, or else is withdrawn for the reason `withdraw_why`.

    :raises Refused: if the move is not possible, not theirs, or lacks its reason.
    :raises Invalid: if a team receives nothing, it would rest on nothing, its kind is missing, or
        something is still to be done and neither sent nor withdrawn.
    :raises Stale: if somebody changed the case since `seen`.
    """
    if team not in shares:
        raise Invalid("team", "The team that takes the case on has to receive something.")
    advice = ask.advice(case, today=hub_day(case.policy, at))
    case = triage.route(
        case=case,
        move=CaseMove.PASS_ON,
        route=route,
        team=team,
        reason=reason,
        advised=advised,
        variant=variant,
        seen=seen,
        by=by,
        at=at,
    )
    products = sending.to_teams(
        case, shares, advice=advice, reason=reason, basis=basis, by=by, at=at
    )
    _settle(case, shares, why=withdraw_why, by=by, at=at)
    return products


@transaction.atomic
def close(
    *,
    case: Case,
    shares: Mapping[str, Sequence[str]],
    basis: str,
    route: str,
    team: str,
    reason: str,
    advised: bool,
    variant: str = "",
    withdraw_why: str = "",
    unlooked_why: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> list[Product]:
    """Close a case, and tell whoever has to know of it. What is still to be done is told to a team
    as well, where it is chosen, or else withdrawn for the reason `withdraw_why`.

    Where an outcome leads to a team that has to respond, one of its teams is told (C6.2, C6.3).

    :raises Refused: if the move is not possible, not theirs, or lacks its reason.
    :raises Invalid: if nobody has looked whether the child is known, and `unlooked_why` is not
        said, its kind is missing, nobody is told who has to respond, a team receives nothing, it
        would rest on nothing, or something is still to be done and neither sent nor withdrawn.
    :raises Stale: if somebody changed the case since `seen`.
    """
    policy, takers = case.policy, routing.takers(case.policy, route)
    if takers and not set(takers) & set(shares):
        names = " or ".join(policy.team(taker).name for taker in takers)
        raise Invalid("move", f"Nobody would take this on: tell {names}.")
    advice = [
        Advice(route, policy.outcome(route).name, "", team=taker, outcome=route) for taker in takers
    ] + ask.advice(case, today=hub_day(policy, at))
    case = triage.route(
        case=case,
        move=CaseMove.CLOSE,
        route=route,
        team=team,
        reason=reason,
        advised=advised,
        variant=variant,
        unlooked_why=unlooked_why,
        seen=seen,
        by=by,
        at=at,
    )
    told = tell(case=case, shares=shares, basis=basis, reason=reason, advice=advice, by=by, at=at)
    _settle(case, shares, why=withdraw_why, by=by, at=at)
    return told


def _settle(
    case: Case, shares: Mapping[str, Sequence[str]], *, why: str, by: Actor, at: datetime
) -> None:
    sent = {case.policy.team(team).name: keys for team, keys in shares.items()}
    leaving.settle(case=case, sent=sent, why=why, by=by, at=at)


@transaction.atomic
def tell(
    *,
    case: Case,
    shares: Mapping[str, Sequence[str]],
    basis: str,
    reason: str,
    advice: Sequence[Advice] | None = None,
    asks: str = "",
    by: Actor,
    at: datetime,
) -> list[Product]:
    """Tell teams of a case that goes on in the hub, or elsewhere (C4.7, C6.5, C6.11, C6.12).

    What a team is asked, and how much it gets, is what the policy advises for the case, or the
    `advice` that is given; `asks` is said to every team besides.

    :raises Refused: if routing is not theirs, or a team has been told already.
    :raises Invalid: if a team receives nothing, or it would rest on nothing.
    """
    refuse_if(may_not(case.policy, "route", by=by))
    case = Case.locked(case)
    told = {each.team.slug: each.team.name for each in queries.handed_over(case.pk)}
    if again := [name for slug, name in told.items() if slug in shares]:
        raise Refused(f"{', '.join(again)} has been told already.")
    if advice is None:
        advice = ask.advice(case, today=hub_day(case.policy, at))
    return sending.to_teams(
        case, shares, advice=advice, reason=reason, basis=basis, asks=asks, by=by, at=at
    )


@transaction.atomic
def lend(
    *,
    case: Case,
    team: str,
    items: Sequence[str],
    asks: str,
    basis: str,
    until: datetime,
    acknowledge_by: datetime,
    by: Actor,
    at: datetime,
) -> Product:
    """Let a team know of a case for a time, in which the case stays the hub's (C3.7, C3.8).

    It may be lent again, night after night. Whoever calls holds the case.

    :raises Refused: if routing is not theirs.
    :raises Invalid: if the team would receive nothing, or it would rest on nothing.
    """
    refuse_if(may_not(case.policy, "route", by=by))
    told = direction.of(case.policy, team, advice=[])
    offered = offers.of_case(case, reason=asks)
    parcel = sending.Parcel(
        team=team,
        tier=told.tier,
        items=[offer for offer in offered if offer.key in set(items)],
        left=[offer for offer in offered if offer.key not in set(items)],
        asks=" ".join(words for words in (told.asks, asks) if words),
        until=until,
        acknowledge_by=acknowledge_by,
    )
    sending.check(case, parcel, basis=basis, consent=bool(ask.consents(case.contact)))
    return sending.send(case, parcel, basis=basis, by=by, at=at)


@transaction.atomic
def recall(*, case: Case, reason: str, seen: int, by: Actor, at: datetime) -> Case:
    """Take back a case that was passed on, and what the teams were sent (a.8, 4b).

    :raises Refused: if a team has taken it on, it was not passed on, or it is not theirs.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed the case since `seen`.
    """
    case = triage.take_back(case=case, reason=reason, seen=seen, by=by, at=at)
    for product in queries.handed_over(case.pk):
        # A team may acknowledge at this moment: whoever is first holds the row.
        held = Product.locked(product)
        refuse_if(why_not_recall([held]))
        held.take(
            ProductMove.RECALL,
            by=by,
            recalled_by=by.user_id,
            recalled_by_name=by.name,
            recalled_at=at,
            recalled_why=reason.strip(),
        )
        giving.withdraw_with(held, why=reason, by=by, at=at)
    leaving.take_back(case=case, by=by, at=at)
    return case


def why_not_recall(products: Iterable[Product]) -> str:
    """Return why what was passed on stays, or an empty string: a team that has it keeps it."""
    for each in products:
        if each.acknowledged_at is not None and not each.is_lent:
            return f"{each.team} has acknowledged this and is responsible: speak to them."
    return ""
