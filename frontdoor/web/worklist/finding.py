"""A case that is on no list any more is found again: by its reference, or by having ended lately.

Nobody is looked for by name here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.worklist import finding
from frontdoor.casework.worklist.finding import Ended
from frontdoor.disposal import queries as disposal
from frontdoor.kernel import references
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import day as hub_day
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

NONE = "There is no case with this reference, or none that you may see"


class Find(forms.Form):
    """The reference of a case, or of the contact that it came with, as somebody types it."""

    reference = forms.CharField(label="Open a case by its reference", max_length=40)

    def __init__(self, data: Any = None, *, example: str) -> None:
        super().__init__(data)
        self.example = example
        field = self.fields["reference"]
        field.help_text = f"Such as {example}"
        field.error_messages["required"] = f"Enter a reference, such as {example}"

    def clean_reference(self) -> str:
        """Return the reference as it is written."""
        written = references.typed(self.cleaned_data["reference"])
        if not written:
            raise forms.ValidationError(f"Enter a reference such as {self.example}")
        return written


@require_safe
@page_for(Zone.HUB)
def find(request: HubRequest) -> HttpResponse:
    """Lead to the case of a reference, and show what ended lately."""
    at = now()
    policy = policies.current(request.actor.hub_id, at=at).policy
    form = Find(
        request.GET if "reference" in request.GET else None,
        example=references.example(policy.hub.prefix, on=hub_day(policy, at), child=True),
    )
    if form.is_valid():
        if cases := finding.found(form.cleaned_data["reference"], actor=request.actor, at=at):
            return _lead(cases)
        if gone := disposal.gone(form.cleaned_data["reference"]):
            return redirect("records:certificate", gone.pk)
        form.add_error("reference", NONE)
    lately = finding.ended_lately(at=at)
    page = {
        "rows": [_row(each, at=at) for each in lately.cases],
        "more": lately.more,
        "days": finding.LATELY.days,
    }
    return doing.show(request, "worklist/find.html", page, form=form)


def _lead(cases: list[Case]) -> HttpResponse:
    """Lead to the only case, or to the contact with several children."""
    if len(cases) == 1:
        return redirect("cases:show", cases[0].reference)
    return redirect("contacts:show", cases[0].contact.reference)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One child's case that is over, in words."""

    reference: str
    child: str
    age: str
    how: str
    at: datetime
    source: str


def _row(ended: Ended, *, at: datetime) -> Row:
    case = ended.case
    return Row(
        reference=case.reference,
        child=case.child.name,
        age=case.child.age(on=localdate(at)),
        how=_how(ended),
        at=ended.at,
        source=case.policy.source(case.contact.referrer.source).name,
    )


def _how(ended: Ended) -> str:
    """Return how a case ended: with what was decided, the team that has it, or its outcome."""
    case = ended.case
    if ended.decision is not None:
        return f"Enquiry complete: {ended.decision.outcome_words}"
    if case.stage == CaseStage.PASSED_ON and case.route_team:
        went = case.policy.team(case.route_team).name
    else:
        named = {outcome.slug: outcome.name for outcome in case.policy.outcomes}
        went = named.get(case.route, "")
    return ": ".join(each for each in (case.stage_label, went, case.kind) if each)
