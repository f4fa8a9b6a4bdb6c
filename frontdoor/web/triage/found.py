"""What somebody finds out: from the referrer, in the systems, in the past."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import identity
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.triage import operations, queries, rules
from frontdoor.people import cautions
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.triage import forms
from frontdoor.web.triage.entry import case_for, shown


def _case(request: HubRequest, reference: str) -> Case:
    return case_for(request, reference, task="check_systems", why_not=rules.why_not_looked_into)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def ring_back(request: HubRequest, reference: str) -> HttpResponse:
    """Write down a call back to the referrer, reached or not."""
    case = _case(request, reference)
    form = forms.RingBack(doing.typed(request), case=case)
    if doing.carried_out(form, operations.ring_back, case=case, by=request.actor, at=now()):
        messages.success(request, "The call is written down")
        return redirect("triage:show", reference)
    work = queries.work(case)
    return shown(
        request,
        "triage/ring_back.html",
        case,
        form,
        referrer=case.contact.referrer,
        may_see_who=not identity.why_not_see(case.contact, by=request.actor),
        source=case.policy.source(case.contact.referrer.source).name,
        callbacks=work.callbacks,
        safely=cautions.safe_ways([each.person for each in contacts.parties(case.contact)]),
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def systems(request: HubRequest, reference: str) -> HttpResponse:
    """Write down what was found in the systems of the pack."""
    case = _case(request, reference)
    checks = list(queries.work(case).checks)
    form = forms.Systems(doing.typed(request), case=case, checks=checks)
    if doing.carried_out(form, operations.check_systems, case=case, by=request.actor, at=now()):
        messages.success(request, "What you found is written down")
        return redirect("triage:show", reference)
    return shown(request, "triage/systems.html", case, form, checks=checks)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def chronology(request: HubRequest, reference: str) -> HttpResponse:
    """Add a line to the chronology; the page comes back for the next one."""
    case = _case(request, reference)
    form = forms.Line(doing.typed(request), case=case)
    if doing.carried_out(form, operations.add_line, case=case, by=request.actor, at=now()):
        messages.success(request, "The line is in the chronology")
        return redirect("triage:chronology", reference)
    lines = queries.work(case).chronology
    return shown(request, "triage/chronology.html", case, form, lines=lines)
