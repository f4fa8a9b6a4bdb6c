"""What is typed of a person besides what a contact told: where they live, who said so."""

from typing import Any

from django import forms

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.persons import Known
from frontdoor.people.held import OfPerson
from frontdoor.people.noting import Source
from frontdoor.people.vocabulary import Answer, Dwelling, Mark, Reached
from frontdoor.web.components import form_fields
from frontdoor.web.components.form_fields import DateParts, Words
from frontdoor.web.doing import Change


class Add(forms.Form):
    """Something about a person: who told it, since when and until when it holds."""

    says_optional = False
    since: Any = DateParts(
        label="Since (optional)", required=False, help_text="As far as it is known"
    )
    until: Any = DateParts(
        label="Until (optional)", required=False, help_text="Only if it is over, or the end is set"
    )
    told_by = forms.CharField(
        label="Who told it?", max_length=200, error_messages={"required": "Enter who told it"}
    )

    def __init__(self, data: Any = None, *, known: Known, case: Case, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.about(known, case)

    def about(self, known: Known, case: Case) -> None:
        """Say what the form has to know of the person and of the case it is reached from."""

    def source(self, subject: str) -> Source:
        """Return who told it, and when it holds."""
        said = {name: self.cleaned_data[name] for name in ("told_by", "since", "until")}
        return Source(**said, subject=subject)

    def told(self) -> dict[str, Any]:
        """Return what was typed besides."""
        common = {"told_by", "since", "until"}
        return {name: said for name, said in self.cleaned_data.items() if name not in common}


class AddAddress(Add):
    """Where somebody lives or lived."""

    field_order = ("kind", "address", "postcode", "since", "until", "told_by")
    kind = form_fields.Choice(
        label="How do they live there?",
        choices=Dwelling.choices(),
        hints={
            Dwelling.PROTECTED: "It must not be known who lives there. No agency is told.",
            Dwelling.NOT_A_HOME: "Others who give this address are not said to live with them",
        },
        error_messages={"required": "Choose how they live there"},
    )
    address = Words(
        label="Address",
        required=False,
        max_length=1000,
        help_text="In words where nothing better is known: “with his aunt, over the chip shop”",
    )
    postcode = forms.CharField(label="Postcode (optional)", max_length=10, required=False)

    def told(self) -> dict[str, Any]:
        """Return what was typed besides."""
        said = super().told()
        return said | {"kind": Dwelling(said["kind"])}


class AddWarning(Add):
    """What has to be known of a person before somebody acts."""

    field_order = ("kind", "words", "why", "told_by", "since", "review_by", "until")
    kind = form_fields.Choice(
        label="What is it?",
        choices=Mark.choices(),
        hints={
            Mark.RISK: "As the police, prison or probation service told",
            Mark.TRUST: "Somebody who works or volunteers with children",
        },
        error_messages={"required": "Choose what it is"},
    )
    words = Words(
        label="What does everybody have to know?",
        max_length=1000,
        help_text="Such as “Dog loose in the yard” or “Visit in pairs: her brother was violent”",
        error_messages={"required": "Write what everybody has to know"},
    )
    why = Words(label="How do you know? (optional)", max_length=1000, required=False)
    review_by: Any = DateParts(
        label="Look at it again by",
        help_text="Until then, and after, it stands until somebody ends it",
        error_messages={"required": "Enter the day by which somebody looks at it again"},
    )

    def told(self) -> dict[str, Any]:
        """Return what was typed besides."""
        said = super().told()
        return said | {"kind": Mark(said["kind"])}


class AddNumber(Add):
    """By what a person is reached, and how that is safe for them."""

    field_order = (
        "kind", "value", "whose", "is_safe", "safe_when", "message", "not_to_know",
        "since", "until", "told_by",
    )  # fmt: skip
    kind = form_fields.Choice(
        label="What is it?",
        choices=Reached.choices(),
        error_messages={"required": "Choose what it is"},
    )
    value = forms.CharField(
        label="Number or email address",
        max_length=200,
        error_messages={"required": "Enter the number or the email address"},
    )
    whose = forms.CharField(
        label="Whose is it, if it is not theirs? (optional)", max_length=200, required=False
    )
    is_safe = form_fields.Choice(
        label="Is it safe for them to be reached by it? (optional)",
        choices=Answer.choices(),
        required=False,
    )
    safe_when = forms.CharField(
        label="When is it safe? (optional)",
        max_length=200,
        required=False,
        help_text="Such as “weekdays until 3pm”",
    )
    message = form_fields.Choice(
        label="May a message be left? (optional)", choices=Answer.choices(), required=False
    )
    not_to_know = forms.CharField(
        label="Who must not know of it? (optional)", max_length=200, required=False
    )

    def told(self) -> dict[str, Any]:
        """Return what was typed besides."""
        said = super().told()
        return said | {"kind": Reached(said["kind"])}


class AddVehicle(Add):
    """Which vehicle a person drives or is seen in."""

    field_order = ("registration", "words", "since", "until", "told_by")
    registration = forms.CharField(
        label="Registration", max_length=20, required=False, help_text="Such as AB12 CDE"
    )
    words = forms.CharField(
        label="Make and colour",
        max_length=200,
        required=False,
        help_text="In words where the registration is not known: “a white van with a ladder”",
    )


class End(Change):
    """Since when something holds no longer, and why."""

    says_optional = False
    until: Any = DateParts(
        label="Last day, if it is known (optional)",
        required=False,
        help_text="Leave it empty if it was written down by mistake",
    )
    why = Words(
        label="Why does it hold no longer?",
        help_text="Who said so. What was written stays to be read",
        error_messages={"required": "Write why it holds no longer"},
    )

    def __init__(self, data: Any = None, *, row: OfPerson, subject: str) -> None:
        super().__init__(
            data, version=row.version, subjects=[subject], initial={"until": row.until}
        )


class EndWarning(End):
    """Whether a warning holds no longer, or until when it still holds, and why."""

    field_order = ("seen", "after", "again", "until", "why")
    again: Any = DateParts(
        label="Does it still hold? Then look at it again by (optional)",
        required=False,
        help_text="Leave it empty to end the warning",
    )
    why = Words(
        label="Why?",
        help_text="Why it still holds, or holds no longer, and who said so",
        error_messages={"required": "Write why"},
    )
