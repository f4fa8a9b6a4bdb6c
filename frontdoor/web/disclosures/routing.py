"""A case and the teams outside: tell one more of them, or take back what was passed on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import passing, queries
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.disclosures.handing import TakeBack, TellTeam
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def tell_team(request: HubRequest, reference: str) -> HttpResponse:
    """Tell one more team of a case, item by item (C4.7, C6.5, C6.11, C6.12)."""
    at = now()
    case = contacts.case(reference, actor=request.actor, to="tell a team", at=at)
    refuse_if(may_not(case.policy, "route", by=request.actor))
    advice = contacts.advice(case, today=localdate(at))
    form = TellTeam(doing.typed(request), case=case, advice=advice)
    if doing.done(form, lambda: passing.tell(case=case, **form.told(), by=request.actor, at=at)):
        [team] = form.names([form.cleaned_data["team"]])
        messages.success(request, f"Told: {team}")
        return redirect("cases:show", reference)
    page = {"case": case, "today": localdate(at), "changed": telling.changes(form.changes)}
    return doing.show(request, "disclosures/tell_team.html", page, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def take_back(request: HubRequest, reference: str) -> HttpResponse:
    """Take back a case that was passed on, with a reason (a.8, 4b)."""
    at = now()
    case = contacts.case(reference, actor=request.actor, to="take back", at=at)
    refuse_if(may_not(case.policy, "route", by=request.actor))
    handed = queries.handed_over(case.pk)
    if request.method == "GET":
        refuse_if(case.why_not(CaseMove.RECALL, by=request.actor))
        refuse_if(passing.why_not_recall(handed))
    form = TakeBack(doing.typed(request), case=case)
    if doing.carried_out(form, passing.recall, case=case, by=request.actor, at=at):
        messages.success(request, f"{case.child} waits for a decision again")
        return redirect("cases:show", reference)
    page = {
        "case": case,
        "today": localdate(at),
        "teams": [each.team.name for each in handed],
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "disclosures/take_back.html", page, form=form)
