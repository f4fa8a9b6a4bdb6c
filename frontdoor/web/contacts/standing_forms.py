"""Adding somebody to a contact and putting them right: who they are, how they stand, who agrees."""

from typing import Any

from django import forms

from frontdoor.casework.contacts.models import Party
from frontdoor.casework.contacts.operations import Standing
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.people import queries as register
from frontdoor.people.vocabulary import Answer, Kin
from frontdoor.web.contacts.person_forms import (
    AdultFields,
    ChildFields,
    IdentityFields,
    as_answered,
    lines,
    yes_no,
)
from frontdoor.web.doing import Change

LIVES_ELSEWHERE = {Part.ABSENT_PARENT: {}, Part.SIBLING: {"kin": Kin.SIBLING.value}}


class ConsentFields(forms.Form):
    """Whether somebody was asked for consent, and gave it: a child as well (a.8(7))."""

    consent_asked = yes_no("Were they asked for consent?")
    consent_given = yes_no("Did they give consent?")

    def clean(self) -> None:
        """Refuse consent that was given without being asked for."""
        super().clean()
        given, asked = (self.cleaned_data.get(n) for n in ("consent_given", "consent_asked"))
        if given == Answer.YES and asked != Answer.YES:
            self.add_error("consent_asked", "Consent was given, so it was asked for: select “Yes”")

    def standing(self) -> Standing:
        """Return how they stand to the children, as far as this form asks."""
        asked = [name for name in vars(Standing()) if name in self.fields]
        return Standing(**{name: self.cleaned_data[name] for name in asked})


class StandingFields(ConsentFields):
    """How an adult stands to the children, and what they bring (P27, P31)."""

    kin = forms.ChoiceField(
        label="How they stand to the child",
        choices=[("", "Not asked"), *Kin.choices()],
        required=False,
    )
    same_household = yes_no("Do they live at the child’s address?")
    parental_responsibility = yes_no("Do they hold parental responsibility?")
    strengths = lines(
        2000,
        label="What they bring to keep the child safe",
        help_text="For example, a home, or somebody the child trusts",
    )


class AnotherChild(Change, ConsentFields, ChildFields):
    """Another child of the same contact."""

    def as_told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {"told": self.of_person(), "standing": self.standing()}


class AnotherAdult(Change, StandingFields, AdultFields):
    """Somebody else, how they stand to the child, and whether they agree (a.8, 7)."""

    def as_told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {"told": self.of_person(), "standing": self.standing()}


class CorrectedChild(Change, ConsentFields, IdentityFields, ChildFields):
    """A child as they were written down, to be put right."""


class CorrectedAdult(Change, StandingFields, AdultFields):
    """An adult as they were written down, to be put right."""


def another(part: Part) -> type[AnotherChild | AnotherAdult]:
    """Return the form for somebody with that part in the contact."""
    return AnotherChild if part is Part.CHILD else AnotherAdult


def first_guess(part: Part) -> dict[str, str]:
    """Return what a part says by itself: who lives elsewhere is not at the child's address."""
    if part not in LIVES_ELSEWHERE:
        return {}
    return {"same_household": Answer.NO.value} | LIVES_ELSEWHERE[part]


def corrected(party: Party) -> type[CorrectedChild | CorrectedAdult]:
    """Return the form that puts right what was written of somebody."""
    return CorrectedChild if party.part == Part.CHILD else CorrectedAdult


def as_written(party: Party) -> dict[str, Any]:
    """Return what is written of somebody and of how they stand, as their form shows it."""
    own = ("kin", "same_household", "consent_asked", "consent_given", "strengths")
    return {
        **as_answered(party.person),
        **{name: getattr(party, name) for name in own},
        "parental_responsibility": register.responsibility(party.person),
    }
