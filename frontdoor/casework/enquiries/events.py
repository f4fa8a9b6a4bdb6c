"""What is remembered about enquiries."""

from dataclasses import dataclass
from datetime import datetime

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class EnquiryOpened(Fact):
    """A child's case became a MASH enquiry."""

    kind = "enquiry.opened"


@dataclass(frozen=True, kw_only=True)
class EnquiryRated(Fact):
    """An enquiry was rated, with the reason."""

    kind = "enquiry.rated"
    rating: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EnquiryReRated(Fact):
    """What came back changed the rating (B18, C10.2)."""

    kind = "enquiry.re_rated"
    before: str
    rating: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EnquiryCommenced(Fact):
    """The clock of the rating began to run."""

    kind = "enquiry.commenced"
    due_at: datetime
    depth: str
    in_time: bool
