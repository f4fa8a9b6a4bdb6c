"""At closing: what runs out while the hub is shut, put before the out-of-hours team (C3.7, C3.8).

Everything is ticked beforehand; one button hands it over.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.closing import operations, queries
from frontdoor.casework.closing.operations import Needs
from frontdoor.casework.closing.queries import RunningOut
from frontdoor.casework.disclosures import direction, offers
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import Choice, Choices, Words, choose
from frontdoor.web.disclosures import bases, items
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

GONE = "Somebody handed over or finished one of these meanwhile. What is left is below."
NO_BASIS = "Choose what sharing rests on: a case that you ticked records nothing of its own"


class Closing(forms.Form):
    """Which cases the team is to have, what it sees to, and which items it gets of each."""

    cases = Choices(
        label="Cases for the team", required=False, error_messages={"invalid_choice": GONE}
    )
    basis = Choice(label="Where a contact records nothing, sharing rests on", required=False)

    def __init__(self, data: Any = None, *, found: list[RunningOut]) -> None:
        self.found = {str(each.case.pk): each for each in found}
        self.offers = offers.of_cases(tuple(each.case for each in found))
        super().__init__(data, initial={"cases": list(self.found)})
        for pk, each in self.found.items():
            self._ask_about(pk, each)
        choose(
            self.fields["cases"], [(pk, each.case.child.name) for pk, each in self.found.items()]
        )
        first = next(iter(found), None)
        offered = bases.bases(first.case.contact) if first else []
        # Consent is of one family: it counts where it is recorded, and is offered to nobody else.
        self.bases = [each for each in offered if each.slug != bases.CONSENT]
        hints = {each.slug: each.hint for each in self.bases}
        choose(self.fields["basis"], [(each.slug, each.label) for each in self.bases], hints=hints)

    def _ask_about(self, pk: str, each: RunningOut) -> None:
        policy, offered = each.case.policy, self.offers[each.case.pk]
        team = policy.out_of_hours.team
        self.fields[f"needs_{pk}"] = Words(
            label="What the team sees to",
            required=False,
            initial=_needs(each),
        )
        self.fields[f"items_{pk}"] = Choices(
            label="What the team receives",
            required=False,
            choices=[(offer.key, offer.heading) for offer in offered],
            initial=direction.ticked(policy, team, advice=[], offered=offered),
        )

    def clean(self) -> None:
        """Ask of each case that is ticked what the team needs; and once what it rests on."""
        ticked = self.cleaned_data.get("cases", [])
        if not ticked and "cases" not in self.errors:
            self.add_error("cases", "Tick the cases that the team is to have")
        for pk in ticked:
            if not self.cleaned_data.get(f"needs_{pk}", "").strip():
                self.add_error(f"needs_{pk}", "Write what the team has to see to")
            if not self.cleaned_data.get(f"items_{pk}") and f"items_{pk}" not in self.errors:
                self.add_error(f"items_{pk}", "Tick at least one item for the team")
        bare = [pk for pk in ticked if not disclosures.basis_on_record(self.found[pk].case)]
        if bare and not self.cleaned_data.get("basis") and "basis" not in self.errors:
            self.add_error("basis", NO_BASIS)

    def needs(self) -> list[Needs]:
        """Return what the team needs of each case that was ticked."""
        said = self.cleaned_data
        return [
            Needs(case=self.found[pk].case, words=said[f"needs_{pk}"], items=said[f"items_{pk}"])
            for pk in said["cases"]
        ]

    def basis_words(self) -> str:
        """Return what sharing rests on, in the words that are kept."""
        said = {each.slug: each.words for each in self.bases}
        return said.get(self.cleaned_data.get("basis", ""), "")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return each case with its fields, as the page shows it."""
        ticked = [str(pk) for pk in self["cases"].value() or []]
        return [self._row(pk, each, ticked=pk in ticked) for pk, each in self.found.items()]

    def _row(self, pk: str, each: RunningOut, *, ticked: bool) -> dict[str, Any]:
        bound: BoundField = self[f"items_{pk}"]
        policy = each.case.policy
        tier = direction.tier(policy, policy.out_of_hours.team, advice=[])
        chosen = [str(key) for key in bound.value() or []]
        return {
            "pk": pk,
            "case": each.case,
            "due": _due(each),
            "ticked": ticked,
            "needs": self[f"needs_{pk}"],
            "items": bound,
            "boxes": items.checkboxes(policy, tier, self.offers[each.case.pk], chosen=chosen),
        }


def _due(each: RunningOut) -> str:
    return f"{each.what}: {words.moment(each.due_at)}"


def _needs(each: RunningOut) -> str:
    urgent = " It is urgent." if each.case.urgent else ""
    return f"{_due(each)}, while the hub is shut.{urgent}"


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def hand_over(request: HubRequest) -> HttpResponse:
    """Show what runs out while the hub is shut, and put what is ticked before the team."""
    at = now()
    version = policies.current(request.actor.hub_id, at=at)
    policy, calendar = version.policy, policies.calendar(version)
    refuse_if(may_not(policy, "route", by=request.actor))
    times = queries.shut(calendar, at=at)
    form = Closing(doing.typed(request), found=queries.running_out(times))
    team = policy.team(policy.out_of_hours.team).name
    if doing.done(form, lambda: _hand_over(request, form, at)):
        number = len(form.cleaned_data["cases"])
        cases = "1 case is" if number == 1 else f"{number} cases are"
        messages.success(request, f"{cases} with the {team}. {policy.out_of_hours.also_phone}")
        return redirect("worklist:out_of_hours")
    page = {
        "rows": form.rows,
        "team": team,
        "terms": policy.out_of_hours.terms,
        "also_phone": policy.out_of_hours.also_phone,
        "is_open": calendar.is_open(at),
        "times": times,
    }
    return doing.show(request, "worklist/closing.html", page, form=form)


def _hand_over(request: HubRequest, form: Closing, at: datetime) -> None:
    operations.hand_over(needs=form.needs(), basis=form.basis_words(), by=request.actor, at=at)
