"""What a product may hold, item by item, and what is ticked beforehand. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdoor.policy import rules as policies
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_words import ItemKind


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One item that could leave the hub: what it is, whose it is, and its words."""

    key: str
    kind: ItemKind
    heading: str
    words: str
    origin: str = "The hub"
    relevant: bool = True
    sensitive_health: bool = False
    third_party: bool = False
    caveats: tuple[str, ...] = ()


def ticked(policy: Policy, tier: str, offers: Iterable[Offer]) -> list[str]:
    """Return the keys of what is ticked beforehand in a tier (C11.1, a.8(5)).

    It is a proposal: the manager chooses item by item (C11.2).
    """
    return [
        offer.key
        for offer in offers
        if policies.preselected(
            policy,
            tier,
            policies.Item(
                kind=offer.kind,
                relevant=offer.relevant,
                sensitive_health=offer.sensitive_health,
                third_party=offer.third_party,
                caveats=offer.caveats,
            ),
            participant=not policy.tier(tier).only_relevant,
        )
    ]


def why_not_share(
    policy: Policy, tier: str, *, chosen: Sequence[Offer], basis: str, consent: bool
) -> str:
    """Return why a product cannot leave like this, or an empty string."""
    if not chosen:
        return "Choose at least one item for the team to receive."
    if policy.tier(tier).needs_consent_or_basis and not (basis.strip() or consent):
        return "Without consent, record what this sharing rests on."
    asked = [offer.heading for offer in chosen if "originator" in offer.caveats]
    if asked:
        return f"The originator must agree first: {', '.join(asked)}."
    return ""
