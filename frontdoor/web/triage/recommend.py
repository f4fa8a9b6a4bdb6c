"""What the worker would do: sent to the manager, who decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.triage import operations, queries, rules
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.triage import forms
from frontdoor.web.triage.entry import case_for, shown


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def recommend(request: HubRequest, reference: str) -> HttpResponse:
    """Send the manager the summary and what the worker would do (C5.3, C6.1)."""
    case = case_for(request, reference, task="recommend", why_not=rules.why_not_recommended)
    form = forms.Recommend(doing.typed(request), case=case)
    if doing.carried_out(form, operations.recommend, case=case, by=request.actor, at=now()):
        messages.success(request, "Your recommendation is with the manager")
        return redirect("cases:show", reference)
    return shown(
        request,
        "triage/recommend.html",
        case,
        form,
        work=queries.work(case),
        advice=contacts.advice(case, today=localdate()),
        threshold=case.policy.threshold,
        threshold_link=case.policy.link(case.policy.threshold.link),
    )
