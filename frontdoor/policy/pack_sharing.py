"""How a case can end, what may then leave the hub, and on what grounds without consent."""

from typing import Annotated

from pydantic import Field

from frontdoor.access.vocabulary import Role
from frontdoor.policy.pack_part import Days, Flag, Named, Part, Slug, Span, Text
from frontdoor.policy.pack_words import (
    CountedFrom,
    EndsAs,
    Factor,
    ItemKind,
    RequestBasis,
    RetentionOf,
    Stage,
)


class Urgency(Named):
    """How quickly the receiving team has to respond; it is part of the product (D13)."""

    within: Span | None = None


class Variant(Named):
    """A kind of one outcome: CAF level 2 or 3, a pre-birth assessment (C15.10, P30).

    `stages` is where it is chosen, of those of its outcome: Early Help has a level at triage too.
    """

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]


class Outcome(Named):
    """One way that a case can end, with what follows from it.

    `referral` outcomes are returned in the census, and `primary_need` ones must say a need (8610).
    `told` is what a professional referrer hears. `reasons` are sentences that a manager may choose
    from when a contact ends this way, instead of writing the same again (S3).
    """

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    tier: Slug
    teams: tuple[Slug, ...]
    urgency: Slug | None = None
    primary_need: Flag
    referral: Flag
    counts_as: EndsAs
    told: Text
    reasons: tuple[Text, ...] = ()
    variants: tuple[Variant, ...] = ()

    def kinds(self, stage: Stage) -> tuple[Variant, ...]:
        """Return the kinds of it of which one is chosen at a stage (C15.10)."""
        return tuple(kind for kind in self.variants if stage in kind.stages)


class Tier(Named):
    """How much a recipient gets (C11.1, a.8(5)).

    `contains` lists the kinds of item preselected; with `only_relevant` an item must also be
    marked relevant. `sensitive_health` lets health facts that are sensitive be preselected, and
    then for the participants of a section 47 enquiry only.
    """

    meaning: Text
    contains: tuple[ItemKind, ...]
    only_relevant: Flag
    sensitive_health: Flag
    third_party: Flag
    needs_consent_or_basis: Flag


class Caveat(Named):
    """A handling condition. `holds_back` keeps the item out until somebody chooses it by hand."""

    meaning: Text
    holds_back: Flag


class Consent(Part):
    """What the referrer is told about consent, and who may record a ground outside the pack.

    `weighed` makes whoever asks agencies without consent write what might happen if it is shared,
    and if it is not (B10); otherwise they may.
    """

    notice: Text
    weighed: Flag
    other_ground: Annotated[tuple[Role, ...], Field(min_length=1)]


class Ground(Part):
    """A reason of the pack for not asking consent (C4.13, B8)."""

    slug: Slug
    sentence: Text
    source: Text


class SharingAgreement(Part):
    """When asking an agency, or sending to a team, needs an agreement that is in force (B9, C8.2).

    `without_on` names what a request may rest on all the same, with a recorded ground and the name
    of somebody whose task that is: a child is never lost for a paper. `needing_teams` are teams
    that have one too, unless the family agreed. `warn_days` is how long before its end the
    managers are told.
    """

    needed_to_ask: Flag
    without_on: tuple[RequestBasis, ...]
    needing_teams: tuple[Slug, ...]
    warn_days: Days


class Workplace(Part):
    """A school, station, surgery or refuge: no home, whoever is met there. Blank is not known."""

    name: Text
    address: str
    postcode: str
    phone: str


class WeakSignals(Part):
    """What else is told of the people and places of a contact: what for, and for how long.

    Contacts at one address are counted in `counted_days`. `below` names the class of retention of
    which contacts are told for `below_days` after they ended, and no longer: a register of families
    below the threshold has a purpose and a time of its own (a.8(13)). What is of `workplaces` is
    nobody's own, and connects nobody.
    """

    used_for: Text
    counted_days: Days
    below: Slug
    below_days: Days
    workplaces: tuple[Workplace, ...]


class Trigger(Named):
    """A flag of triage, with the census factors that it may become at assessment (P26 to P30)."""

    factors: tuple[Factor, ...] = ()


class Retention(Named):
    """How long one class of record is kept, from when, and what for (a.8(13)).

    `of` says what falls under it. Cases fall by the outcome that they ended with, or by the team
    that they were passed to. Where a record falls under several, the one that keeps longest holds.
    `told` are those whom another system told of and no contact: from when it told of them last.
    """

    years: Days
    counted_from: CountedFrom
    of: RetentionOf
    outcomes: tuple[Slug, ...]
    teams: tuple[Slug, ...]
    purpose: Text
