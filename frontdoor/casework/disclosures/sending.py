"""The one way by which anything is sent to a team: when a case is routed, and after an enquiry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontdoor.access import queries as agencies
from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.operations import record
from frontdoor.casework.actions import leaving
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import telling
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import direction, events, offers, queries, rules
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.ledger import operations as ledger
from frontdoor.casework.ledger.rules import Line
from frontdoor.casework.ledger.vocabulary import Kind, Outcome
from frontdoor.kernel import references
from frontdoor.kernel.refusal import Invalid
from frontdoor.people import queries as people
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import Advice

NOT_CHOSEN = "It was not chosen for this team."


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What goes to one team: how much, how urgent, what is asked of it, and whom it is for.

    `left` is what could have gone, and was not chosen.
    """

    team: str
    tier: str
    items: Sequence[rules.Offer]
    left: Sequence[rules.Offer] = ()
    outcome: str = ""
    urgency: str = ""
    asks: str = ""
    attention: str = ""
    until: datetime | None = None
    acknowledge_by: datetime | None = None


def check(case: Case, parcel: Parcel, *, basis: str, consent: bool) -> None:
    """Make sure that a parcel may leave.

    :raises Invalid: if it is empty, holds what may not go yet, or would rest on nothing.
    """
    if reason := rules.why_not_share(chosen=parcel.items, team=parcel.team):
        raise Invalid("items", reason)
    if reason := rules.why_not_rest_on(case.policy, parcel.tier, basis=basis, consent=consent):
        raise Invalid("basis", reason)


def to_teams(
    case: Case,
    shares: Mapping[str, Sequence[str]],
    *,
    advice: Sequence[Advice],
    reason: str,
    basis: str,
    asks: str = "",
    sender: str = "",
    by: Actor,
    at: datetime,
) -> list[Product]:
    """Send to each team of `shares` the items that it names, with what the route says of the team.

    :raises Invalid: if a team would receive nothing, or it would rest on nothing.
    """
    consent = bool(contacts.consents(case.contact))
    offered, involved = offers.of_case(case, reason=reason), people.involvements(case.child)
    parcels = []
    for team, keys in shares.items():
        told = direction.of(case.policy, team, advice=advice, involved=involved)
        parcel = Parcel(
            team=team,
            tier=told.tier,
            items=[offer for offer in offered if offer.key in set(keys)],
            left=[offer for offer in offered if offer.key not in set(keys)],
            urgency=told.urgency,
            asks=" ".join(words for words in (told.asks, asks) if words),
            attention=told.attention,
        )
        check(case, parcel, basis=basis, consent=consent)
        parcels.append(parcel)
    return [send(case, parcel, basis=basis, sender=sender, by=by, at=at) for parcel in parcels]


def send(
    case: Case,
    parcel: Parcel,
    *,
    enquiry: Enquiry | None = None,
    basis: str,
    sender: str = "",
    by: Actor,
    at: datetime,
) -> Product:
    """Send a parcel: a copy that the team reads, and that says by when to acknowledge it."""
    number = len(queries.products_on(case.pk)) + 1
    usual = queries.acknowledge_by(case, parcel.urgency, at=at)
    acknowledge_by = parcel.acknowledge_by or usual
    product = Product.objects.create(
        hub_id=case.hub_id,
        policy_version_id=case.contact.policy_version_id,
        case=case,
        turn=case.turn,
        enquiry=enquiry,
        reference=references.product(case.reference, number=number),
        team=agencies.agency(case.hub_id, parcel.team),
        stage=Product.LIFECYCLE.first,
        tier=parcel.tier,
        contents=_contents(case, parcel),
        urgency=parcel.urgency,
        respond_by=queries.respond_by(case, parcel.urgency, at=at),
        acknowledge_by=acknowledge_by,
        warn_at=queries.warn_at(case, acknowledge_by, at=at),
        until=parcel.until,
        basis=basis.strip(),
        sent_by=by.user_id,
        sent_by_name=sender or by.name,
        sent_at=at,
    )
    keys = {item.key for item in parcel.items}
    leaving.promise(case, keys, team=product.team, product=product.reference, at=at)
    _put_down(product, parcel, by=by, at=at)
    return product


def _put_down(product: Product, parcel: Parcel, *, by: Actor, at: datetime) -> None:
    case = product.case
    ledger.enter(
        _lines(product, parcel),
        subject=case.reference,
        hub_id=case.hub_id,
        record=telling.on_record(case.contact),
        by=by,
        at=at,
    )
    fact = events.ProductSent(
        subject=case.reference,
        hub_id=product.hub_id,
        team=product.team.name,
        tier=product.policy.tier(parcel.tier).name,
        items=len(parcel.items),
    )
    record(fact, by=by, at=at)


def _lines(product: Product, parcel: Parcel) -> list[Line]:
    """Return, item by item, what the team was sent and what it was not, and why not."""
    kind = Kind.ALERT if product.is_lent else Kind.PRODUCT
    law = policies.stated(product.policy_version)
    basis = product.basis or law.said("outcome_only")
    carried = Line(kind=kind, what="", whom=product.team.name, source=product.reference)
    sent = [replace(carried, what=item.heading, basis=basis) for item in parcel.items]
    left = [
        replace(
            carried,
            what=item.heading,
            outcome=Outcome.NOT_SHARED,
            why=" ".join(rules.held_back(product.policy, parcel.tier, item)) or NOT_CHOSEN,
            # That there is such an item is a secret as well.
            sealed=item.kept_to is not Caveat.HUB,
        )
        for item in parcel.left
    ]
    return sent + left


def _kind_for(case: Case, team: str) -> str:
    """Return which kind of outcome it is, for the teams that take what ends so (C15.10)."""
    end = case.kinds_of
    return case.kind if end is not None and team in end.teams else ""


def _contents(case: Case, parcel: Parcel) -> dict[str, object]:
    """Return the copy that the team reads: what was chosen, with its conditions, and no more."""
    chosen = {item.key for item in parcel.items}
    caveats = {caveat.slug: caveat for caveat in case.policy.caveats}
    return {
        "child": case.child.name if "identity" in chosen else "",
        "outcome": parcel.outcome if "outcome" in chosen else "",
        "asks": parcel.asks,
        "variant": _kind_for(case, parcel.team),
        "attention": parcel.attention,
        "from_family": rules.from_family(
            telling.kept_from_family(case),
            plainly="concern" in case.policy.tier(parcel.tier).contains
            and not case.contact.referrer.protected,
        ),
        "items": [
            {
                "kind": item.kind,
                "heading": item.heading,
                "words": item.words_for(parcel.team),
                "origin": item.origin,
                "caveats": [
                    f"{caveats[slug].name}: {caveats[slug].meaning}" for slug in item.caveats
                ],
            }
            for item in parcel.items
        ],
    }
