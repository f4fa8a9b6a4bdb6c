"""The items of a product as checkboxes: each with its words, and why it is held back."""

from collections.abc import Collection, Iterable
from typing import Any

from markupsafe import Markup

from frontdoor.casework.disclosures import rules
from frontdoor.casework.disclosures.rules import Offer
from frontdoor.policy.pack import Policy

_WORDS = Markup('<span class="govuk-body fd-written">{}</span>')
_BACK = Markup("<br><strong>{}:</strong> {}")
_AGREED = Markup("<br><strong>{} agreed:</strong> it may go to {}{}.")
_HANDLING = Markup("<br><strong>Goes with it:</strong> {}")


def checkboxes(
    policy: Policy, tier: str, offers: Iterable[Offer], *, chosen: Collection[str]
) -> list[dict[str, Any]]:
    """Return the items of a GOV.UK checkboxes component, every offer one."""
    return [
        {
            "value": offer.key,
            "text": offer.heading,
            "checked": offer.key in chosen and not offer.is_locked,
            "disabled": offer.is_locked,
            "hint": {"html": _hint(policy, tier, offer)},
        }
        for offer in offers
    ]


def _hint(policy: Policy, tier: str, offer: Offer) -> Markup:
    back = " ".join(rules.held_back(policy, tier, offer))
    tag = "Cannot go yet" if offer.is_locked else "Not ticked beforehand"
    kept = [policy.caveat(slug) for slug in offer.caveats]
    handling = " ".join(each.meaning for each in kept if not each.holds_back)
    agreed = [_agreed(policy, offer, team) for team in offer.agreed]
    return (
        _WORDS.format(offer.words)
        + Markup().join(agreed)
        + (_BACK.format(tag, back) if back else Markup())
        + (_HANDLING.format(handling) if handling else Markup())
    )


def _agreed(policy: Policy, offer: Offer, team: str) -> Markup:
    words = offer.words_for(team)
    instead = "" if words == offer.words else f", in these words: “{words}”"
    return _AGREED.format(offer.origin, policy.team(team).name, instead)
