"""What is typed when something leaves the hub."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import queries, rules
from frontdoor.casework.disclosures.models import Product, Telling
from frontdoor.casework.disclosures.rules import Offer
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.kernel import references
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import Choice, Choices
from frontdoor.web.doing import Change
from frontdoor.web.enquiries.forms import OnEnquiry

CONSENT = "consent"


class Propose(OnEnquiry):
    """Who may be told what, and how it protects the child (P26)."""

    person = Choice(label="Who may be told?")
    words = forms.CharField(
        label="What may be said",
        help_text="Enough to protect the child, and no more.",
        widget=forms.Textarea,
    )
    why = forms.CharField(label="How this protects the child", widget=forms.Textarea)

    def __init__(
        self, data: Any = None, *, enquiry: Enquiry, among: Sequence[Person], agency: str
    ) -> None:
        super().__init__(data, enquiry=enquiry)
        self.among = {str(person.pk): person for person in among}
        field: Any = self.fields["person"]
        field.choices = [(number, person.name) for number, person in self.among.items()]
        self.fields["words"].help_text += f" {agency} will read these words."

    def told(self) -> dict[str, Any]:
        """Return what was typed, with the person that was chosen."""
        said = super().told()
        return {**said, "person": self.among[said["person"]]}


class Tell(Change):
    """How the agreed words were said."""

    how = forms.CharField(
        label="How were they told?",
        help_text="For example: by telephone, on a visit. Note what they answered.",
        widget=forms.Textarea,
    )

    def __init__(self, data: Any = None, *, telling: Telling) -> None:
        super().__init__(data, version=telling.version, subjects=[str(telling.enquiry)])


class Send(OnEnquiry):
    """What a team receives, item by item, and what sending it rests on (C11.1, C11.2)."""

    team = Choice(label="Team that receives it")
    items = Choices(
        label="What it holds",
        help_text="Ticked as the hub’s rules have it. You choose: tick what the team needs.",
        required=False,
        error_messages={"invalid_choice": "Choose only from the items below"},
    )
    basis = Choice(label="What sharing this rests on", required=False)
    says_optional = False

    def __init__(self, data: Any = None, *, decision: Decision) -> None:
        self.outcome, policy = decision.chosen, decision.enquiry.policy
        self.offers: list[Offer] = queries.offers(decision)
        self.bases = _bases(decision)
        initial = {
            "team": self.outcome.teams[0] if len(self.outcome.teams) == 1 else "",
            "items": rules.ticked(policy, self.outcome.tier, self.offers),
            "basis": _basis_first(decision, self.bases),
        }
        super().__init__(data, enquiry=decision.enquiry, initial=initial)
        if not self.outcome.teams:
            for name in ("team", "items", "basis"):
                del self.fields[name]
            return
        team, items, basis = (self._field(name) for name in ("team", "items", "basis"))
        team.choices = [(slug, policy.team(slug).name) for slug in self.outcome.teams]
        team.hints = {slug: policy.team(slug).meaning for slug in self.outcome.teams}
        items.choices = [(offer.key, offer.heading) for offer in self.offers]
        basis.choices = [(each.slug, each.label) for each in self.bases]
        basis.hints = {each.slug: each.hint for each in self.bases}

    def _field(self, name: str) -> Any:
        return self.fields[name]

    @property
    def chosen(self) -> list[str]:
        """Return the keys that are ticked on the page: as sent, or beforehand."""
        return [str(key) for key in self["items"].value() or []]

    def told(self) -> dict[str, Any]:
        """Return what was chosen; nothing, where no team receives anything."""
        said = super().told()
        basis = {each.slug: f"{each.label}. {each.sentence}" for each in self.bases}
        return {
            "team": said.get("team", ""),
            "chosen": said.get("items", []),
            "basis": basis.get(said.get("basis", ""), ""),
        }


@dataclass(frozen=True)
class Basis:
    """Something that sharing may rest on, in words that are kept with the product."""

    slug: str
    label: str
    sentence: str
    condition: str = ""

    @property
    def hint(self) -> str:
        """Return what it says, and what must hold before it may be relied on."""
        return f"{self.sentence} {self.condition}".strip()


def _bases(decision: Decision) -> list[Basis]:
    """Return what sharing may rest on: consent, where it was given, and the law as it stands."""
    consents = gathering.consents(decision.enquiry)
    law = policies.law(decision.enquiry.case.contact.policy_version)
    offered = [
        Basis(basis.slug, basis.statute, basis.sentence, basis.condition)
        for basis in law.current("disclose")
    ]
    if consents:
        who = words.listing(consents)
        offered.insert(0, Basis(CONSENT, "Consent", f"Asked of and given by {who}."))
    return offered


def _basis_first(decision: Decision, offered: Sequence[Basis]) -> str:
    """Return the basis that the contact already rests on, as far as it can be offered here."""
    slugs = [each.slug for each in offered]
    recorded = [slug for slug in decision.enquiry.case.contact.bases if slug in slugs]
    return next(iter(recorded), CONSENT if CONSENT in slugs else "")


class Acknowledge(Change):
    """Nothing is typed: the team has it."""

    def __init__(self, data: Any = None, *, product: Product) -> None:
        subject = references.case_of(product.reference)
        super().__init__(data, version=product.version, subjects=[subject])
