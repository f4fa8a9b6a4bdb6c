"""The gallery: every component with example values, to look at and to test."""

from datetime import UTC, date, datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from frontdoor.web.components.form_fields import (
    Choice,
    Choices,
    DateParts,
    OrNotKnown,
    with_not_known,
)

_AT = datetime(2026, 11, 20, 10, 40, tzinfo=UTC)


class Example(forms.Form):
    """One question of each kind."""

    given_names = forms.CharField(max_length=100)
    email = forms.EmailField(label="Email address", required=False)
    telephone = forms.CharField(widget=forms.TextInput(attrs={"type": "tel"}), required=False)
    children = forms.IntegerField(label="Number of children", min_value=1)
    born_on = OrNotKnown(DateParts(past=True), label="Date of birth", help_text="Like 27 3 2015")
    school = OrNotKnown(forms.CharField(max_length=100))
    worry = forms.CharField(widget=forms.Textarea, help_text="What you saw and heard, not why.")
    told = Choice(
        label="Does the family know?",
        choices=with_not_known([("yes", "Yes"), ("no", "No")]),
        hints={"no": "Say below why it would not be safe to tell them."},
        error_messages={"required": "Select whether the family knows"},
    )
    flags = Choices(
        label="Worries",
        required=False,
        choices=[("missing", "Missing from home"), ("exploitation", "Exploitation")],
    )
    channel = forms.ChoiceField(choices=[("", "Choose one"), ("phone", "Phone"), ("post", "Post")])
    agreed = forms.BooleanField(label="The referrer may be named to the family")
    password = forms.CharField(widget=forms.PasswordInput)


_WRONG = {
    "given_names": "",
    "email": "maya at example",
    "children": "two",
    "born_on-day": "31",
    "born_on-month": "2",
    "born_on-year": "2015",
    "school": "Elm Road Primary",
    "school-not-known": "yes",
    "worry": "She came home late and would not say where she had been.",
    "told": "perhaps",
    "flags": ["missing"],
}


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with invented people."""
    return render(
        request,
        "components/gallery.html",
        {
            "demo": True,
            "empty": Example(prefix="empty", initial={"school": "Elm Road Primary"}),
            "wrong": Example(data=_WRONG),
            "at": _AT,
            "today": date(2026, 11, 20),
            "born_on": date(2013, 5, 3),
            "hours": lambda number: timedelta(hours=number),
        },
    )
