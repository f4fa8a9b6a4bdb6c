"""What is typed to rate, commence, authorise and send back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering import rules
from frontdoor.casework.gathering.vocabulary import Basis
from frontdoor.web.components.form_fields import Choice, Choices
from frontdoor.web.doing import Change
from frontdoor.web.enquiries import ratings


class OnEnquiry(Change):
    """A change of an enquiry, which others may change as well."""

    def __init__(self, data: Any = None, *, enquiry: Enquiry, **more: Any) -> None:
        case = enquiry.case
        subjects = [case.reference, case.contact.reference]
        super().__init__(data, version=enquiry.version, subjects=subjects, **more)


class Rate(OnEnquiry):
    """A rating by presenting risk, with its reason (C6.1, C7)."""

    rating = Choice(label="Rating")
    reason = forms.CharField(
        label="Reason for the rating",
        help_text="What you know now that makes this the right rating.",
        widget=forms.Textarea,
    )

    def __init__(self, data: Any = None, *, enquiry: Enquiry, at: datetime) -> None:
        super().__init__(data, enquiry=enquiry)
        field = self.fields["rating"]
        field.choices = ratings.choices(enquiry.policy)  # type: ignore[attr-defined]
        field.hints = {  # type: ignore[attr-defined]
            rating.slug: ratings.described(
                rating, due_at=enquiries.due_if_commenced(enquiry, rating.slug, at=at)
            )
            for rating in enquiry.policy.ratings
        }


class Commence(OnEnquiry):
    """Who is asked, about what, and what asking rests on (B16, B19, C8.5, a.8(7)).

    A rating that gathers nothing asks for nothing: then there is only a button.
    """

    depth = Choice(label="How much to gather")
    asked = Choices(label="Agencies to ask", required=False)
    summary = forms.CharField(
        label="Summary of the concerns",
        help_text="The agencies read this. Say nothing of who contacted the hub.",
        widget=forms.Textarea,
        required=False,
    )
    basis = Choice(label="What asking rests on", required=False)
    says_optional = False

    def __init__(self, data: Any = None, *, enquiry: Enquiry) -> None:
        rating = enquiry.policy.rating(enquiry.rating)
        initial = {
            "depth": rating.gathering,
            "asked": rules.asked_first(enquiry.policy, rating, depth=rating.gathering),
            "summary": enquiry.case.contact.concern,
        }
        super().__init__(data, enquiry=enquiry, initial=initial)
        self.only_depth = "" if rating.gathering_choice else rating.gathering
        if self.only_depth:
            del self.fields["depth"]
        if self.only_depth == "none":
            for name in ("asked", "summary", "basis"):
                del self.fields[name]
        else:
            self._offer(enquiry)

    def _offer(self, enquiry: Enquiry) -> None:
        rating = enquiry.policy.rating(enquiry.rating)
        if "depth" in self.fields:
            _choose(self.fields["depth"], ratings.depths(enquiry.policy, rating))
        _choose(self.fields["asked"], ratings.agencies(enquiry.policy, rating))
        _choose(self.fields["basis"], bases(enquiry))

    def told(self) -> dict[str, Any]:
        """Return what was chosen; without gathering, that nobody is asked."""
        said = super().told()
        basis = said.get("basis")
        return {
            "depth": said.get("depth") or self.only_depth,
            "asked": said.get("asked", []),
            "summary": said.get("summary", ""),
            "basis": Basis(basis) if basis else None,
        }


def bases(enquiry: Enquiry) -> list[tuple[str, str, str]]:
    """Return each basis with the words that the agencies will read, or why it cannot be chosen."""
    consents, ground = contacts.consents(enquiry.case.contact), gathering.ground(enquiry)
    offered = []
    for basis in Basis:
        why_not = rules.why_not_ask(basis, consent_given=bool(consents), ground=ground)
        words = rules.basis_words(basis, who_consented=consents, ground=ground)
        offered.append((basis.value, basis.label, why_not or f"They will read: “{words}”"))
    return offered


def _choose(field: Any, offered: list[tuple[str, str, str]]) -> None:
    field.choices = [(value, label) for value, label, _ in offered]
    hints: Mapping[str, str] = {value: hint for value, _, hint in offered if hint}
    field.hints = hints


class Authorise(OnEnquiry):
    """Nothing is typed: the decision is read, and authorised."""


class SendBack(OnEnquiry):
    """Why a decision has to be thought over."""

    reason = forms.CharField(label="What should be thought over?", widget=forms.Textarea)
