"""Ask which legal holds stand, and whether a record may be removed."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.restricting import queries as restricting
from frontdoor.casework.retention import rules
from frontdoor.casework.retention.models import LegalHold
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.policy.pack_sharing import Retention

LATELY = 20


@asks
def on(case: Case) -> Asking[list[LegalHold]]:
    """Return the holds that stand on the contact of a case, or on what is joined to it directly."""
    joined, into = reports.joined.asked(case), reports.of.asked(case)
    yield joined, into
    others = [each.case.contact_id for each in joined.answer]
    if into.answer is not None:
        others.append(into.answer.into.contact_id)
    found = _standing([case.contact_id, *others])
    yield (found,)
    return list(found)


@prepared
def _standing(contacts: list[int]) -> QuerySet[LegalHold]:
    found = LegalHold.objects.filter(contact__in=contacts, lifted_at__isnull=True)
    return found.order_by("pk")


def why_not_dispose(contact: Contact) -> str:
    """Return why nothing of a record may be removed, or an empty string.

    Whatever goes on together with it counts, however far. The record is held until the transaction
    ends: nobody places a hold between this answer and what is done on it.
    """
    found = _standing([each.pk for each in reports.one_record(contact)])
    return rules.why_not_dispose([each.asked_by for each in found])


def is_closed(contact: Contact, *, by: Actor) -> bool:
    """Tell whether somebody sees a contact through broken glass alone."""
    closed = restricting.closed(by.user_id, contact="pk")
    return Contact.objects.filter(closed, pk=contact.pk).exists()


def hold(number: int, *, by: Actor) -> LegalHold:
    """Return a legal hold with its contact.

    :raises Unknown: if there is none, or none that they may know of.
    """
    for found in _readable(by).filter(pk=number):
        return found
    raise Unknown(str(number))


def _readable(by: Actor) -> QuerySet[LegalHold]:
    found = LegalHold.objects.select_related("contact")
    return found.exclude(restricting.closed(by.user_id, contact="contact_id"))


def standing(by: Actor) -> list[LegalHold]:
    """Return every hold that stands, the oldest first."""
    return list(_readable(by).filter(lifted_at__isnull=True).order_by("asked_on", "pk"))


def lifted(by: Actor) -> list[LegalHold]:
    """Return the holds that were lifted last."""
    found = _readable(by).filter(lifted_at__isnull=False)
    return list(found.order_by("-lifted_at", "-pk")[:LATELY])


def falls(retention: Retention) -> Q:
    """Return the condition that a case falls under a class: how it ended, or whom it names."""
    if retention.of == "unidentified":
        nameless = Q(child__given_names="", child__family_name="")
        return nameless & Q(child__date_of_birth__isnull=True)
    if retention.of == "adults":
        risk = Party.objects.filter(contact=OuterRef("contact"), part=Part.RISK.value)
        return Q(Exists(risk))
    decided = Decision.objects.filter(enquiry__case=OuterRef("pk"))
    return (
        Q(route__in=retention.outcomes)
        | Q(route_team__in=retention.teams)
        | Q(Exists(decided.filter(outcome__in=retention.outcomes)))
    )
