"""What is to be kept from the family (d.8): as reports say, and as agencies say of their facts."""

from frontdoor.casework.contacts import telling
from frontdoor.casework.disclosures.rules import FAMILY
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Finding


def not_to_tell(enquiry: Enquiry) -> list[Finding]:
    """Return the facts that the family must not hear, as the agency says, where the asker sees."""
    found = Finding.objects.filter(request__enquiry=enquiry, caveats__contains=[FAMILY])
    return list(found.select_related("agency", "person").order_by("agency__name", "pk"))


def kept(enquiry: Enquiry) -> list[str]:
    """Return the words that may not be said to a family: of the reports, and of agencies' facts."""
    told = telling.kept_from_family(enquiry.case)
    return [*told, *(finding.facts for finding in not_to_tell(enquiry))]
