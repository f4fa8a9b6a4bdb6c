"""What is typed in from a form: how it came, who wrote, what it says beside the people (d.8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime, now

from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.writing import NAMING, Written
from frontdoor.policy.pack import Policy
from frontdoor.web.components import kept, moments
from frontdoor.web.components.form_fields import Choice, DateParts, choose
from frontdoor.web.contacts.forms import ANONYMOUS, NO_KEY, sources, works
from frontdoor.web.contacts.person_forms import (
    ChildFields,
    IdentityFields,
    at_risk,
    email,
    line,
    lines,
)
from frontdoor.web.contacts.story_forms import LONG, FamilyTold, Story

HIDDEN = "Who told us is protected: leave this empty, or keep the form to fewer people"
LONGEST_STANDING = 200
TOO_MUCH = "Shorten this: the role and the agency together can have 200 letters"


class Arrived(forms.Form):
    """How and when something reached the hub: its clock runs from then."""

    says_optional = False
    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": NO_KEY, "invalid": NO_KEY},
    )
    received_on = moments.day("Day it arrived")
    received_at = moments.clock("Time it arrived")
    late_why = lines(
        2000,
        label="Why it waited",
        help_text="Only if it arrived more than a working day ago",
    )

    def __init__(self, data: Any = None, *, policy: Policy, **kwargs: Any) -> None:
        at = localtime(now())
        when = {"received_on": at.date(), "received_at": f"{at:%H:%M}"}
        super().__init__(data, initial=when | kwargs.pop("initial", {}), **kwargs)
        self.policy = policy

    def arrived_at(self) -> datetime:
        """Return when it arrived, by the hub's own clock."""
        return moments.moment(self.cleaned_data["received_on"], self.cleaned_data["received_at"])


class Paper(Arrived):
    """How something in writing reached the hub."""

    channel = forms.ChoiceField(label="How did this arrive?")

    def __init__(self, data: Any = None, *, policy: Policy, **kwargs: Any) -> None:
        super().__init__(data, policy=policy, **kwargs)
        ways = [each for each in policy.channels if not each.live and not each.inside]
        choose(self.fields["channel"], [(each.slug, each.name) for each in ways])


class Says(forms.Form):
    """What a professional's form says beside the people and the concern."""

    role = line(200, label="Role or relationship")
    agency = line(200, label="Agency, school or service")
    evidence = lines(
        LONG,
        label="Evidence",
        help_text="What was seen or heard, when, and by whom",
    )
    parents_view = lines(LONG, label="What the parents say")
    consent = lines(
        2000,
        label="What the form says of consent",
        help_text="Whose consent was asked for and given; if not, why not",
    )
    level = Choice(label="Level of need, as the referrer sees it", required=False)
    help_given = lines(LONG, label="Help that was given already")
    agencies = lines(2000, label="Agencies that work with the family")
    signed_by = line(200, label="Signed by")
    signed_on = DateParts(
        past=True, required=False, label="Signed on", help_text="For example, 27 3 2027"
    )

    kept_to = kept.field(label="Who in the hub may see what it says beside the concern?")

    def offer_levels(self, policy: Policy) -> None:
        """Give the levels of the hub's threshold document as choices."""
        named = [f"Level {each.number}, {each.name}" for each in policy.levels]
        choose(self.fields["level"], [*((name, name) for name in named), ("", "Not said")])


class Followed(Paper, Says):
    """The form that follows a professional's call."""

    def __init__(
        self, data: Any = None, *, policy: Policy, protected: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, policy=policy, **kwargs)
        self.offer_levels(policy)
        for name in NAMING if protected else ():
            self.fields[name].help_text = HIDDEN

    def written(self) -> Written:
        """Return what the form says."""
        asked = (*Says.base_fields, "channel", "late_why")
        said = {name: self.cleaned_data[name] for name in asked}
        said["kept_to"] = kept.chosen(said["kept_to"])
        return Written(received_at=self.arrived_at(), **said)


class Typed(Followed, Story, FamilyTold, IdentityFields, ChildFields):
    """A whole form, which is a contact of its own."""

    field_order = (
        "form_key", "channel", "received_on", "received_at", "late_why",
        "source", "name", "role", "agency", "phone_of_writer", "email",
        "address_of_writer",
        "protected", "immediate_harm", "possible_red", "where_now",
        "given_names", "family_name", "also_known_as", "date_of_birth", "age_said", "expected_on",
        "sex", "address", "postcode", "school", "gp", "nhs_number", "upn", "description",
        "ethnicity", "first_language", "religion", "disability", "interpreter",
        "concern", "evidence", "childs_words", "strengths", "triggers", "level",
        "parents_view", "consent", "family_told", "family_told_what", "kept_from_family",
        "help_given", "agencies", "signed_by", "signed_on", "kept_to",
    )  # fmt: skip
    source = forms.ChoiceField(label="Who wrote?")
    name = line(200, label="Name")
    phone_of_writer = line(
        40, label="Telephone number", widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = email()
    address_of_writer = lines(1000, label="Address of whoever wrote")
    protected = at_risk()

    def __init__(self, data: Any = None, *, policy: Policy, **kwargs: Any) -> None:
        super().__init__(data, policy=policy, **kwargs)
        self.fields["family_told"].label = "Does the family know of this referral?"
        choose(self.fields["source"], [("", "Select who wrote"), *sources(policy)])
        self.ask_by(policy)

    def clean(self) -> None:
        """Refuse more than is kept of how somebody stands to the child."""
        super().clean()
        if len(_stands(self.cleaned_data)) > LONGEST_STANDING:
            self.add_error("agency", TOO_MUCH)

    def caller(self) -> Caller:
        """Return who wrote, as far as the form says."""
        said = self.cleaned_data
        reached = {"phone": said["phone_of_writer"], "email": said["email"]}
        nameless = self.policy.source(said["source"]).code == ANONYMOUS
        return Caller(
            source=said["source"],
            name=said["name"],
            relationship=_stands(said),
            address=said["address_of_writer"],
            anonymous=nameless and not said["name"],
            protected=said["protected"],
            **reached,
        )


def _stands(said: Mapping[str, Any]) -> str:
    """Return how somebody stands to the child; who is protected is not named by a signature."""
    parts = [said.get("role"), said.get("agency")]
    signed = said.get("signed_by")
    if said.get("protected") and signed and signed != said.get("name"):
        parts.append(f"signed {signed}")
    return ", ".join(part for part in parts if part)


class Raised(Arrived, Story, ChildFields):
    """What the hub's own work brought to light: no caller, and nobody outside to be told (P29)."""

    field_order = (
        "form_key", "source", "exercise", "name", "received_on", "received_at", "late_why",
        "immediate_harm", "possible_red", "where_now",
        "given_names", "family_name", "also_known_as", "date_of_birth", "age_said", "expected_on",
        "sex", "address", "postcode", "school", "gp", "nhs_number", "upn", "description",
        "concern", "evidence", "childs_words", "strengths", "triggers",
    )  # fmt: skip
    source = Choice(label="What work was it?")
    exercise = forms.CharField(
        max_length=200,
        label="From which exercise?",
        help_text="For example, the mapping of 3 March around the bus station",
    )
    name = forms.CharField(max_length=200, label="Who in the hub raises it?")
    evidence = lines(LONG, label="What it rests on", help_text="What is known, and from where")

    def __init__(self, data: Any = None, *, policy: Policy, **kwargs: Any) -> None:
        super().__init__(data, policy=policy, **kwargs)
        self.fields["received_on"].label = "Day it came to light"
        self.fields["received_at"].label = "Time it came to light"
        choose(self.fields["source"], works(policy))
        self.ask_by(policy)

    def caller(self) -> Caller:
        """Return who in the hub raises it, and from what."""
        said = self.cleaned_data
        return Caller(source=said["source"], name=said["name"], relationship=said["exercise"])

    def written(self) -> Written:
        """Return what it rests on."""
        said = self.cleaned_data
        return Written(
            channel=next(each.slug for each in self.policy.channels if each.inside),
            received_at=self.arrived_at(),
            late_why=said["late_why"],
            evidence=said["evidence"],
        )
