"""Ask about requests and findings. The gate: `get` is the only way that a page gets a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Contact, Party
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import Stage as EnquiryStage
from frontdoor.casework.gathering.models import Asked, Chase, Finding, Opinion, Request, Supplement
from frontdoor.casework.gathering.vocabulary import Stage
from frontdoor.kernel.asking import Asking, asks, beside
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.people.models import Person

_WITH = (
    "agency",
    "enquiry__case__child",
    "enquiry__case__contact__policy_version",
    "enquiry__case__contact__hub",
)


# Where whoever is named is asked about: a decision that waits may still be sent back.
IN_THE_MIDST = (EnquiryStage.GATHERING, EnquiryStage.DECIDED)
MORE = (
    "chases", "opinions__supplement__person", "supplements__person", "supplements__agency",
    "supplements__chases",
)  # fmt: skip


def silent_ones(chases: Iterable[int]) -> dict[int, str]:
    """Return by number of a chase who is silent, and about whom, where that is one person."""
    found = Chase.objects.filter(pk__in=chases).select_related("agency", "supplement__person")
    return {each.pk: _silent(each) for each in found}


def _silent(chase: Chase) -> str:
    more = chase.supplement
    return f"{chase.agency.name} on {more.about}" if more else chase.agency.name


def tray(agency_id: int) -> list[Request]:
    """Return an agency's requests: those to answer first, by what runs out first (C9.8)."""
    found = Request.objects.filter(agency_id=agency_id).select_related(*_WITH)
    return list(found.prefetch_related(*MORE).order_by("stage", "due_at", "pk"))


def get(case_reference: str, *, actor: Actor, to: str, at: datetime) -> Request:
    """Return what the actor's agency is asked about a case, and remember the look.

    :raises Unknown: if it is not asked, or there is no such case: one answer.
    """
    found = Request.objects.filter(
        agency_id=actor.agency_id, enquiry__case__reference=case_reference
    )
    request = found.select_related(*_WITH).prefetch_related(*MORE).first()
    if request is None:
        raise Unknown(case_reference)
    audit.looked(case_reference, purpose=to, by=actor, at=at)
    return request


def supplement(number: int, *, actor: Actor, to: str, at: datetime) -> Supplement:
    """Return what the actor's agency is asked about one more person, and remember the look.

    :raises Unknown: if it is not asked, or there is no such question: one answer.
    """
    found = Supplement.objects.filter(agency_id=actor.agency_id, pk=number)
    found = found.select_related("agency", "person", *(f"request__{name}" for name in _WITH))
    asked = found.prefetch_related("chases").first()
    if asked is None:
        raise Unknown(str(number))
    audit.looked(str(asked.request.enquiry), purpose=to, by=actor, at=at)
    return asked


def parties(request: Request) -> list[Party]:
    """Return those that a request asks about, without those who were named after it."""
    later = {each.person_id for each in request.supplements.all()}
    named = contacts.parties(request.enquiry.case.contact)
    return [party for party in named if party.person_id not in later]


def people(request: Request) -> list[Person]:
    """Return everybody that a request asks about: child, family, others named (C9.2)."""
    return [party.person for party in parties(request)]


def not_asked(enquiry: Enquiry) -> list[tuple[str, str]]:
    """Return the agencies of the pack that an enquiry has not asked: slug and name."""
    asked = Request.objects.filter(enquiry=enquiry).values_list("agency__slug", flat=True)
    return [(each.slug, each.name) for each in enquiry.policy.agencies if each.slug not in asked]


def request_to(agency: str, enquiry: Enquiry) -> Request:
    """Return what an agency is asked about an enquiry.

    :raises Unknown: if it is not asked.
    """
    for request in requests(enquiry):
        if request.agency.slug == agency:
            return request
    raise Unknown(agency)


def question(agency: str, enquiry: Enquiry, *, number: int | None = None) -> Asked:
    """Return what an agency is asked about an enquiry, or, by number, about one person named later.

    :raises Unknown: if it is not asked.
    """
    request = request_to(agency, enquiry)
    if number is None:
        return request
    for more in request.supplements.all():
        if more.pk == number:
            return more
    raise Unknown(agency)


def due_for_later(enquiry: Enquiry, *, at: datetime) -> datetime:
    """Return by when an agency answers about somebody named only now: the rating's whole time.

    Ours: the enquiry's own promise stays, and a decision need not wait (a.8, 15).
    """
    return enquiries.due_from(enquiry, enquiry.rating, at)


def gathering(contact: Contact) -> list[Enquiry]:
    """Return the enquiries of a contact whose agencies have been asked, and that are undecided."""
    found = Enquiry.objects.filter(case__contact=contact, stage__in=IN_THE_MIDST)
    return list(
        found.select_related(
            "case__contact__policy_version", "case__contact__hub", "case__child"
        ).order_by("pk")
    )


@asks
def requests(enquiry: Enquiry) -> Asking[list[Request]]:
    """Return the requests of an enquiry, those without an answer first."""
    found, later, chases = _requests(enquiry.pk), _later(enquiry.pk), _chases(enquiry.pk)
    opinions = _opinions(enquiry.pk)
    yield found, later, chases, opinions
    beside(found, "opinions", opinions, field="request")
    beside(found, "supplements", later, field="request")
    beside(found, "chases", chases, field="request")
    beside(later, "chases", chases, field="supplement")
    for request in found:
        request.enquiry = enquiry
    return sorted(found, key=lambda request: request.is_settled)


@prepared
def _requests(enquiry: int) -> QuerySet[Request]:
    found = Request.objects.filter(enquiry=enquiry).select_related("agency")
    return found.order_by("stage", "agency__name", "pk")


@prepared
def _later(enquiry: int) -> QuerySet[Supplement]:
    found = Supplement.objects.filter(request__enquiry=enquiry)
    return found.select_related("person", "agency").order_by("pk")


@prepared
def _opinions(enquiry: int) -> QuerySet[Opinion]:
    found = Opinion.objects.filter(request__enquiry=enquiry)
    return found.select_related("supplement__person").order_by("pk")


@prepared
def _chases(enquiry: int) -> QuerySet[Chase]:
    return Chase.objects.filter(request__enquiry=enquiry).order_by("pk")


def outstanding(enquiry: Enquiry) -> list[Request]:
    """Return the requests that lack an answer, for whom they asked about first or for whom they
    asked about later. No reply is not an answer (a.8, 15).
    """
    return [request for request in requests(enquiry) if not request.is_settled]


def silent(requests: Iterable[Request], *, at: datetime) -> list[Asked]:
    """Return the questions whose time is up without an answer, in the order of their requests."""
    asked = [each for request in requests for each in (request, *request.unanswered)]
    return [each for each in asked if each.is_overdue(at=at)]


def warn_at(asked: Asked) -> datetime:
    """Return when an agency is warned that its time runs out: by the share that the rating has.

    More time is warned of by the same share, from when it was given (P24).
    """
    enquiry = asked.whole.enquiry
    given = [each for each in asked.chased if each.due_at]
    start = max(given, key=lambda each: each.pk).made_at if given else asked.asked_at
    due_at = max(start, asked.falls_due_at)
    share = enquiry.policy.rating(enquiry.rating).warn_at
    return contacts.calendar(enquiry.case).warn_at(start, due_at, share, enquiry.unit)


def still_gathering() -> list[Request]:
    """Return every request of the hub's enquiries whose agencies are gathering, in order."""
    found = Request.objects.filter(enquiry__stage=EnquiryStage.GATHERING.value)
    return list(found.select_related(*_WITH).prefetch_related(*MORE).order_by("enquiry", "pk"))


def answers(enquiry: Enquiry) -> int:
    """Return how many answers have come so far, those about people named later included."""
    first = Request.objects.filter(enquiry=enquiry, stage=Stage.RETURNED).count()
    later = Supplement.objects.filter(request__enquiry=enquiry, stage=Stage.RETURNED).count()
    return first + later


@asks
def findings(enquiry: Enquiry) -> Asking[list[Finding]]:
    """Return what agencies said, as far as the asker may see it."""
    found = _findings(enquiry.pk)
    yield (found,)
    return list(found)


@prepared
def _findings(enquiry: int) -> QuerySet[Finding]:
    found = Finding.objects.filter(request__enquiry=enquiry)
    return found.select_related("agency", "person").order_by("agency__name", "pk")


def own(request: Request) -> list[Finding]:
    """Return what was answered to one request."""
    return list(Finding.objects.filter(request=request).select_related("person").order_by("pk"))


def ground(enquiry: Enquiry) -> str:
    """Return the recorded ground for not asking consent in words, if there is one (C4.13)."""
    return contacts.ground(enquiry.case.contact)


@dataclass(frozen=True, kw_only=True)
class Replies:
    """How many agencies were asked about an enquiry, and how many have yet to answer."""

    asked: int
    waiting: int


@prepared
def _replies(enquiries: list[int]) -> QuerySet[Any, Any]:
    found = Request.objects.filter(enquiry__in=enquiries).order_by("enquiry").values("enquiry")
    unanswered = Q(stage=Stage.ASKED) | Q(supplements__stage=Stage.ASKED)
    return found.annotate(
        asked=Count("pk", distinct=True), waiting=Count("pk", filter=unanswered, distinct=True)
    )


@asks
def replies(enquiries: Iterable[int]) -> Asking[dict[int, Replies]]:
    """Return, by the number of an enquiry, how far gathering has come where anybody was asked."""
    found = _replies(list(enquiries))
    yield (found,)
    return {row["enquiry"]: Replies(asked=row["asked"], waiting=row["waiting"]) for row in found}
