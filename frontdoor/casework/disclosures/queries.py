"""Ask what has left the hub, and who was asked first. Gates: `product`, `telling`, `clearance`."""

from datetime import datetime

from django.db.models import F, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.clocks import WARN_AT
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.disclosures.models import Clearance, Product, Telling
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.worktime import Duration, Unit
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies

# Ours: within this a team says that it has what it was sent, where its urgency says no time.
ACKNOWLEDGE = Duration(1, Unit.WORKING_DAYS)


@asks
def clearances(enquiry_id: int) -> Asking[list[Clearance]]:
    """Return what originators were asked on an enquiry, oldest first."""
    found = Clearance.objects.filter(enquiry_id=enquiry_id).select_related("agency", "team")
    found = found.order_by("pk")
    yield (found,)
    return list(found)


def clearances_for(agency_id: int) -> list[Clearance]:
    """Return what an agency is asked to let go further: what waits first, then the newest."""
    found = Clearance.objects.filter(agency_id=agency_id).select_related(*_CLEARANCE)
    return sorted(found.order_by("-pk"), key=lambda each: not each.waits)


_CLEARANCE = ("agency", "team", "enquiry__case__child", "enquiry__case__contact__policy_version")


def clearance(number: int, *, actor: Actor, to: str, at: datetime) -> Clearance:
    """Return a question to an originator that `actor` may see, and remember the look.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = Clearance.objects.filter(pk=number).select_related(*_CLEARANCE).first()
    if found is None:
        raise Unknown("clearance")
    audit.looked(str(found.enquiry), purpose=to, by=actor, at=at)
    return found


def basis_on_record(case: Case) -> str:
    """Return what the contact says that sharing rests on: consent, or a basis in law."""
    if consents := contacts.consents(case.contact):
        return f"Consent, asked of and given by {', '.join(consents)}."
    law = {basis.slug: basis for basis in policies.law(case.contact.policy_version).bases}
    found = [law[slug] for slug in case.contact.bases if slug in law]
    return " ".join(f"{basis.statute}. {basis.sentence}" for basis in found)


def respond_by(case: Case, urgency: str, *, at: datetime) -> datetime | None:
    """Return by when a team has to respond, if the urgency says so (D13)."""
    within = case.policy.urgency(urgency).within if urgency else None
    return None if within is None else _due(case, within.length, at=at)


def acknowledge_by(case: Case, urgency: str, *, at: datetime) -> datetime:
    """Return by when a team has to say that it has a product: its urgency, else a working day."""
    within = case.policy.urgency(urgency).within if urgency else None
    return _due(case, ACKNOWLEDGE if within is None else within.length, at=at)


def warn_at(case: Case, acknowledge_by: datetime, *, at: datetime) -> datetime:
    """Return from when a team's time to acknowledge is running out."""
    calendar = contacts.calendar(case)
    return calendar.warn_at(at, acknowledge_by, WARN_AT, Unit.WORKING_HOURS)


def _due(case: Case, length: Duration, *, at: datetime) -> datetime:
    return contacts.due(case.contact, length, at=at)


def may_be_told(enquiry: Enquiry) -> list[Person]:
    """Return the parents and carers in a contact: those who can protect the child (P26)."""
    parties = contacts.parties(enquiry.case.contact)
    return [party.person for party in parties if party.part == Part.CARER]


@asks
def tellings(enquiry_id: int) -> Asking[list[Telling]]:
    """Return what somebody in the family may be told, oldest first."""
    found = _tellings(enquiry_id)
    yield (found,)
    return list(found)


@prepared
def _tellings(enquiry: int) -> QuerySet[Telling]:
    found = Telling.objects.filter(enquiry=enquiry)
    return found.select_related("person", "agency").order_by("pk")


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
    return list(found.order_by("-stage", "acknowledge_by", "pk"))


@asks
def products_on(case_id: int) -> Asking[list[Product]]:
    """Return what has left the hub on a case: when it was routed, and after an enquiry."""
    found = _products(case_id)
    yield (found,)
    return list(found)


@prepared
def _products(case_id: int) -> QuerySet[Product]:
    return _on(case_id)


def _on(case_id: int) -> QuerySet[Product]:
    found = Product.objects.filter(case_id=case_id).select_related("team", "policy_version")
    texts = (f"policy_version__{text}" for text in policies.TEXTS)
    return found.defer(*texts).order_by("pk")


def handed_over(case_id: int) -> list[Product]:
    """Return what teams were sent when a case was routed, and still stands.

    What they were sent before the case was opened again is told of, and does not stand for it.
    """
    found = _on(case_id).filter(turn=F("case__turn"))
    return [each for each in found if each.is_hand_over and not each.is_recalled]


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
