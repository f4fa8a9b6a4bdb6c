"""What is typed to place a legal hold on a record, and to lift it."""

from typing import Any

from django import forms

from frontdoor.casework.retention.models import LegalHold
from frontdoor.web.components.form_fields import DateParts, Words
from frontdoor.web.doing import Change


class Place(forms.Form):
    """Who asked that nothing is removed, when, and why."""

    asked_by = forms.CharField(
        label="Who asked for it?",
        help_text="Their office, and the matter. Everybody who works on the record reads this",
        max_length=200,
        error_messages={"required": "Enter who asked for it"},
    )
    asked_on: Any = DateParts(
        label="Asked on",
        past=True,
        help_text="For example, 6 1 2027",
        error_messages={"required": "Enter the day on which they asked"},
    )
    reason = Words(
        label="Why may nothing be removed?",
        error_messages={"required": "Write why nothing may be removed"},
    )


class Lift(Change):
    """Why a legal hold is lifted."""

    why = Words(
        label="Why is it lifted?",
        help_text="Who said that it is needed no longer, and when",
        error_messages={"required": "Write why it is lifted"},
    )

    def __init__(self, data: Any = None, *, hold: LegalHold) -> None:
        super().__init__(data, version=hold.version, subjects=[hold.contact.reference])
