"""Who sees enquiries: those inside the hub; a partner, those it was asked about."""

from frontdoor.access import wall
from frontdoor.casework.enquiries.lifecycle import ENQUIRY
from frontdoor.casework.enquiries.models import Enquiry

KIND = "enquiry"

TABLES = (
    wall.Table(
        model=Enquiry,
        see=wall.any_of(wall.INSIDE, wall.granted(KIND, "enquiries_enquiry.id")),
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=("opened_at",),
        lifecycle=ENQUIRY,
    ),
)
