"""What is typed to say what becomes of a record that has come to the end of its time."""

from datetime import date
from typing import Any

from django import forms

from frontdoor.disposal.models import Disposal
from frontdoor.kernel.refusal import Invalid
from frontdoor.web.components import form_fields
from frontdoor.web.components.form_fields import DateParts, Words, choose
from frontdoor.web.doing import Change

KEEP, DISPOSE = "keep", "dispose"
LONGER = (KEEP, "Keep it longer")


class Longer(forms.Form):
    """Until when something is kept, and why: asked where that is what was chosen."""

    choice = form_fields.Choice(
        label="What becomes of it?", error_messages={"required": "Choose what becomes of it"}
    )
    until: Any = DateParts(label="Keep it until", help_text="For example, 6 1 2031", required=False)
    why = Words(
        label="Why is it kept longer?",
        help_text="What it is still needed for, without naming anybody",
        required=False,
    )

    @property
    def keeps(self) -> bool:
        """Tell whether it is to be kept."""
        return bool(self.cleaned_data["choice"] == KEEP)

    def longer(self) -> dict[str, Any]:
        """Return until when it is kept, and why.

        :raises Invalid: if no day was typed.
        """
        until: date | None = self.cleaned_data["until"]
        if until is None:
            raise Invalid("until", "Enter the day until which it is kept.")
        return {"until": until, "why": self.cleaned_data["why"]}


class Review(Longer):
    """What whoever reviews a record says of it."""

    says_optional = False

    def __init__(self, data: Any = None, *, may_go: bool) -> None:
        super().__init__(data)
        goes = [(DISPOSE, "Dispose of it, once somebody else confirms that")] if may_go else []
        choose(self.fields["choice"], [*goes, LONGER])


class Settle(Change, Longer):
    """What the second person says of it."""

    says_optional = False

    def __init__(self, data: Any = None, *, disposal: Disposal, may_confirm: bool) -> None:
        super().__init__(data, version=disposal.version, subjects=[disposal.reference])
        goes = [(DISPOSE, "Dispose of it now. It cannot be brought back")] if may_confirm else []
        choose(self.fields["choice"], [*goes, LONGER])
