"""Is the child known? Asked where a case is closed and nobody has said (C5.3, C5.5, a.8(12)).

The page has searched the register, and proposes the answer that the search gave: deciding says it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Case
from frontdoor.people.queries import Standing
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.staged import may_not
from frontdoor.web.components.form_fields import Choice, choose

UNLOOKED = "unlooked"
FIELDS = ("looked", "unlooked_why")


@dataclass(frozen=True, kw_only=True)
class Search:
    """What a search of the register gave for a child of whom nobody has said anything yet."""

    found: int
    is_on_record: bool
    is_vague: bool

    @property
    def answer(self) -> str:
        """Return what it proposes; nothing, where somebody has to look at records first."""
        if self.is_on_record:
            return Answer.YES.value
        if self.found:
            return ""
        return (Answer.NOT_KNOWN if self.is_vague else Answer.NO).value

    @property
    def words(self) -> str:
        """Return what came of it as a sentence."""
        if self.is_on_record:
            return "The register has the child, as it is told on this page."
        if self.found:
            records = "1 record" if self.found == 1 else f"{self.found} records"
            return f"{records} may be this child. Look before you answer."
        if self.is_vague:
            return "Too little is known of the child to search the register with."
        return "The register was searched just now: no record agrees."


def search(case: Case, standings: Sequence[Standing]) -> Search | None:
    """Return what the register has that may be the child; nothing, where somebody has answered."""
    if case.known_at is not None:
        return None
    child = case.child
    return Search(
        found=queries.likely(case),
        is_on_record=bool(standings),
        is_vague=not (child.family_name and (child.date_of_birth or child.postcode)),
    )


def answer() -> Choice:
    """Return the field for the answer."""
    return Choice(label="If you close it: is the child known?", required=False)


def why() -> forms.CharField:
    """Return the field for why a case is closed without an answer."""
    return forms.CharField(
        label="Why is it closed without a look?",
        max_length=5_000,
        required=False,
        widget=forms.TextInput,
    )


def prepare(form: forms.Form, found: Search | None, case: Case, *, by: Actor) -> None:
    """Offer what can be answered here; where somebody has answered, the form does not ask."""
    if found is None:
        for name in FIELDS:
            del form.fields[name]
        return
    answers = [
        *([(Answer.YES.value, "Yes, as it is told here")] if found.is_on_record else []),
        (Answer.NO.value, "No, not known to us"),
        (Answer.NOT_KNOWN.value, "It cannot be told"),
    ]
    mine = [] if may_not(case.policy, "confirm_known", by=by) else answers
    choose(form.fields["looked"], [*mine, (UNLOOKED, "Nobody has looked")])
    form.fields["looked"].help_text = found.words
    form.fields["looked"].initial = found.answer if mine else ""


def check(form: forms.Form, said: dict[str, Any]) -> None:
    """Ask for an answer, or for a reason of its own where nobody has looked."""
    if "looked" not in form.fields or "looked" in form.errors:
        return
    if not said.get("looked"):
        form.add_error("looked", "Select whether the child is known")
    elif said["looked"] == UNLOOKED and not said.get("unlooked_why", "").strip():
        form.add_error("unlooked_why", "Write why it is closed without a look")
