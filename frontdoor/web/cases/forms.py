"""Is the child known: a person says so."""

from typing import Any

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.whole import Possible
from frontdoor.people.models import Person
from frontdoor.people.vocabulary import Answer
from frontdoor.web.components.form_fields import Choice, Choices, Words, choose
from frontdoor.web.doing import Change

OTHERWISE = (
    (Answer.NO.value, "None of these is the child"),
    (Answer.NOT_KNOWN.value, "I cannot say"),
)


class Known(Change):
    """Which earlier records are the child: a person says so, and why."""

    same = Choices(label="The same child", required=False)
    why = Words(
        label="How do you know that it is the same child?",
        required=False,
    )
    otherwise = Choice(label="And if you ticked none?", choices=OTHERWISE, required=False)

    def __init__(self, data: Any = None, *, case: Case, possible: list[Possible]) -> None:
        super().__init__(
            data, version=case.version, subjects=[case.reference, case.contact.reference]
        )
        self.records = {str(each.person.pk): each.person for each in possible}
        choose(self.fields["same"], [(pk, str(held)) for pk, held in self.records.items()])

    def clean(self) -> None:
        """Ask for one answer, and for the reason where two records become one child."""
        said = self.cleaned_data
        same, otherwise = said.get("same"), said.get("otherwise")
        if same and otherwise:
            self.add_error("otherwise", "Either tick a record, or say that none is the child")
        if not same and not otherwise and "same" not in self.errors:
            self.add_error("otherwise", "Tick the records of this child, or say that none is")
        if same and not said.get("why", "").strip():
            self.add_error("why", "Write how you know that it is the same child")

    def linked(self) -> list[Person]:
        """Return the records that were said to be this child."""
        return [self.records[pk] for pk in self.cleaned_data["same"]]

    def left(self) -> int:
        """Return how many of the records that were offered were not said to be this child."""
        return len(self.records) - len(self.linked())

    def answer(self) -> Answer:
        """Return whether the child is known: yes, no, or not to be told."""
        return Answer.YES if self.cleaned_data["same"] else Answer(self.cleaned_data["otherwise"])
