"""Ask about enquiries."""

from datetime import datetime

from django.db.models import QuerySet

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.enquiries import rules
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.policy import rules as policies


@asks
def of(case: Case) -> Asking[Enquiry | None]:
    """Return the enquiry of a case that the asker may see, if there is one."""
    found = _of(case.pk)
    yield (found,)
    for enquiry in found:
        enquiry.case = case
        return enquiry
    return None


@prepared
def _of(case: int) -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(case=case)


def started_at(enquiry: Enquiry, rating: str, *, at: datetime) -> datetime:
    """Return when the clock of a rating begins, if an enquiry has it that commences at that
    moment, or has commenced. A later rating counts from the same events as the first.
    """
    return rules.started_at(
        policies.starts_at(enquiry.policy, rating, assessment=True),
        received_at=enquiry.case.contact.received_at,
        rated_at=enquiry.first_rated_at or at,
        commenced_at=enquiry.commenced_at or at,
    )


def due_if_commenced(enquiry: Enquiry, rating: str, *, at: datetime) -> datetime:
    """Return when the enquiry would be due, if it had that rating, and commenced then or before."""
    return due_from(enquiry, rating, started_at(enquiry, rating, at=at))


def due_from(enquiry: Enquiry, rating: str, start: datetime) -> datetime:
    """Return when the whole time of a rating is up, from a moment on."""
    calendar = contacts.calendar(enquiry.case)
    return policies.due_at(enquiry.policy, calendar, rating, start, assessment=True)
