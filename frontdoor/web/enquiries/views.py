"""Rating, commencing, deciding."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.decisions import queries as decided
from frontdoor.casework.enquiries import operations
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.vocabulary import Move
from frontdoor.casework.gathering import operations as asking
from frontdoor.casework.gathering import queries as gathering
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.enquiries import entry, forms
from frontdoor.web.enquiries.deciding import Decide
from frontdoor.web.gate import page_for
from frontdoor.web.gathering import heard
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def rate(request: HubRequest, reference: str) -> HttpResponse:
    """Rate an enquiry by presenting risk (C6.1)."""
    enquiry, at = entry.enquiry_for(request, reference, Move.RATE), now()
    form = forms.Rate(doing.typed(request), enquiry=enquiry, at=at)
    if doing.carried_out(form, operations.rate, enquiry=enquiry, by=request.actor, at=at):
        name = enquiry.policy.rating(form.cleaned_data["rating"]).name
        messages.success(request, f"{enquiry.case.child.name} is rated {name}")
        return redirect("cases:show", reference)
    return entry.show(request, "enquiries/rate.html", enquiry, form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def commence(request: HubRequest, reference: str) -> HttpResponse:
    """Commence an enquiry and ask the agencies (C8.5, C9.1)."""
    enquiry, at = entry.enquiry_for(request, reference, Move.COMMENCE), now()
    refuse_if(may_not(enquiry.policy, "ask", by=request.actor))
    # Not rated any more, or not yet: there is nothing that a form could offer.
    refuse_if("" if enquiry.rating else enquiry.why_not(Move.COMMENCE, by=request.actor))
    form = forms.Commence(doing.typed(request), enquiry=enquiry, by=request.actor, at=at)
    if doing.carried_out(form, asking.commence, enquiry=enquiry, by=request.actor, at=at):
        names = [enquiry.policy.agency(slug).name for slug in form.told()["asked"]]
        asked = f"Asked {words.listing(names)}" if names else "No agency is asked"
        messages.success(request, f"The enquiry has commenced. {asked}.")
        return redirect("cases:show", reference)
    return entry.show(
        request,
        "enquiries/commence.html",
        enquiry,
        form,
        parties=contacts.parties(enquiry.case.contact),
        due_at=enquiries.due_if_commenced(enquiry, enquiry.rating, at=at),
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def decide(request: HubRequest, reference: str) -> HttpResponse:
    """Decide the outcome for a child, on what the agencies answered (C10.1 to C10.3)."""
    enquiry, at = entry.enquiry_for(request, reference, Move.DECIDE), now()
    missing = [each for each in gathering.outstanding(enquiry) if each.required]
    form = Decide(
        doing.typed(request),
        enquiry=enquiry,
        earlier=decided.of(enquiry),
        missing=bool(missing),
    )
    if doing.carried_out(form, decisions.decide, enquiry=enquiry, by=request.actor, at=at):
        messages.success(request, "Decided. It waits for authorisation.")
        return redirect("cases:show", reference)
    return entry.show(
        request,
        "enquiries/decide.html",
        enquiry,
        form,
        missing=missing,
        told=_told(enquiry.case),
        agencies=heard.of(enquiry, at=at),
        still_open=actions.open_on(enquiry.case),
        sent_back=entry.why_sent_back(enquiry),
    )


def _told(case: Case) -> dict[str, Any]:
    """Return what was told of the child that a decision has to mind, also by joined reports."""
    told = reports.told_of(case)
    return {
        "now_at": words.listing(dict.fromkeys(_now_at(told))) or "Not asked",
        "warnings": list(dict.fromkeys(each for one in told for each in reports.warnings(one))),
        "flags": list(dict.fromkeys(each for one in told for each in reports.flags(one))),
    }


def _now_at(told: list[Case]) -> list[str]:
    return [one.contact.where_now for one in told if one.contact.where_now]


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def authorise(request: HubRequest, reference: str) -> HttpResponse:
    """Authorise what was decided (C15.13)."""
    enquiry, at = entry.enquiry_for(request, reference, Move.AUTHORISE), now()
    decision = decided.of(enquiry)
    if decision is None:
        raise Unknown(reference)
    form = forms.Authorise(doing.typed(request), enquiry=enquiry)
    if doing.carried_out(form, decisions.authorise, enquiry=enquiry, by=request.actor, at=at):
        messages.success(request, f"Authorised: {decision.outcome_words}")
        return redirect("cases:show", reference)
    return entry.show(
        request,
        "enquiries/authorise.html",
        enquiry,
        form,
        decision=decision,
        why_not=decision.why_not_authorise(by=request.actor),
        agencies=heard.of(enquiry, at=at),
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def send_back(request: HubRequest, reference: str) -> HttpResponse:
    """Send a decision back to be thought over."""
    enquiry, at = entry.enquiry_for(request, reference, Move.SEND_BACK), now()
    form = forms.SendBack(doing.typed(request), enquiry=enquiry)
    if doing.carried_out(form, decisions.send_back, enquiry=enquiry, by=request.actor, at=at):
        messages.success(request, "Sent back for another decision")
        return redirect("cases:show", reference)
    return entry.show(
        request, "enquiries/send_back.html", enquiry, form, decision=decided.of(enquiry)
    )
