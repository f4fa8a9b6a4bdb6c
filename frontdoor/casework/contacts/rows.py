"""What is read of contacts again and again, put into SQL once."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from frontdoor.casework.contacts.models import Case, Challenge, Clock, Contact, Party
from frontdoor.kernel.prepared import prepared


@prepared
def sent(hub: int, form: UUID) -> QuerySet[Contact]:
    """Return the contact that a form made, if it was sent before."""
    return Contact.objects.filter(hub=hub, form_key=form)


_LISTED = (
    "stage", "reference", "urgent", "hub",
    "contact__stage", "contact__reference", "contact__hub",
    "contact__policy_version__hub", "contact__policy_version__number",
    "contact__policy_version__sha256",
    "child__hub", "child__given_names", "child__family_name", "child__description",
    "child__date_of_birth", "child__expected_on", "child__age_said",
)  # fmt: skip


@prepared
def listed(numbers: list[int]) -> QuerySet[Case]:
    """Return cases with what a list of them tells."""
    found = Case.objects.select_related("contact__policy_version", "child").only(*_LISTED)
    return found.filter(pk__in=numbers)


@prepared
def siblings(contact: int, case: int) -> QuerySet[Case]:
    """Return the cases of the other children of a contact, in the order of their letters."""
    found = Case.objects.filter(contact=contact).exclude(pk=case)
    return found.select_related("child").order_by("reference")


@prepared
def parties(contacts: list[int]) -> QuerySet[Party]:
    """Return everybody in contacts, in the order they were named."""
    return Party.objects.filter(contact__in=contacts).select_related("person").order_by("pk")


@prepared
def clocks(case: int) -> QuerySet[Clock]:
    """Return the clocks of a case in the order of their due times."""
    return Clock.objects.filter(case=case).order_by("due_at", "pk")


@prepared
def earlier(records: list[int], contact: int) -> QuerySet[Any, Any]:
    """Return how many other contacts were about these records, and when the last one came."""
    parties = Party.objects.filter(person__in=records).exclude(contact=contact)
    rows = parties.order_by().values("hub")
    return rows.annotate(count=Count("contact", distinct=True), last_at=Max("contact__received_at"))


@prepared
def parts(records: list[int]) -> QuerySet[Party]:
    """Return in which contacts these records were named, the newest contact first."""
    found = Party.objects.filter(person__in=records).select_related("contact", "person")
    return found.order_by("-contact__received_at", "-pk")


@prepared
def joined_to(case: int) -> QuerySet[Case]:
    """Return the cases of the reports that go on in a case."""
    found = Case.objects.filter(joinings__into=case, joinings__parted_at__isnull=True)
    return found.order_by("pk")


@prepared
def challenges_waiting() -> QuerySet[Any, Any]:
    """Return how many partners have yet to be asked."""
    waiting = Challenge.objects.filter(said_at__isnull=True).order_by()
    return waiting.values("hub").annotate(number=Count("pk"))
