"""The work tray of a partner."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.disclosures import clearing
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures import queries as tellings
from frontdoor.casework.gathering import operations, queries, supplements
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.gathering import forms, heard, invited, trays
from frontdoor.web.request import HubRequest


@require_GET
@page_for(Zone.PARTNER)
def tray(request: HubRequest) -> HttpResponse:
    """Show what waits for an agency, and what it has answered (C9.8)."""
    found = trays.of(
        queries.tray(request.actor.agency_id),
        tellings.tellings_for(request.actor.agency_id),
        tellings.clearances_for(request.actor.agency_id),
        actions.tray(request.actor.agency_id),
        at=now(),
    )
    discussions = invited.of(request.actor.agency_id)
    return render(request, "gathering/tray.html", {"tray": found, "discussions": discussions})


@require_http_methods(["GET", "POST"])
@page_for(Zone.PARTNER)
def answer(request: HubRequest, reference: str) -> HttpResponse:
    """Answer for every person an agency is asked about, or read what was answered."""
    at = now()
    asked = queries.get(reference, actor=request.actor, to="answer", at=at)
    case = asked.enquiry.case
    context = {"asked": asked, "case": case, "today": localdate(), "rating": asked.enquiry.rated}
    if asked.is_answered and request.method == "GET":
        own = heard.own(asked, at=at)
        return render(request, "gathering/answered.html", {**context, "own": own})
    form = forms.Answer(doing.typed(request), request=asked, parties=queries.parties(asked))
    if doing.carried_out(form, operations.give_back, request=asked, by=request.actor, at=at):
        messages.success(request, f"Your answer on {case.child.name} is with the hub")
        return redirect("gathering:answer", reference)
    left = contacts.calendar(case).time_left(at, asked.falls_due_at, asked.enquiry.unit)
    context |= {"left": left, "changes": _answered_first(form, asked.returned_by_name)}
    return doing.show(request, "gathering/answer.html", context, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.PARTNER)
def answer_more(request: HubRequest, number: int) -> HttpResponse:
    """Answer about somebody who was named after the agency was asked (P28)."""
    at = now()
    more = queries.supplement(number, actor=request.actor, to="answer", at=at)
    asked, case = more.request, more.request.enquiry.case
    if more.is_answered and request.method == "GET":
        return redirect("gathering:answer", case.reference)
    [party] = [each for each in contacts.parties(case.contact) if each.person_id == more.person_id]
    form = forms.AnswerMore(
        doing.typed(request), request=asked, parties=[party], version=more.version
    )
    if doing.carried_out(form, supplements.give_back, supplement=more, by=request.actor, at=at):
        messages.success(request, f"Your answer on {more.person.name} is with the hub")
        return redirect("gathering:answer", case.reference)
    context = {
        "asked": asked,
        "more": more,
        "case": case,
        "today": localdate(),
        "rating": asked.enquiry.rated,
        "left": contacts.calendar(case).time_left(at, more.falls_due_at, asked.enquiry.unit),
        "changes": _answered_first(form, more.returned_by_name),
    }
    return doing.show(request, "gathering/answer_more.html", context, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.PARTNER)
def agree(request: HubRequest, telling_id: int) -> HttpResponse:
    """Agree to the words that somebody in a family may be told, or say why not (P26)."""
    at = now()
    telling = tellings.telling(telling_id, actor=request.actor, to="agree", at=at)
    context = {"telling": telling, "case": telling.enquiry.case, "today": localdate()}
    if telling.answered_at is not None and request.method == "GET":
        return render(request, "gathering/agreed.html", context)
    form = forms.Agree(doing.typed(request), telling=telling)
    if doing.carried_out(
        form, disclosures.answer_telling, telling=telling, by=request.actor, at=at
    ):
        messages.success(request, "Your answer is with the hub")
        return redirect("gathering:agree", telling_id)
    context["changes"] = _answered_first(form, telling.answered_by_name)
    return doing.show(request, "gathering/agree.html", context, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.PARTNER)
def clear(request: HubRequest, number: int) -> HttpResponse:
    """Let what the agency gave go to a team, in its words or in others, or not (a.8, 5)."""
    at = now()
    clearance = tellings.clearance(number, actor=request.actor, to="clear", at=at)
    context = {"clearance": clearance, "case": clearance.enquiry.case, "today": localdate()}
    if not clearance.waits and request.method == "GET":
        return render(request, "gathering/clear.html", context)
    form = forms.Clear(doing.typed(request), clearance=clearance)
    if doing.carried_out(form, clearing.answer, clearance=clearance, by=request.actor, at=at):
        messages.success(request, "Your answer is with the hub")
        return redirect("gathering:clear", number)
    context["changes"] = _answered_first(form, clearance.answered_by_name)
    return doing.show(request, "gathering/clear.html", context, form=form)


def _answered_first(form: doing.Change, name: str) -> list[dict[str, str]]:
    answered = f"Answered by {name}"
    return doing.done_first(form, what="This", before=heard.NO_REPLY, now=answered, by=name)
