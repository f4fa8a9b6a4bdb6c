"""What is typed to put a request for what is held on the register, and to answer it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.access.models import Membership
from frontdoor.casework.contacts.models import Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.holdings import queries
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.rules import REMOVED
from frontdoor.casework.holdings.vocabulary import Asker, Choice, Ending, Ground
from frontdoor.people.models import Person
from frontdoor.policy.law import Law
from frontdoor.web.components import form_fields
from frontdoor.web.components.form_fields import DateParts, Words, choose
from frontdoor.web.doing import Change

LONGEST = 200_000


class Ask(forms.Form):
    """Who asks, and for what, of one person."""

    says_optional = False
    asker = form_fields.Choice(
        label="Who asks?",
        choices=Asker.choices(),
        error_messages={"required": "Choose who asks"},
    )
    asked_by = forms.CharField(
        label="Their name, and how to reach them",
        max_length=200,
        error_messages={"required": "Enter the name of whoever asks"},
    )
    received_on: Any = DateParts(
        label="Received on",
        past=True,
        help_text="The day on which it reached anybody in the hub. For example, 6 1 2027",
        error_messages={"required": "Enter the day on which it was received"},
    )
    scope = Words(
        label="What do they ask for?",
        help_text="In their words. Write everything, if they did not say",
        error_messages={"required": "Write what they ask for"},
    )
    identity = Words(
        label="How was it checked who asks? (optional)",
        help_text="Also by what right, where they ask for somebody else. Leave it empty if you "
        "still have to ask: nothing is given before.",
        required=False,
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={"person": str(person.pk)})
        self._person = person

    @property
    def whose(self) -> Person:
        """Return the person about whom it is."""
        return self._person

    def told(self) -> dict[str, Any]:
        """Return what the operation is given, but for the person."""
        said = {key: value for key, value in self.cleaned_data.items() if key != "person"}
        return said | {"asker": Asker(said["asker"])}


class AskOfCase(Ask):
    """The same, and about whom of a case: the child, if nobody says otherwise."""

    person = form_fields.Choice(
        label="Whose record is asked for?",
        error_messages={"required": "Choose whose record is asked for"},
    )
    field_order = ("person",)

    def __init__(self, data: Any = None, *, parties: Sequence[Party], child: Person) -> None:
        super().__init__(data, person=child)
        self._people = {str(each.person_id): each.person for each in parties}
        hints = {str(each.person_id): Part(each.part).label for each in parties}
        names = [(number, person.name) for number, person in self._people.items()]
        choose(self.fields["person"], names, hints=hints)

    @property
    def whose(self) -> Person:
        """Return the person who was chosen."""
        return self._people[self.cleaned_data["person"]]


class OnRequest(Change):
    """A change of a request."""

    says_optional = False

    def __init__(self, data: Any = None, *, request: AccessRequest) -> None:
        super().__init__(data, version=request.version, subjects=[queries.subject(request)])


class Prove(OnRequest):
    """How it was checked who asks."""

    identity = Words(
        label="How did you check who asks?",
        help_text="What you saw, and by what right they ask for somebody else",
        error_messages={"required": "Write how you checked who asks"},
    )
    checked_on: Any = DateParts(
        label="Checked on",
        past=True,
        help_text="The time to answer runs from this day. For example, 6 1 2027",
        error_messages={"required": "Enter the day on which you checked it"},
    )


class Assign(OnRequest):
    """Who is to answer it."""

    holder = form_fields.Choice(
        label="Who is to answer it?", error_messages={"required": "Choose who is to answer it"}
    )

    def __init__(
        self, data: Any = None, *, request: AccessRequest, who: Sequence[Membership]
    ) -> None:
        super().__init__(data, request=request)
        choose(self.fields["holder"], [(str(each.user_id), each.user.name) for each in who])

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {"holder": int(self.cleaned_data["holder"])}


class Extend(OnRequest):
    """Why it takes longer."""

    why = Words(
        label="Why does it take longer?",
        help_text="As you told whoever asked, within the first month",
        error_messages={"required": "Write why it takes longer"},
    )


class End(OnRequest):
    """How it ended, and what whoever asked was told."""

    ending = form_fields.Choice(
        label="How does it end?",
        choices=Ending.choices(),
        error_messages={"required": "Choose how it ends"},
    )
    restricted_asked = Words(
        label="Are there restricted records that you cannot read?",
        help_text="Whom did you ask of those who name readers, and what did they say? Needed if it "
        "is answered. Ask every time: asking now and then would give one away.",
        required=False,
    )
    words = Words(
        label="What did you tell whoever asked, how and when?",
        help_text="Such as how the copy was sent. If refused: why, and that they can complain",
        error_messages={"required": "Write what you told whoever asked"},
    )

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = super().told()
        return said | {"ending": Ending(said["ending"])}


class Decide(Change):
    """What goes of one item."""

    says_optional = False
    choice = form_fields.Choice(
        label="What goes to whoever asked?",
        choices=Choice.choices(),
        error_messages={"required": "Choose what goes to whoever asked"},
    )
    given = Words(
        label="The words that go, if parts are removed",
        help_text=f"Put {REMOVED} in place of what you take out. Nothing else may change.",
        max_length=LONGEST,
        required=False,
    )
    ground = form_fields.Choice(
        label="On what ground is anything removed or withheld?",
        choices=Ground.choices(),
        required=False,
    )
    why = Words(label="Why does that apply here?", required=False)

    def __init__(self, data: Any = None, *, item: Item, law: Law) -> None:
        super().__init__(
            data,
            version=item.version,
            subjects=[queries.subject(item.request)],
            initial={
                "choice": item.choice,
                "given": item.given or item.words,
                "ground": item.ground,
                "why": item.why,
            },
        )
        grounds: Any = self.fields["ground"]
        grounds.hints = {each.value: law.said(f"withhold_{each.value}") for each in Ground}

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = super().told()
        ground = Ground(said["ground"]) if said["ground"] else None
        return said | {"choice": Choice(said["choice"]), "ground": ground}
