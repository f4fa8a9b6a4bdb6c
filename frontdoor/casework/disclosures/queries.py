"""Ask what may leave the hub, and what has left it. The gates: `product` and `telling`."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures.models import Product, Telling
from frontdoor.casework.disclosures.rules import PROTECTED, Offer
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.models import Finding, Request
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.worktime import Calendar
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from frontdoor.policy.pack_words import ItemKind


def offers(decision: Decision) -> list[Offer]:
    """Return everything that a product on this decision could hold, in reading order (D11)."""
    enquiry = decision.enquiry
    parties = contacts.parties(enquiry.case.contact)
    risky = {party.person_id for party in parties if party.part == Part.RISK}
    shared = [f for f in gathering.findings(enquiry) if f.answer == Answer.SHARED]
    items = [*_of_the_child(enquiry.case.child, shared), *_of_the_hub(decision)]
    items += [
        _analysis(request, [f for f in shared if f.request_id == request.pk], risky)
        for request in gathering.requests(enquiry)
    ]
    items += [_fact(finding, risky) for finding in shared]
    return [item for item in items if item.words.strip()]


def _of_the_child(child: Person, shared: Iterable[Finding]) -> list[Offer]:
    """Return who the child is, and apart from it where they live: an address may be protected."""
    born = f"Born {child.date_of_birth:%-d %B %Y}" if child.date_of_birth else ""
    protected = any(PROTECTED in finding.caveats for finding in shared)
    return [
        Offer(
            key="identity",
            kind="identity",
            heading="The child",
            words=_lines(child.name, born, child.school),
        ),
        Offer(
            key="address",
            kind="identity",
            heading="Where the child lives",
            words=_lines(child.address, child.postcode),
            caveats=(PROTECTED,) if protected else (),
        ),
    ]


def _of_the_hub(decision: Decision) -> list[Offer]:
    enquiry = decision.enquiry
    rating = f"{enquiry.policy.rating(enquiry.rating).name}, level {decision.level}"
    said: tuple[tuple[ItemKind, str, str], ...] = (
        ("outcome", "Outcome", decision.outcome_words),
        ("rating", "Rating", rating),
        ("concern", "The concern", enquiry.case.contact.concern),
        ("recommendation", "Recommendations", decision.recommendations),
        ("rationale", "Rationale", decision.rationale),
    )
    return [
        Offer(key=kind, kind=kind, heading=heading, words=words) for kind, heading, words in said
    ]


def _analysis(request: Request, shared: Sequence[Finding], risky: set[int]) -> Offer:
    # An analysis may tell what the facts beneath it tell: what holds them back holds it.
    return Offer(
        key=f"analysis_{request.pk}",
        kind="agency_analysis",
        heading=f"Analysis by {request.agency.name}",
        words=request.whole_analysis,
        origin=request.agency.name,
        third_party=any(finding.person_id in risky for finding in shared),
        sensitive_health=any(finding.sensitive_health for finding in shared),
        caveats=tuple(sorted({slug for finding in shared for slug in finding.caveats})),
    )


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _fact(finding: Finding, risky: set[int]) -> Offer:
    about_risk = finding.person_id in risky
    return Offer(
        key=f"facts_{finding.pk}",
        kind="adult_risk" if about_risk else "agency_facts",
        heading=f"{finding.agency.name} on {finding.person.name}",
        words=finding.facts,
        origin=finding.agency.name,
        # Facts are for the manager to find relevant; an agency's analysis is so by nature (P6).
        relevant=False,
        sensitive_health=finding.sensitive_health,
        third_party=about_risk,
        caveats=tuple(finding.caveats),
    )


def respond_by(decision: Decision, *, at: datetime) -> datetime | None:
    """Return by when a team has to respond, if the outcome's urgency says so (D13)."""
    policy = decision.enquiry.policy
    within = policy.urgency(decision.chosen.urgency).within if decision.chosen.urgency else None
    if within is None:
        return None
    calendar = contacts.calendar(decision.enquiry.case)
    return calendar.due(at, within.length, day_one=policy.calendar.day_one)


def may_be_told(enquiry: Enquiry) -> list[Person]:
    """Return the parents and carers in a contact: those who can protect the child (P26)."""
    parties = contacts.parties(enquiry.case.contact)
    return [party.person for party in parties if party.part == Part.CARER]


def tellings(enquiry_id: int) -> list[Telling]:
    """Return what somebody in the family may be told, oldest first."""
    found = Telling.objects.filter(enquiry_id=enquiry_id).select_related("person", "agency")
    return list(found.order_by("pk"))


def tellings_for(agency_id: int) -> list[Telling]:
    """Return what an agency is asked to agree to, newest first."""
    found = Telling.objects.filter(agency_id=agency_id)
    return list(
        found.select_related("person", "agency", "enquiry__case__contact__policy_version").order_by(
            "-pk"
        )
    )


def telling(telling_id: int, *, actor: Actor, to: str, at: datetime) -> Telling:
    """Return a telling that `actor` may see, and remember the look.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = (
        Telling.objects.filter(pk=telling_id)
        .select_related("person", "agency", "enquiry__case__contact__policy_version")
        .first()
    )
    if found is None:
        raise Unknown("telling")
    audit.looked(str(found.enquiry), purpose=to, by=actor, at=at)
    return found


def products(team_id: int) -> list[Product]:
    """Return what a team has received, what it has not acknowledged first."""
    found = Product.objects.filter(team_id=team_id).select_related("team", "policy_version")
    return list(found.order_by("-stage", "respond_by", "pk"))


def products_of(enquiry_id: int) -> list[Product]:
    """Return what has left the hub on an enquiry."""
    found = Product.objects.filter(enquiry_id=enquiry_id).select_related("team", "policy_version")
    return list(found.order_by("pk"))


def calendar(product: Product) -> Calendar:
    """Return the calendar by which a team's time to respond runs."""
    return policies.calendar(product.policy_version)


def product(reference: str, *, actor: Actor, to: str, at: datetime) -> Product:
    """Return a product that `actor` may see, and remember the look.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = Product.objects.filter(reference=reference).select_related("team", "policy_version")
    product = found.first()
    if product is None:
        raise Unknown(reference)
    audit.looked(reference, purpose=to, by=actor, at=at)
    return product
