"""What is asked about somebody who works in or around the hub."""

from collections.abc import Iterable
from typing import Any

from django import forms

from frontdoor.access.models import Agency
from frontdoor.access.vocabulary import Role

WHY = {"required": "Say why"}
# Nobody gets rights because they stood first in a list.
NONE_YET = ("", "Choose one")


class Why(forms.Form):
    """Asks why, in words that colleagues may read."""

    says_optional = False
    why = forms.CharField(
        label="Why?",
        max_length=500,
        help_text="Colleagues may read this. Say no more than they may know",
        error_messages=WHY,
    )


class Place(Why):
    """Asks where somebody works, and as what."""

    agency = forms.ChoiceField(label="Agency or team")
    role = forms.ChoiceField(label="Role", choices=[NONE_YET, *Role.choices()])
    qualified = forms.BooleanField(label="Is a qualified social worker", required=False)
    field_order = ("username", "name", "agency", "role", "qualified", "why")

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: Any = self.fields["agency"]
        listed.choices = [NONE_YET, *((agency.slug, agency.name) for agency in agencies)]


class Joiner(Place):
    """Asks for somebody who has no place yet."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._@+-]+$",
        max_length=100,
        help_text="What they type to sign in, such as p.shah",
        error_messages={
            "required": "Enter a username",
            "invalid": "A username has letters, numbers and . _ @ + - only",
        },
    )
    name = forms.CharField(
        label="Full name", max_length=200, error_messages={"required": "Enter their name"}
    )
