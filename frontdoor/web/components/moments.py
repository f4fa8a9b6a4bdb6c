"""A day and a time that somebody types: two fields of a form that are one moment."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone, now

from frontdoor.web.components.form_fields import DateParts

_CLOCK = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$", re.IGNORECASE)


class ClockTime(forms.CharField):
    """A time of day as people write it: 14:30, 2.30pm, 9am."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the time, or None where nothing was typed.

        :raises ValidationError: if it is no time.
        """
        typed = str(super().to_python(value) or "").strip()
        if not typed:
            return None
        found = _CLOCK.match(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if found and found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
        elif found and (found[3] or not found[2]):
            hour = 24
        if hour > 23 or minute > 59:
            raise forms.ValidationError("This must be a time, like 14:30 or 2:30pm")
        return time(hour, minute)

    def run_validators(self, value: Any) -> None:
        """Nothing more: what is a time is short enough."""


def is_past(moment: datetime) -> bool:
    """Tell whether a moment has come, for whoever looks now."""
    return moment <= now()


def day(label: str, **kwargs: Any) -> DateParts:
    """Return the day of a moment that has come."""
    return DateParts(past=True, label=label, help_text="For example, 27 3 2027", **kwargs)


def clock(label: str, **kwargs: Any) -> ClockTime:
    """Return the time of a moment."""
    return ClockTime(label=label, help_text="For example, 14:30", **kwargs)


def moment(on: date, at: time) -> datetime:
    """Return the moment by the hub's own clock."""
    return datetime.combine(on, at, tzinfo=get_current_timezone())
