"""Ask what was decided."""

from collections.abc import Iterable

from django.db.models import QuerySet

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared


@asks
def of(enquiry: Enquiry) -> Asking[Decision | None]:
    """Return the decision on an enquiry, if there is one."""
    found = _of(enquiry.pk)
    yield (found,)
    for decision in found:
        decision.enquiry = enquiry
        return decision
    return None


@prepared
def _of(enquiry: int) -> QuerySet[Decision]:
    return Decision.objects.filter(enquiry=enquiry)


@asks
def of_cases(cases: Iterable[Case]) -> Asking[dict[int, Decision]]:
    """Return what was decided on these cases, by case, where anything was."""
    held = {case.pk: case for case in cases}
    found = _on(list(held))
    yield (found,)
    decided: dict[int, Decision] = {}
    for decision in found:
        decision.enquiry.case = held[decision.enquiry.case_id]
        decided[decision.enquiry.case_id] = decision
    return decided


@prepared
def _on(cases: list[int]) -> QuerySet[Decision]:
    return Decision.objects.filter(enquiry__case__in=cases).select_related("enquiry")
