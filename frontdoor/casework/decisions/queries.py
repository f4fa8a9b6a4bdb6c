"""Ask what was decided."""

from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries.models import Enquiry


def of(enquiry: Enquiry) -> Decision | None:
    """Return the decision on an enquiry, if there is one."""
    found = Decision.objects.filter(enquiry=enquiry).first()
    if found is not None:
        found.enquiry = enquiry
    return found
