"""Ask what was decided."""

from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries.models import Enquiry


def of(enquiry: Enquiry) -> Decision | None:
    """Return the decision on an enquiry, if there is one."""
    found = Decision.objects.filter(enquiry=enquiry)
    return found.select_related(
        "enquiry__case__contact__policy_version", "enquiry__case__contact__hub"
    ).first()
