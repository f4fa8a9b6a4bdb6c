"""What the referrer of a report types to see that it arrived."""

from django import forms


class Ask(forms.Form):
    """The reference and the code that were given on the telephone or in the answer."""

    reference = forms.CharField(max_length=40, help_text="For example, CV-26-00042")
    code = forms.CharField(
        max_length=40, help_text="Ten letters and numbers, with or without the dash"
    )
