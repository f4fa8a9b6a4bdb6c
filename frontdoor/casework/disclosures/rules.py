"""What a product may hold, item by item, and what is ticked beforehand. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from frontdoor.access.vocabulary import Caveat
from frontdoor.policy import rules as policies
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_words import ItemKind
from frontdoor.policy.rules import Advice

# Three caveats that mean something to the program; packs word them, and may leave them out.
ORIGINATOR = "originator"
PROTECTED = "protected_address"
FAMILY = "keep_from_family"
# Ours: fewer words, such as "None", stand in any sentence.
WORDS_THAT_TELL = 3
NOT_ALL = "Not everything may be told to the family. Ask the hub before you tell them anything."
TOLD_ALL_THE_SAME = "These words tell the family what is to be kept from it. Leave that out."
STAYS = "Kept to managers: it stays in the hub. Ask whoever gave it to say what may go."
ASK_FIRST = "Kept to whoever gave it, and managers: they must agree before it goes any further."


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One item that could leave the hub: what it is, whose it is, and its words.

    `agency` is whoever gave it, and `agreed` has, by team, the words that they agreed to.
    """

    key: str
    kind: ItemKind
    heading: str
    words: str
    origin: str = "The hub"
    relevant: bool = True
    sensitive_health: bool = False
    third_party: bool = False
    caveats: tuple[str, ...] = ()
    kept_to: Caveat = Caveat.HUB
    agency: str = ""
    agreed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_asked_for(self) -> bool:
        """Tell whether whoever gave the item has to be asked before it goes anywhere (a.8(5))."""
        kept = self.kept_to is Caveat.ORIGINATOR or ORIGINATOR in self.caveats
        return kept and not self.stays

    @property
    def stays(self) -> bool:
        """Tell whether the item is for managers only: it goes nowhere, whoever might agree."""
        return self.kept_to is Caveat.MANAGERS

    @property
    def is_locked(self) -> bool:
        """Tell whether the item cannot go to any team: nobody who gave it has agreed yet."""
        return self.stays or (self.is_asked_for and not self.agreed)

    def is_locked_for(self, team: str) -> bool:
        """Tell whether the item cannot go to a team: no answer is never a yes."""
        return self.stays or (self.is_asked_for and team not in self.agreed)

    def words_for(self, team: str) -> str:
        """Return the words in which the item goes to a team: those agreed, where it was asked."""
        return self.agreed.get(team, "") if self.is_asked_for else self.words


def for_team(chosen: Sequence[Offer], team: str, *, teams: Sequence[str]) -> list[Offer]:
    """Return what a team receives of what was chosen for several teams.

    What its originator agreed to for another team alone stays out of this one's. What was agreed to
    for none of them stays in, for `why_not_share` to refuse.
    """
    return [
        offer
        for offer in chosen
        if not offer.is_locked_for(team) or all(offer.is_locked_for(each) for each in teams)
    ]


def why_not_ask(team: str, *, asked: Iterable[str]) -> str:
    """Return why an originator is not asked about an item for a team, or an empty string.

    `asked` has the teams for which the agency was asked already, and did not say no.
    """
    return "The agency has been asked about this for that team already." if team in asked else ""


def tier_of_hand_over(policy: Policy, team: str, *, route: Advice | None) -> str:
    """Return how much a team gets when a case is routed to it (a.8(5)).

    The route's own tier, or that of its outcome, counts first; then the outcome that leads to the
    team, but what is for the participants of a section 47 enquiry only goes where a route says so.
    Anybody else gets what a service needs: the tier that holds least of those that need a basis.
    """
    if route and route.tier:
        return route.tier
    if route and route.outcome:
        return policy.outcome(route.outcome).tier
    for outcome in policy.outcomes:
        if team in outcome.teams and not policy.tier(outcome.tier).sensitive_health:
            return outcome.tier
    needing = [tier for tier in policy.tiers if tier.needs_consent_or_basis]
    return min(needing or policy.tiers, key=lambda tier: len(tier.contains)).slug


def ticked(policy: Policy, tier: str, offers: Iterable[Offer]) -> list[str]:
    """Return the keys of what is ticked beforehand in a tier (C11.1, a.8(5)).

    It is a proposal: the manager chooses item by item (C11.2).
    """
    return [
        offer.key
        for offer in offers
        if offer.kept_to is Caveat.HUB
        and policies.preselected(
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


def why_not_rest_on(policy: Policy, tier: str, *, basis: str, consent: bool) -> str:
    """Return why a product may not leave on that basis, or an empty string (a.8(5), a.8(7))."""
    if policy.tier(tier).needs_consent_or_basis and not (basis.strip() or consent):
        return "Without consent, record what this sharing rests on."
    return ""


def why_not_share(*, chosen: Sequence[Offer], team: str) -> str:
    """Return why a product cannot leave with these items, or an empty string."""
    if not chosen:
        return "Choose at least one item for the team to receive."
    kept = [offer.heading for offer in chosen if offer.stays]
    if kept:
        return f"Kept to managers, and stays in the hub: {', '.join(kept)}."
    asked = [offer.heading for offer in chosen if offer.is_locked_for(team)]
    if asked:
        return f"The originator must agree first: {', '.join(asked)}."
    return ""


def from_family(kept: Sequence[str], *, plainly: bool) -> str:
    """Return what a team is warned not to tell the family, or an empty string (d.8).

    `plainly` says that the team reads the concern: it is told what to keep. Any other team is told
    that there is something, so that nobody learns of the concern, or of who told, from a warning.
    """
    if not kept:
        return ""
    return f"Keep from the family: {' '.join(kept)}" if plainly else NOT_ALL


def why_not_tell_family(words: str, *, kept: Iterable[str]) -> str:
    """Return why words cannot be said to a family, or an empty string: they have in them, word for
    word, what is to be kept from it. What says the same in other words is for people to see.
    """
    said = _plain(words)
    telling = (each for each in map(_plain, kept) if len(each.split()) >= WORDS_THAT_TELL)
    return TOLD_ALL_THE_SAME if any(each in said for each in telling) else ""


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")


def held_back(policy: Policy, tier: str, offer: Offer) -> list[str]:
    """Return, in words, each reason for which an item is not ticked beforehand (C11.1, a.8(5))."""
    chosen = policy.tier(tier)
    if offer.stays:
        return [STAYS]
    # Whoever has agreed is not asked again.
    open_still = [slug for slug in offer.caveats if slug != ORIGINATOR or not offer.agreed]
    caveats = [policy.caveat(slug) for slug in open_still]
    reasons = [f"{caveat.name}: {caveat.meaning}" for caveat in caveats if caveat.holds_back]
    if offer.kept_to is Caveat.ORIGINATOR and not offer.agreed:
        reasons.append(ASK_FIRST)
    if offer.sensitive_health and (not chosen.sensitive_health or chosen.only_relevant):
        reasons.append("Sensitive health information: only for those in a section 47 enquiry.")
    if offer.third_party and not chosen.third_party:
        reasons.append("It tells of a person who may pose a risk.")
    if reasons:
        return reasons
    if offer.kind not in chosen.contains:
        reasons.append(f"“{chosen.name}” does not usually hold this.")
    elif chosen.only_relevant and not offer.relevant:
        reasons.append("Tick it if it bears on the child’s needs.")
    return reasons
