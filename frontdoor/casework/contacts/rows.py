"""What is read of contacts again and again, put into SQL once."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from frontdoor.casework.contacts.models import Case, Clock, Contact, Party
from frontdoor.kernel.prepared import prepared


@prepared
def sent(hub: int, form: UUID) -> QuerySet[Contact]:
    """Return the contact that a form made, if it was sent before."""
    return Contact.objects.filter(hub=hub, form_key=form)


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
def joined_to(case: int) -> QuerySet[Case]:
    """Return the cases of the reports that go on in a case."""
    found = Case.objects.filter(joinings__into=case, joinings__parted_at__isnull=True)
    return found.order_by("pk")
