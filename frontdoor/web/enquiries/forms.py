"""What is typed to rate, commence, authorise and send back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdoor.access.actor import Actor
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering import rules
from frontdoor.casework.gathering.vocabulary import Basis
from frontdoor.web.components.form_fields import STORY, Choice, Choices, Words
from frontdoor.web.doing import Change
from frontdoor.web.enquiries import ratings, resting

# What is typed where somebody is asked; without gathering, nothing of it.
ASKING = (
    "asked", "summary", "basis", "ground", "ground_why", "if_shared", "if_not_shared",
    "without_agreement",
)  # fmt: skip


class OnEnquiry(Change):
    """A change of an enquiry, which others may change as well."""

    def __init__(self, data: Any = None, *, enquiry: Enquiry, **more: Any) -> None:
        case = enquiry.case
        subjects = [case.reference, case.contact.reference]
        super().__init__(data, version=enquiry.version, subjects=subjects, **more)


class Rate(OnEnquiry):
    """A rating by presenting risk, with its reason (C6.1, C7)."""

    rating = Choice(label="Rating")
    reason = Words(
        label="Reason for the rating",
        help_text="What you know now that makes this the right rating.",
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


class Asking(OnEnquiry):
    """What agencies are told, and what asking them rests on (B19, C4.12, C4.13, a.8(7))."""

    summary = Words(
        label="Summary of the concerns",
        help_text="The agencies read this. Say nothing of who contacted the hub.",
        max_length=STORY,
    )
    basis = Choice(label="What asking rests on")
    ground = Choice(label="Why is nobody asked to agree?", required=False)
    ground_why = Words(
        label="The reason in your own words",
        help_text="Needed for another reason. Say nothing of who contacted the hub.",
        required=False,
    )
    if_shared = Words(label="What might happen if it is shared?", required=False)
    if_not_shared = Words(label="And if it is not shared?", required=False)
    without_agreement = Words(
        label="Why is an agency asked without an agreement?",
        help_text="Only for what cannot wait. The agency reads this, and your name stays with it.",
        required=False,
    )
    says_optional = False

    def __init__(
        self,
        data: Any = None,
        *,
        enquiry: Enquiry,
        by: Actor,
        at: datetime,
        initial: dict[str, Any],
    ) -> None:
        contact = enquiry.case.contact
        self.unsigned = resting.unsigned(enquiry, by=by, at=at)
        self.own_words = resting.may_give_away(contact)
        summary = "" if self.own_words else contact.concern
        super().__init__(data, enquiry=enquiry, initial={**initial, "summary": summary})
        if self.own_words:
            self.fields["summary"].help_text = resting.OWN_WORDS
        _choose(self.fields["basis"], resting.bases(enquiry))
        if gathering.ground(enquiry):
            del self.fields["ground"], self.fields["ground_why"]
        else:
            self.fields["ground"].choices = resting.grounds(  # type: ignore[attr-defined]
                contact.policy, role=by.role
            )

        if not self.unsigned.askable:
            del self.fields["without_agreement"]

    def told(self) -> dict[str, Any]:
        """Return what was chosen, for the operation."""
        said = super().told()
        return {**said, "basis": Basis(said["basis"]) if said.get("basis") else None}


class Commence(Asking):
    """Who is asked, about what, and what asking rests on (B16, B19, C8.5, a.8(7)).

    A rating that gathers nothing asks for nothing: then there is only a button.
    """

    depth = Choice(label="How much to gather")
    asked = Choices(label="Agencies to ask", required=False)
    field_order = ("seen", "after", "depth", "asked", "summary")

    def __init__(self, data: Any = None, *, enquiry: Enquiry, by: Actor, at: datetime) -> None:
        rating = enquiry.policy.rating(enquiry.rating)
        initial = {
            "depth": rating.gathering,
            "asked": rules.asked_first(enquiry.policy, rating, depth=rating.gathering),
        }
        super().__init__(data, enquiry=enquiry, by=by, at=at, initial=initial)
        # Without gathering, nothing has to be said: the operation asks where it has.
        self.fields["summary"].required = self.fields["basis"].required = False
        self.only_depth = "" if rating.gathering_choice else rating.gathering
        if self.only_depth:
            del self.fields["depth"]
        if self.only_depth == "none":
            for name in ASKING:
                self.fields.pop(name, None)
        else:
            self._offer(enquiry)

    def _offer(self, enquiry: Enquiry) -> None:
        rating = enquiry.policy.rating(enquiry.rating)
        if "depth" in self.fields:
            _choose(self.fields["depth"], ratings.depths(enquiry.policy, rating))
        _choose(self.fields["asked"], self.unsigned.said(ratings.agencies(enquiry.policy, rating)))
        self.fields["asked"].closed = self.unsigned.closed  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """Return what was chosen; without gathering, that nobody is asked."""
        said = super().told()
        return {
            **said,
            "depth": said.get("depth") or self.only_depth,
            "asked": said.get("asked", []),
            "summary": said.get("summary", ""),
        }


def _choose(field: Any, offered: list[tuple[str, str, str]]) -> None:
    field.choices = [(value, label) for value, label, _ in offered]
    hints: Mapping[str, str] = {value: hint for value, _, hint in offered if hint}
    field.hints = hints


class Authorise(OnEnquiry):
    """Nothing is typed: the decision is read, and authorised."""


class SendBack(OnEnquiry):
    """Why a decision has to be thought over."""

    reason = Words(label="What should be thought over?")
