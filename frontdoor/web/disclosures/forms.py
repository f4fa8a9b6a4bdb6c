"""What is typed when something leaves the hub."""

from collections.abc import Sequence
from typing import Any

from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import offers, rules
from frontdoor.casework.disclosures.models import Clearance, Product, Telling
from frontdoor.casework.disclosures.rules import Offer
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.kernel import references
from frontdoor.people.models import Person
from frontdoor.web.components.form_fields import STORY, Choice, Choices, Words, choose
from frontdoor.web.disclosures import bases, settling
from frontdoor.web.doing import Change
from frontdoor.web.enquiries.forms import OnEnquiry


class Propose(OnEnquiry):
    """Who may be told what, and how it protects the child (P26)."""

    person = Choice(label="Who may be told?")
    words = Words(
        label="What may be said",
        help_text="Enough to protect the child, and no more.",
        max_length=STORY,
    )
    why = Words(label="How this protects the child")

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

    how = Words(
        label="How were they told?",
        help_text="For example: by telephone, on a visit. Note what they answered.",
    )

    def __init__(self, data: Any = None, *, telling: Telling) -> None:
        super().__init__(data, version=telling.version, subjects=[str(telling.enquiry)])


class Send(OnEnquiry):
    """What teams receive, item by item, and what sending it rests on (C11.1, C11.2)."""

    team = Choices(
        label="Teams that receive it",
        error_messages={
            "required": "Select the team that receives it",
            "invalid_choice": "Select the team that receives it from the list",
        },
    )
    items = Choices(
        label="What it holds",
        help_text="Ticked as the hub’s rules have it. You choose: tick what the team needs.",
        required=False,
        error_messages={"invalid_choice": "Choose only from the items below"},
    )
    basis = Choice(label="What sharing this rests on", required=False)
    withdraw_why = settling.reason()
    says_optional = False

    def __init__(self, data: Any = None, *, decision: Decision) -> None:
        self.outcome, policy = decision.chosen, decision.enquiry.policy
        case = decision.enquiry.case
        contact = case.contact
        self.offers: list[Offer] = offers.of_decision(decision)
        self.bases = bases.bases(contact)
        tier = policy.tier(self.outcome.tier)
        # A section 47 enquiry goes to everybody who takes part (C6.4, C6.5), others to one team.
        all_of_them = tier.sensitive_health or len(self.outcome.teams) == 1
        # What the MASH gathered goes to the team that the route named for it (C6.10).
        meant = [team for team in self.outcome.teams if all_of_them or team == case.route_team]
        initial = {
            "team": meant,
            "items": rules.ticked(policy, self.outcome.tier, self.offers),
            "basis": bases.first(contact, self.bases),
        }
        super().__init__(data, enquiry=decision.enquiry, initial=initial)
        self.still_open = settling.prepare(self, decision.enquiry.case)
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
        basis = {each.slug: each.words for each in self.bases}
        return {
            "teams": said.get("team", []),
            "chosen": said.get("items", []),
            "basis": basis.get(said.get("basis", ""), ""),
            "withdraw_why": said.get("withdraw_why", ""),
        }


class AskOriginator(OnEnquiry):
    """For which teams an originator is asked about an item, and why they need it (a.8, 5)."""

    team = Choices(
        label="Which team should have it?",
        error_messages={"required": "Select the team that should have it"},
    )
    why = Words(
        label="Why does the team need this?",
        help_text="The agency reads this.",
    )

    def __init__(self, data: Any = None, *, decision: Decision, among: Sequence[str]) -> None:
        only = list(among) if len(among) == 1 else []
        super().__init__(data, enquiry=decision.enquiry, initial={"team": only})
        policy = decision.enquiry.policy
        choose(self.fields["team"], [(slug, policy.team(slug).name) for slug in among])


class Withdraw(Change):
    """Why an originator is no longer asked."""

    why = Words(
        label="Why is this no longer asked?",
        help_text="The agency reads this.",
    )

    def __init__(self, data: Any = None, *, clearance: Clearance) -> None:
        super().__init__(data, version=clearance.version, subjects=[str(clearance.enquiry)])


class Acknowledge(Change):
    """Nothing is typed: the team has it."""

    def __init__(self, data: Any = None, *, product: Product) -> None:
        subject = references.case_of(product.reference)
        super().__init__(data, version=product.version, subjects=[subject])
