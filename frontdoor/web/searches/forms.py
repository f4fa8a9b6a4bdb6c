"""What is asked of whoever looks for a person: the purpose first, then who it is."""

from dataclasses import asdict
from typing import Any

from django import forms

from frontdoor.casework.searches.looking import LONGEST
from frontdoor.casework.searches.models import Search
from frontdoor.people import rules
from frontdoor.people.operations import Told
from frontdoor.policy.pack_time import Finding
from frontdoor.web.components.form_fields import Choice, DateParts, choose
from frontdoor.web.contacts.person_forms import line


class Find(forms.Form):
    """For what purpose, and who: as much of them as is known."""

    says_optional = False
    reason: Any = Choice(
        label="What do you look for somebody for?",
        error_messages={"required": "Choose what you look for somebody for"},
    )
    why: Any = forms.CharField(
        label="In your own words",
        max_length=LONGEST,
        help_text="Such as “Her aunt rang back about Monday’s call”. Managers read it",
        error_messages={"required": "Say in your own words what you look for them for"},
    )
    given_names = line(200)
    family_name = line(200)
    date_of_birth = DateParts(past=True, required=False)
    postcode = line(10)
    phone = line(40, label="Telephone number", widget=forms.TextInput(attrs={"type": "tel"}))
    nhs_number = line(20, label="NHS number")
    address = line(1000)

    def __init__(self, data: Any = None, *, rule: Finding, again: Search | None = None) -> None:
        super().__init__(data, initial=_as_before(again))
        choose(self.fields["reason"], [(each.slug, each.name) for each in rule.reasons])

    def clean_nhs_number(self) -> str:
        """Return ten digits whose check digit is right, or nothing."""
        digits = "".join(self.cleaned_data["nhs_number"].split())
        if digits and not rules.is_nhs_number(digits):
            raise forms.ValidationError(
                "NHS number must be 10 digits that belong together: check it, or leave it empty"
            )
        return digits

    def told(self) -> dict[str, Any]:
        """Return the purpose, and who is looked for."""
        said = dict(self.cleaned_data)
        reason, why = said.pop("reason"), said.pop("why")
        return {"reason": reason, "why": why, "told": Told(**said)}


def _as_before(again: Search | None) -> dict[str, Any]:
    """Return what was typed for an earlier search, whose purpose still stands."""
    if again is None:
        return {}
    purpose = {"reason": again.reason, "why": again.why}
    return purpose | asdict(again.description)


class Made(forms.Form):
    """Whose searches are listed."""

    who = forms.ChoiceField(label="Who looked", required=False)

    def __init__(self, data: Any, *, workers: list[tuple[int, str]]) -> None:
        super().__init__(data)
        choose(self.fields["who"], [("", "Everybody"), *((str(n), name) for n, name in workers)])
