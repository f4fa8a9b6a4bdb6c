"""What the referrer of a report types to see that it arrived."""

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.web.components.words import listing


class Ask(forms.Form):
    """The reference and the code that were given on the telephone or in the answer."""

    reference = forms.CharField(max_length=40)
    code = forms.CharField(
        max_length=40, help_text="Ten letters and numbers, with or without the dash"
    )

    def __init__(self, data: Any = None, *, examples: Sequence[str]) -> None:
        super().__init__(data)
        # Nobody knows yet whose report it is: there is one for each hub.
        self.fields["reference"].help_text = f"For example, {listing(examples, last='or')}"
