"""What teams receive when a case is routed: the fields that the routing pages share (a.8, 5)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.disclosures import direction, offers, queries
from frontdoor.policy.rules import Advice
from frontdoor.web.components.form_fields import Choice, Choices, Words, choose
from frontdoor.web.disclosures import bases, items
from frontdoor.web.doing import Change

NOTHING = "Choose at least one item for the team to receive."


class Handing(Change):
    """A form that may send a case's information to teams: which items, and on what basis."""

    items = Choices(
        label="What a team receives",
        help_text="Ticked as the hub’s rules have it. You choose: tick what the team needs.",
        required=False,
        error_messages={"invalid_choice": "Choose only from the items below"},
    )
    basis = Choice(label="What sharing this rests on", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        case: Case,
        advice: list[Advice],
        team: str = "",
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.case, self.advice = case, advice
        self.offers = offers.of_case(case)
        self.bases = bases.bases(case.contact)
        self.likely = team or case.policy.out_of_hours.team
        super().__init__(
            data,
            version=case.version,
            subjects=[case.reference, case.contact.reference],
            initial={
                "items": self.ticked(self.likely),
                "basis": bases.first(case.contact, self.bases),
                **(initial or {}),
            },
        )
        choose(self.fields["items"], [(offer.key, offer.heading) for offer in self.offers])
        choose(
            self.fields["basis"],
            [(each.slug, each.label) for each in self.bases],
            hints={each.slug: each.hint for each in self.bases},
        )

    def ticked(self, team: str) -> list[str]:
        """Return what is ticked beforehand for a team."""
        return direction.ticked(self.case.policy, team, advice=self.advice, offered=self.offers)

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """Return the items as checkboxes, with their words and why they are held back."""
        tier = direction.tier(self.case.policy, self.likely, advice=self.advice)
        chosen = [str(key) for key in self["items"].value() or []]
        return items.checkboxes(self.case.policy, tier, self.offers, chosen=chosen)

    def shares(self, team: str, also: Iterable[str]) -> dict[str, list[str]]:
        """Return by team which items it receives: who takes the case, what was ticked.

        Whoever else is told receives of that what their own tier would tick, and no more.
        """
        chosen = self.cleaned_data.get("items", [])
        shares = {team: list(chosen)} if team else {}
        for other in also:
            shares.setdefault(other, [key for key in self.ticked(other) if key in chosen])
        return shares

    def basis_words(self) -> str:
        """Return what sharing rests on, in the words that are kept."""
        said = {each.slug: each.words for each in self.bases}
        return said.get(self.cleaned_data.get("basis", ""), "")

    def names(self, teams: Sequence[str]) -> list[str]:
        """Return the names of teams."""
        return [self.case.policy.team(team).name for team in teams]


class TellTeam(Handing):
    """One more team that is told of a case, and why."""

    team = forms.ChoiceField(label="Which team?")
    reason = Words(label="Why does this team need to know?")
    says_optional = False

    def __init__(self, data: Any = None, *, case: Case, advice: list[Advice]) -> None:
        told = {each.team.slug for each in queries.handed_over(case.pk)}
        named = [team for each in advice for team in (each.team, *each.also_tell) if team]
        if case.child.is_unborn and case.stage in (CaseStage.PASSED_ON, CaseStage.CLOSED):
            # What has ended is told to the hospital first (C14.9).
            named = [team.slug for team in case.policy.teams if team.for_unborn] + named
        first = next((team for team in named if team not in told), "")
        super().__init__(data, case=case, advice=advice, team=first, initial={"team": first})
        teams = [(team.slug, team.name) for team in case.policy.teams if team.slug not in told]
        choose(self.fields["team"], [("", "Choose a team"), *teams])
        self.order_fields(["seen", "after", "team", "reason", "items", "basis"])

    def clean(self) -> None:
        """Ask for something to send."""
        if not self.cleaned_data.get("items") and "items" not in self.errors:
            self.add_error("items", NOTHING)

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {
            "shares": self.shares(self.cleaned_data["team"], []),
            "basis": self.basis_words(),
            "reason": self.cleaned_data["reason"],
        }


class Reopen(Change):
    """Why a case that ended is opened again."""

    reason = Words(
        label="Why is this opened again?",
        help_text="It is told in what happened, and stays.",
    )

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(
            data, version=case.version, subjects=[case.reference, case.contact.reference]
        )


class TakeBack(Change):
    """Why a case that was passed on comes back."""

    reason = Words(label="Why is this taken back?")

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(
            data, version=case.version, subjects=[case.reference, case.contact.reference]
        )
