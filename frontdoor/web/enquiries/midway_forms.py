"""What is typed while agencies gather."""

from datetime import datetime
from typing import Any

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import chasing
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.models import Asked
from frontdoor.kernel.worktime import Duration, Unit
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import Choice, Words, choose
from frontdoor.web.enquiries import ratings
from frontdoor.web.enquiries.forms import Asking, OnEnquiry, Rate

EXTEND, ESCALATE = "extend", "escalate"

# Ours: no source says how much longer a partner may take.
MORE_TIME = {
    "2h": ("2 working hours", Duration(2, Unit.WORKING_HOURS)),
    "4h": ("4 working hours", Duration(4, Unit.WORKING_HOURS)),
    "1d": ("1 working day", Duration(1, Unit.WORKING_DAYS)),
    "2d": ("2 working days", Duration(2, Unit.WORKING_DAYS)),
}


class ReRate(Rate):
    """Another rating than it has, with its reason (B18)."""

    def __init__(self, data: Any = None, *, enquiry: Enquiry, at: datetime) -> None:
        super().__init__(data, enquiry=enquiry, at=at)
        field: Any = self.fields["rating"]
        field.label = "New rating"
        field.choices = [each for each in field.choices if each[0] != enquiry.rating]
        self.fields["reason"].label = "Reason for the change"
        if enquiry.commenced_at is None:
            return
        offered = {rating.slug: rating for rating in enquiry.policy.ratings}
        due = {slug: ratings.due_anew(rating, enquiry, at=at) for slug, rating in offered.items()}
        field.hints = due


class AskMore(Asking):
    """One more agency, what it needs to know, and what asking rests on."""

    agency = Choice(label="Agency to ask")
    field_order = ("seen", "after", "agency")

    def __init__(self, data: Any = None, *, enquiry: Enquiry, by: Actor, at: datetime) -> None:
        super().__init__(data, enquiry=enquiry, by=by, at=at, initial={})
        agency: Any = self.fields["agency"]
        agency.choices = gathering.not_asked(enquiry)
        listed = [(slug, name, "") for slug, name in agency.choices]
        agency.hints = {slug: hint for slug, _, hint in self.unsigned.said(listed) if hint}
        agency.closed = self.unsigned.closed


class Chase(OnEnquiry):
    """More time, or a word to the deputy, with the reason."""

    what = Choice(label="What do you choose?")
    until = Choice(label="How much longer?", required=False)
    reason = Words(label="Reason")
    says_optional = False

    def __init__(self, data: Any = None, *, asked: Asked, at: datetime) -> None:
        super().__init__(data, enquiry=asked.whole.enquiry)
        self.asked, self.at = asked, at
        choose(self.fields["until"], [(slug, self._until(slug)) for slug in MORE_TIME])
        if not asked.is_overdue(at=at):
            # Before it is late there is one thing to do, and nothing to choose.
            del self.fields["what"]
            return
        deputy = asked.policy.agency(asked.agency.slug).deputy
        choose(
            self.fields["what"],
            [(EXTEND, "Give more time"), (ESCALATE, "Tell the deputy")],
            hints={ESCALATE: f"{deputy}. Tell them first: this writes down that you did."},
        )

    @property
    def _escalates(self) -> bool:
        return self.cleaned_data.get("what") == ESCALATE

    def _due(self, slug: str) -> datetime:
        start = max(self.at, self.asked.falls_due_at)
        return contacts.calendar(self.asked.whole.enquiry.case).due(start, MORE_TIME[slug][1])

    def _until(self, slug: str) -> str:
        return f"{MORE_TIME[slug][0]}, until {words.moment(self._due(slug))}"

    def clean(self) -> dict[str, Any]:
        """Ask how much longer, where more time is given."""
        said = self.cleaned_data
        extends = said.get("what") == EXTEND or "what" not in self.fields
        if extends and not said.get("until") and "until" not in self.errors:
            self.add_error("until", "Choose how much longer.")
        return said

    def do(self, asked: Asked, *, by: Actor, at: datetime) -> object:
        """Do what was chosen."""
        reason = self.cleaned_data["reason"]
        if self._escalates:
            return chasing.escalate(asked=asked, reason=reason, by=by, at=at)
        due_at = self._due(self.cleaned_data["until"])
        return chasing.extend(asked=asked, due_at=due_at, reason=reason, by=by, at=at)

    def said(self) -> str:
        """Return what was done, in words."""
        if self._escalates:
            return f"Written down that the deputy of {self.asked.agency} was told"
        return f"{self.asked.agency} has more time"
