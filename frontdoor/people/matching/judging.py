"""What the levels come to: a weight, a band in words, and the reasons, for a person to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontdoor.people.matching import levels
from frontdoor.people.matching.description import NEEDED, Description
from frontdoor.people.matching.model import Model, shipped
from frontdoor.people.matching.words import ALIKE, WORDS

Frequencies = Mapping[str, float]
# What each field counts as: the place once, and what half of all people share not at all.
COUNTS = {
    "given_name": "given name",
    "family_name": "family name",
    "date_of_birth": "birth",
    "postcode": "place",
    "address": "place",
    "phone": "phone",
}


class Band(StrEnum):
    """How near two descriptions are, in words. No band joins, and none hides a record."""

    SAME = "almost certainly the same person"
    PROBABLY = "probably the same person"
    POSSIBLY = "possibly the same person"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One step of the waterfall: a field, how far it agrees in words, and what that adds."""

    field: str
    level: str
    words: str
    weight: float

    @property
    def is_alike(self) -> bool:
        """Tell whether it agrees, or nearly."""
        return self.level in ALIKE


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What agrees between two descriptions and what does not, field by field."""

    reasons: tuple[Reason, ...]
    band: Band
    version: str
    needed: int = NEEDED

    @property
    def weight(self) -> float:
        """Return how much all of it says, for ordering: never shown as a chance."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def agrees(self) -> tuple[str, ...]:
        """Return what agrees, or nearly, in words."""
        return tuple(each.words for each in self.reasons if each.is_alike)

    @property
    def differs(self) -> tuple[str, ...]:
        """Return what differs, in words."""
        return tuple(each.words for each in self.reasons if not each.is_alike)

    @property
    def is_worth_a_look(self) -> bool:
        """Tell whether a person should see the two side by side. No weight decides that."""
        alike = {each.field for each in self.reasons if each.is_alike}
        counted = {COUNTS[field] for field in alike if field in COUNTS}
        if any(each.level == "exchanged" and each.field == "given_name" for each in self.reasons):
            counted.add("family name")
        return "nhs_number" in alike or len(counted) >= self.needed


def compare(
    asked: Description,
    held: Description,
    *,
    frequencies: Frequencies | None = None,
    model: Model | None = None,
) -> Likeness:
    """Return how alike two descriptions are. Missing is not different, and adds nothing.

    `frequencies` says of a name or postcode that both have how large a part of the register has it.
    """
    weights, counted = model or shipped(), frequencies or {}
    nameless = asked.is_nameless or held.is_nameless
    reasons = tuple(
        Reason(
            field=field,
            level=level,
            words=WORDS[field][level],
            weight=weights.weight(field, level, counted.get(field)),
        )
        for field, level in levels.compare(asked, held).items()
        if level
    )
    return Likeness(
        reasons=reasons,
        band=_band(reasons, weights),
        version=weights.version,
        needed=1 if nameless else NEEDED,
    )


def _band(reasons: tuple[Reason, ...], model: Model) -> Band:
    """Return the band of a weight, unless something speaks against it: twins, father and son.

    One NHS number takes every such doubt away.
    """
    weight = sum(reason.weight for reason in reasons)
    found = {reason.field: reason.level for reason in reasons}
    proven = found.get("nhs_number") == "exact"
    if weight < model.probably_from or (not proven and _any(found, model.doubts)):
        return Band.POSSIBLY
    if weight < model.same_from or (not proven and _any(found, model.short_of_certain)):
        return Band.PROBABLY
    return Band.SAME


def _any(found: Mapping[str, str], of: Mapping[str, frozenset[str]]) -> bool:
    return any(found.get(field) in levels for field, levels in of.items())
