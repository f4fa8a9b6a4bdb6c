"""What is typed of two records that may be one person."""

from typing import Any

from frontdoor.people.models import Pair
from frontdoor.people.pairing import WHY
from frontdoor.people.vocabulary import Judged
from frontdoor.web.components.form_fields import Choice, DateParts, Words
from frontdoor.web.doing import Change


class Answer(Change):
    """One person, two, or not to be told yet: somebody says so, and why."""

    answer = Choice(
        label="What do you say?",
        choices=Judged.choices(),
        hints={
            Judged.SAME.value: "The two are linked. Both stay as they are, and it can be undone.",
            Judged.TWO.value: "Nobody is asked again. Whoever finds out more can answer anew.",
            Judged.CANNOT_TELL.value: "It comes back on the day that you give.",
        },
        error_messages={"required": "Choose what you say of them"},
    )
    why = Words(
        label="How do you know, or what would settle it?",
        help_text="Whoever reads this later decides by it whether you were right",
        error_messages={"required": "Write how you know, or what would settle it"},
    )
    again_on: Any = DateParts(
        label="Look again on",
        required=False,
        help_text="Only where it cannot be told yet. For example, 6 1 2027",
    )

    def __init__(self, data: Any = None, *, pair: Pair) -> None:
        super().__init__(data, version=pair.version, subjects=[str(pair)])

    def clean_why(self) -> str:
        """Ask for the words that the answer needs."""
        why = str(self.cleaned_data["why"]).strip()
        answer = self.cleaned_data.get("answer")
        if not why and answer:
            self.add_error("why", WHY[Judged(answer)].rstrip("."))
        return why

    def clean(self) -> None:
        """Ask for the day on which what cannot be told comes back."""
        said = self.cleaned_data
        cannot_tell = said.get("answer") == Judged.CANNOT_TELL
        if cannot_tell and not said.get("again_on") and "again_on" not in self.errors:
            self.add_error("again_on", "Enter the day on which to look again")

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return super().told() | {"answer": Judged(self.cleaned_data["answer"])}
