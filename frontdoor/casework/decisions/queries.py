"""Ask what was decided."""

from collections.abc import Iterable

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries.models import Enquiry


def of(enquiry: Enquiry) -> Decision | None:
    """Return the decision on an enquiry, if there is one."""
    found = Decision.objects.filter(enquiry=enquiry).first()
    if found is not None:
        found.enquiry = enquiry
    return found


def of_cases(cases: Iterable[Case]) -> dict[int, Decision]:
    """Return what was decided on these cases, by case, where anything was."""
    held = {case.pk: case for case in cases}
    decided: dict[int, Decision] = {}
    for found in Decision.objects.filter(enquiry__case__in=held).select_related("enquiry"):
        found.enquiry.case = held[found.enquiry.case_id]
        decided[found.enquiry.case_id] = found
    return decided
