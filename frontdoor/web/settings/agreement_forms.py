"""What is asked about an information-sharing agreement."""

from collections.abc import Iterable
from typing import Any

from django import forms

from frontdoor.access.models import Agency
from frontdoor.casework.agreements import queries
from frontdoor.casework.agreements.models import Agreement
from frontdoor.web.components.form_fields import DateParts
from frontdoor.web.doing import Change
from frontdoor.web.settings.people_forms import NONE_YET, WHY

UNTIL = "Leave it empty where no end was agreed"


def _review() -> DateParts:
    return DateParts(
        label="To be reviewed on",
        help_text="For example, 6 1 2027",
        error_messages={"required": "Enter the day of its review"},
    )


class Add(forms.Form):
    """A new agreement: what it is called, how long it holds, and where the paper is."""

    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Enter the title"}
    )
    begins_on: Any = DateParts(
        label="In force from",
        help_text="For example, 6 1 2026",
        error_messages={"required": "Enter the day from which it is in force"},
    )
    until: Any = DateParts(label="In force until", required=False, help_text=UNTIL)
    review_on: Any = _review()
    kept_at = forms.CharField(
        label="Where is the signed document kept?",
        max_length=500,
        help_text="Such as a folder or the reference of a document system",
        error_messages={"required": "Say where the signed document is kept"},
    )


class Sign(forms.Form):
    """That an agency has signed: who for it, and when."""

    says_optional = False
    agency = forms.ChoiceField(
        label="Agency or team", error_messages={"required": "Choose the agency that signed"}
    )
    signatory = forms.CharField(
        label="Who signed for it?",
        max_length=200,
        help_text="Their post, such as head of safeguarding",
        error_messages={"required": "Say who signed for it"},
    )
    signed_on: Any = DateParts(
        label="Signed on",
        help_text="For example, 6 1 2026",
        error_messages={"required": "Enter the day on which it was signed"},
    )

    def __init__(self, data: Any = None, *, agencies: Iterable[Agency]) -> None:
        super().__init__(data)
        self.agencies = list(agencies)
        listed: Any = self.fields["agency"]
        listed.choices = [NONE_YET, *((agency.slug, agency.name) for agency in self.agencies)]


class OnAgreement(Change):
    """A change of an agreement, with its reason."""

    says_optional = False

    def __init__(self, data: Any = None, *, agreement: Agreement) -> None:
        super().__init__(data, version=agreement.version, subjects=[queries.subject(agreement)])


class Renew(OnAgreement):
    """Until when it goes on."""

    until: Any = DateParts(label="In force until", required=False, help_text=UNTIL)
    review_on: Any = _review()
    why = forms.CharField(
        label="What was agreed?",
        max_length=500,
        help_text="Such as who agreed to the renewal, and where that is kept",
        error_messages={"required": "Say what was agreed"},
    )


class End(OnAgreement):
    """Why it ends."""

    why = forms.CharField(label="Why does it end?", max_length=500, error_messages=WHY)
