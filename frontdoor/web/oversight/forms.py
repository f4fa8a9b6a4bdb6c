"""Which months, and which figure of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.queries import Cell
from frontdoor.oversight.vocabulary import CountsAs, Span, State
from frontdoor.web.components.form_fields import Choices, choose

A_YEAR = 12
LIST = "Choose one of the months in the list"


class Months(forms.Form):
    """From one month to another, of those for which there are figures."""

    says_optional = False
    since = forms.ChoiceField(label="From", error_messages={"invalid_choice": LIST})
    until = forms.ChoiceField(label="To", error_messages={"invalid_choice": LIST})

    def __init__(self, data: Mapping[str, Any], *, months: Sequence[date]) -> None:
        newest = list(reversed(months))
        asked = {name: data[name] for name in ("since", "until") if name in data}
        usual = {"since": newest[:A_YEAR][-1].isoformat()[:7], "until": newest[0].isoformat()[:7]}
        super().__init__(usual | asked)
        listed = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in newest]
        for name in ("since", "until"):
            choose(self.fields[name], listed)

    def clean(self) -> None:
        """Ask for months in their order."""
        said = self.cleaned_data
        if "since" in said and "until" in said and said["since"] > said["until"]:
            self.add_error("until", "The last month must not be before the first")

    def period(self) -> Period:
        """Return the months that were chosen."""
        since, until = (
            date.fromisoformat(f"{self.cleaned_data[name]}-01") for name in ("since", "until")
        )
        return Period(since=since, until=until)


class Figure(forms.Form):
    """Which children a figure counts, as its address says. What is not named does not matter."""

    group = forms.ChoiceField(required=False)
    outcome = forms.ChoiceField(required=False, choices=CountsAs.choices())
    rating = forms.ChoiceField(required=False)
    in_mash = forms.ChoiceField(required=False, choices=[("yes", "in a MASH enquiry")])
    span = forms.ChoiceField(required=False, choices=Span.choices())
    state = Choices(required=False, choices=State.choices())

    def __init__(self, data: Any, *, groups: Mapping[str, str], ratings: Mapping[str, str]) -> None:
        super().__init__(data)
        choose(self.fields["group"], list(groups.items()))
        choose(self.fields["rating"], list(ratings.items()))

    def cell(self) -> Cell:
        """Return the figure."""
        said = self.cleaned_data
        return Cell(
            group=said["group"] or None,
            outcome=said["outcome"] or None,
            rating=said["rating"] or None,
            in_mash=bool(said["in_mash"]) or None,
            span=Span(said["span"]) if said["span"] else None,
            states=tuple(said["state"]),
        )

    def told(self) -> list[str]:
        """Return the figure in words."""
        named = [
            dict(self.fields[name].choices)[value]  # type: ignore[attr-defined]  # All are choices.
            for name in ("group", "outcome", "in_mash", "rating", "span")
            if (value := self.cleaned_data[name])
        ]
        states = [State(state).label for state in self.cleaned_data["state"]]
        return [*named, *([" or ".join(states)] if states else [])]
