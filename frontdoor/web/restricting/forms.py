"""What is typed to restrict a record, to name its readers, and to look without the right to."""

from collections.abc import Collection
from typing import Any

from django import forms

from frontdoor.access.vocabulary import Role
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.restricting import rules
from frontdoor.casework.restricting.models import BreakGlass, Restriction
from frontdoor.casework.restricting.queries import Who
from frontdoor.casework.restricting.vocabulary import Judgement, Reason
from frontdoor.casework.searches.models import HiddenMatch
from frontdoor.casework.searches.vocabulary import MatchMove
from frontdoor.web.components.form_fields import Choice, Choices, Words, choose
from frontdoor.web.doing import Change


def _readers(label: str) -> Choices:
    return Choices(label=label, error_messages={"required": "Tick at least one person"})


def _offer(field: forms.Field, who: Who) -> None:
    hints = {
        str(each.user_id): f"{Role(each.role).label}, {each.agency.name}" for each in who.members
    }
    choose(field, [(str(each.user_id), each.user.name) for each in who.members], hints=hints)


class Restrict(Change):
    """Why a record is restricted, and who may read it."""

    reason = Choice(
        label="Why is it restricted?",
        choices=Reason.choices(),
        error_messages={"required": "Choose why it is restricted"},
    )
    words = Words(label="The reason in your words", required=False)
    readers = _readers("Who may read it?")

    def __init__(self, data: Any = None, *, contact: Contact, who: Who, me: int) -> None:
        super().__init__(
            data,
            version=contact.version,
            subjects=[contact.reference],
            initial={"readers": [str(me)]},
        )
        _offer(self.fields["readers"], who)

    def clean(self) -> None:
        """Ask for words where the reason is another one."""
        other = self.cleaned_data.get("reason") == Reason.OTHER
        if other and not self.cleaned_data.get("words", "").strip():
            self.add_error("words", "Write why it is restricted")

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        return {
            "reason": Reason(said["reason"]),
            "words": said["words"],
            "readers": [int(each) for each in said["readers"]],
        }


class Readers(Change):
    """Who may read a restricted record from now on."""

    readers = _readers("Who may read it?")

    def __init__(
        self, data: Any = None, *, restriction: Restriction, who: Who, now: Collection[int]
    ) -> None:
        super().__init__(
            data,
            version=restriction.version,
            subjects=[],
            initial={"readers": [str(each) for each in now]},
        )
        _offer(self.fields["readers"], who)

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {"readers": [int(each) for each in self.cleaned_data["readers"]]}


class Lift(Change):
    """Why a record is open to all again."""

    why = Words(label="Why is it open to all again?")

    def __init__(self, data: Any = None, *, restriction: Restriction) -> None:
        super().__init__(data, version=restriction.version, subjects=[restriction.reference])


class Break(forms.Form):
    """Which record somebody has to see without the right to, and why."""

    reference = forms.CharField(label="Reference of the record", max_length=40)
    reason = Words(
        label="Why do you have to see it now?",
        help_text=f"At least {rules.SHORTEST_REASON} characters. Name nobody: whoever reviews this "
        "may not be allowed to read the record.",
    )


class Review(Change):
    """What somebody else says of a look, and what was done."""

    judgement = Choice(label="Was it justified?", choices=Judgement.choices())
    done = Words(label="What did you look into, and what was done?")

    def __init__(self, data: Any = None, *, glass: BreakGlass) -> None:
        super().__init__(data, version=glass.version, subjects=[])

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        return {"judgement": Judgement(said["judgement"]), "done": said["done"]}


class AnswerMatch(Change):
    """What follows from a search that met a restricted record."""

    move = Choice(
        label="What follows?",
        choices=MatchMove.choices(),
        error_messages={"required": "Choose what follows"},
    )
    words = Words(
        label="What they are told",
        help_text="Whoever searched, or everybody who opens the list or works on the contact, "
        "reads these words there. They may themselves give away whose record it is.",
        required=False,
    )
    why = Words(
        label="Why?",
        help_text="For the readers of the restricted record alone.",
        error_messages={"required": "Write why"},
    )

    def __init__(self, data: Any = None, *, match: HiddenMatch) -> None:
        super().__init__(
            data,
            version=match.version,
            subjects=[match.restriction.reference],
        )

    def clean(self) -> None:
        """Ask for words where somebody is told."""
        tells = self.cleaned_data.get("move") == MatchMove.TELL
        if tells and not self.cleaned_data.get("words", "").strip():
            self.add_error("words", "Write what they are told")

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = super().told()
        return said | {"move": MatchMove(said["move"])}
