"""What is typed of how two people stand to each other, and of parental responsibility."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from frontdoor.casework.contacts import persons
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.persons import Known
from frontdoor.people import dating, relating
from frontdoor.people.dating import Day
from frontdoor.people.held import Between, Bond
from frontdoor.people.models import Person
from frontdoor.people.noting import Source
from frontdoor.people.vocabulary import Holding, Kin
from frontdoor.web.components import form_fields
from frontdoor.web.people.forms import Add, End

LIKE = "Enter a day that has passed, like 14 May 2024, May 2024, 2024 or about 2024"
NOBODY = "-"  # No person, but a local authority.
THEIRS, OWN = "theirs", "own"


class AsKnown(forms.CharField):
    """A day as far as it is known: with `last`, the last that can be meant."""

    def __init__(self, *, last: bool = False, **kwargs: Any) -> None:
        self.last = last
        super().__init__(max_length=60, required=False, **kwargs)

    def clean(self, value: Any) -> Day:
        """Return the day.

        :raises ValidationError: if it is none, or has not come yet.
        """
        found = dating.read(super().clean(value), today=localdate(), last=self.last)
        if found is None:
            raise forms.ValidationError(LIKE)
        return found


class AddBetween(Add):
    """Something between the person and somebody else, since when and until when."""

    other = form_fields.Choice(label="Who?", error_messages={"required": "Choose who it is"})
    since: Any = AsKnown(
        label="Since (optional)",
        help_text="As far as it is known: 14 May 2024, May 2024, about 2024",
    )
    until: Any = AsKnown(
        label="Until (optional)",
        help_text="Only if it is over. Write “not known” if nobody knows since when",
        last=True,
    )

    def about(self, known: Known, case: Case) -> None:
        """Offer those to whom the case and what is held of the person lead, and nobody else."""
        self.known = known
        self.people = {str(each.pk): each for each in persons.beside(known, case)}
        on = localdate()
        choices = [(key, each.name) for key, each in self.people.items()]
        births = {key: each.birth(on=on) for key, each in self.people.items()}
        form_fields.choose(self.fields["other"], choices, hints=births)

    def told(self) -> dict[str, Any]:
        """Return what was typed besides, with the days as far as they are known."""
        days = {name: self.cleaned_data[name] for name in ("since", "until")}
        said = super().told()
        return said | days | {"other": self.people.get(said["other"])}

    def source(self, subject: str) -> Source:
        """Return who told it. How far its days are known is told beside it."""
        return Source(told_by=self.cleaned_data["told_by"], subject=subject)


class AddBond(AddBetween):
    """How somebody stands to the person."""

    field_order = ("other", "way", "kin", "words", "since", "until", "told_by")
    way = form_fields.Choice(
        label="Which way round?", error_messages={"required": "Choose which way round it is"}
    )
    kin = forms.ChoiceField(
        label="What is the relationship?",
        choices=[("", "Choose one"), *Kin.choices()],
        error_messages={"required": "Choose the relationship"},
        help_text="Everybody in the hub reads it. Who a child was before an adoption is not "
        "written here, but tied for named readers.",
    )
    words = forms.CharField(
        label="In other words (optional)",
        max_length=200,
        required=False,
        help_text="As the family says it: “her mother’s cousin”, “godfather”",
    )

    def about(self, known: Known, case: Case) -> None:
        """Offer people, and say in their names which way round it is."""
        super().about(known, case)
        name = known.of.person.name
        ways = [(THEIRS, f"They are this to {name}"), (OWN, f"{name} is this to them")]
        form_fields.choose(self.fields["way"], ways)
        self.initial.setdefault("way", THEIRS)

    def told(self) -> dict[str, Any]:
        """Return what was typed besides."""
        said = super().told()
        return said | {"kin": Kin(said["kin"])}


def add_bond(*, person: Person, other: Person, way: str, **said: Any) -> Bond:
    """Write down how two stand to each other, the way round that was chosen."""
    one, two = (other, person) if way == THEIRS else (person, other)
    return relating.add_bond(person=one, other=two, **said)


class AddResponsibility(AddBetween):
    """Who holds parental responsibility for the person, and how."""

    field_order = ("other", "authority", "how", "since", "until", "told_by")
    authority = forms.CharField(label="Which local authority?", max_length=200, required=False)
    how = form_fields.Choice(
        label="How do they hold it?",
        choices=Holding.choices(),
        hints={
            Holding.REGISTRATION: "A father who registered the birth since 1 December 2003, or a "
            "second female parent since 1 September 2009",
            Holding.ADOPTION: "It ends what everybody else held: end theirs as well",
            Holding.NONE: "Somebody asked, and they do not: such as a father who never registered",
        },
        error_messages={"required": "Choose how they hold it"},
    )

    def about(self, known: Known, case: Case) -> None:
        """Offer people, and a local authority."""
        super().about(known, case)
        field: Any = self.fields["other"]
        authority = (NOBODY, "A local authority")
        form_fields.choose(field, [*field.choices, authority], hints=field.hints)

    def told(self) -> dict[str, Any]:
        """Return what was typed besides."""
        said = super().told()
        return said | {"how": Holding(said["how"])}


class EndBetween(End):
    """Until when something between two held, and why it holds no longer."""

    until: Any = AsKnown(
        label="Until when did it hold?",
        help_text="As far as it is known: 14 May 2024, May 2024, about 2024. Write “not known” if "
        "nobody knows. Leave it empty if it was written down by mistake",
        last=True,
    )

    def __init__(self, data: Any = None, *, row: Between, subject: str) -> None:
        super().__init__(data, row=row, subject=subject)
        self.initial["until"] = row.ended if row.until else "not known" if row.ended else ""
