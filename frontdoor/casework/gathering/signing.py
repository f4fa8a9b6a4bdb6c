"""Whether agencies have signed what asking them rests on, or who asks all the same, and why."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.casework.agreements import queries as agreements
from frontdoor.casework.agreements.models import Signature
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import rules
from frontdoor.casework.gathering.vocabulary import Basis
from frontdoor.kernel.refusal import Invalid
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import day as hub_day
from frontdoor.policy.staged import may_not


def missing(enquiry: Enquiry, *, at: datetime) -> frozenset[str]:
    """Return the agencies, by slug, that have no agreement in force and need one to be asked."""
    if not enquiry.policy.sharing_agreement.needed_to_ask:
        return frozenset()
    return unsigned(enquiry.policy, agreements.signatures(enquiry.hub_id), at=at)


def unsigned(policy: Policy, signatures: Iterable[Signature], *, at: datetime) -> frozenset[str]:
    """Return the same, with the signatures of the hub's agencies at hand."""
    if not policy.sharing_agreement.needed_to_ask:
        return frozenset()
    signed = agreements.in_force(signatures, on=hub_day(policy, at))
    return frozenset(agency.slug for agency in policy.agencies) - signed


def check(
    enquiry: Enquiry,
    slugs: Sequence[str],
    *,
    basis: Basis | None,
    why: str,
    field: str,
    by: Actor,
    at: datetime,
) -> set[str]:
    """Return which of these agencies are asked although they have no agreement in force (B9).

    :raises Invalid: at `field`, if one may not be asked; if one is, and nobody says `why`.
    """
    policy, without = enquiry.policy, missing(enquiry, at=at)
    may = not may_not(policy, "ask_without_agreement", by=by)
    for slug in slugs:
        if slug not in without:
            continue
        name = policy.agency(slug).name
        if reason := rules.why_not_without_agreement(policy, name, basis=basis, may=may):
            raise Invalid(field, reason)
        if not why.strip():
            raise Invalid("without_agreement", f"Say why {name} is asked without an agreement.")
    return set(slugs) & without
