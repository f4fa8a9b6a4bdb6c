"""What is asked of a bank holiday."""

from datetime import date
from typing import Any

from django import forms

from frontdoor.kernel.worktime import Calendar
from frontdoor.web.components.form_fields import DateParts


class Holiday(forms.Form):
    """A day on which the hubs of a division are shut."""

    says_optional = False
    day: Any = DateParts(label="Date", help_text="For example, 25 12 2026")
    name = forms.CharField(
        label="Name",
        max_length=100,
        help_text="As people know it, such as Christmas Day",
        error_messages={"required": "Enter the name of the bank holiday"},
    )

    def clean_day(self) -> date:
        """Return the day.

        :raises ValidationError: if no calendar reaches it.
        """
        day: date = self.cleaned_data["day"]
        if not Calendar.FIRST <= day.year <= Calendar.LAST:
            raise forms.ValidationError(
                f"The year must be between {Calendar.FIRST} and {Calendar.LAST}"
            )
        return day
