"""The first page of the phone script: the call, the child, the caller."""

from typing import Any

from django import forms

from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.rules import UNKNOWN_SOURCE
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_people import Source
from frontdoor.web.components.form_fields import choose
from frontdoor.web.contacts.person_forms import ChildFields, at_risk, email, line, lines

NO_KEY = "This page has lost its number. Copy what you typed into a new contact"
# Census codes that every pack has a source for (d.1).
ANONYMOUS, UNKNOWN = "9", UNKNOWN_SOURCE
_OF_CALLER = ("caller_name", "caller_phone", "caller_email", "caller_address")


class Call(ChildFields):
    """Who calls, and about which child. Nothing here may keep the officer from going on (C4.11)."""

    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": NO_KEY, "invalid": NO_KEY},
    )
    channel = forms.ChoiceField(label="How did this arrive?")
    source = forms.ChoiceField(label="Who is telling us?")
    anonymous = forms.BooleanField(
        label="The caller does not want to say who they are", required=False
    )
    protected = at_risk()
    caller_name = line(200, label="Caller’s name")
    caller_relationship = line(
        200, label="How they know the child", help_text="For example, mother, teacher, neighbour"
    )
    caller_phone = line(40, label="Telephone number", widget=forms.TextInput(attrs={"type": "tel"}))
    caller_email = email()
    caller_address = lines(1000, label="Caller’s address")

    def __init__(self, data: Any = None, *, policy: Policy, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.policy = policy
        # What nobody speaks is typed in with the moment at which it arrived: its clock runs then.
        choose(self.fields["channel"], [(c.slug, c.name) for c in policy.channels if c.live])
        choose(self.fields["source"], sources(policy))
        self.fields["channel"].initial = next((c.slug for c in policy.channels if c.live), None)
        self.fields["source"].initial = _source(policy, UNKNOWN)

    def clean(self) -> None:
        """Keep nothing that would give away somebody who wants to stay unknown (C4.11)."""
        super().clean()
        if self.cleaned_data.get("anonymous") and any(map(self.cleaned_data.get, _OF_CALLER)):
            self.add_error(
                "anonymous",
                "Clear the caller’s name, telephone, email and address, or untick this box",
            )

    def caller(self) -> Caller:
        """Return who calls, as far as they say."""
        said = self.cleaned_data
        source = said["source"]
        if said["anonymous"] and source == _source(self.policy, UNKNOWN):
            source = _source(self.policy, ANONYMOUS)
        return Caller(
            source=source,
            name=said["caller_name"],
            relationship=said["caller_relationship"],
            phone=said["caller_phone"],
            email=said["caller_email"],
            address=said["caller_address"],
            anonymous=said["anonymous"],
            protected=said["protected"],
        )


def sources(policy: Policy) -> list[tuple[str, str]]:
    """Return who may tell us: the public, then professionals as they are counted (P19)."""
    order = [group.slug for group in policy.groups]
    told = [each for each in policy.sources if not each.inside]
    listed = sorted(told, key=lambda each: (_rank(each), order.index(each.group)))
    return [(source.slug, f"{_KINDS[_rank(source)]}{source.name}") for source in listed]


def works(policy: Policy) -> list[tuple[str, str]]:
    """Return the work of the hub itself that may bring a worry to light (P29)."""
    return [(each.slug, each.name) for each in policy.sources if each.inside]


_KINDS = ("Public: ", "Professional: ", "")


def _rank(source: Source) -> int:
    return 2 if source.code in (ANONYMOUS, UNKNOWN) else int(source.professional)


def _source(policy: Policy, code: str) -> str:
    return next((each.slug for each in policy.sources if each.code == code), "")
