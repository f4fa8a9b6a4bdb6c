"""Ask about enquiries."""

from collections.abc import Iterable

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.enquiries.models import Enquiry


def of(case: Case) -> Enquiry | None:
    """Return the enquiry of a case that the asker may see, if there is one."""
    return (
        Enquiry.objects.filter(case=case)
        .select_related("case__contact__policy_version", "case__contact__hub", "case__child")
        .first()
    )


def of_all(cases: Iterable[Case]) -> dict[int, Enquiry]:
    """Return the enquiries of many cases, by case."""
    return {enquiry.case_id: enquiry for enquiry in Enquiry.objects.filter(case__in=list(cases))}
