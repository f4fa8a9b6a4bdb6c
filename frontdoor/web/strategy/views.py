"""Call a strategy discussion in a minute, arrange it, and write down what came of it (C6.4)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.strategy import ending, operations, queries
from frontdoor.casework.strategy.models import Discussion
from frontdoor.kernel.refusal import Refused, refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.strategy import forms
from frontdoor.web.timeline import telling

NONE_CALLED = "No strategy discussion is to be held on this case now."


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def call(request: HubRequest, reference: str) -> HttpResponse:
    """Call a strategy discussion: to MASH, the rating, the teams and the clock in one step."""
    at = now()
    case = contacts.case(reference, actor=request.actor, to="call a strategy discussion", at=at)
    refuse_if(may_not(case.policy, "route", by=request.actor))
    if request.method == "GET":
        refuse_if(queries.why_not_call(case))
    form = forms.Call(doing.typed(request), case=case, at=at)
    if doing.carried_out(form, operations.call, case=case, by=request.actor, at=at):
        due = queries.to_be_held(case)
        by_when = f", by {words.moment(due.due_at)}" if due else ""
        messages.success(request, f"A strategy discussion is to be held{by_when}")
        return redirect("cases:show", reference)
    return _page(
        request,
        "strategy/call.html",
        case,
        form,
        due_at=queries.due_at(case, at=at),
        rating=form.rating,
        to_tell=form.names(form.to_tell),
        is_new=queries.is_before_mash(case),
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def arrange(request: HubRequest, reference: str) -> HttpResponse:
    """Settle who chairs and how people join, and invite more."""
    case, discussion = _called(request, reference, to="arrange a strategy discussion")
    form = forms.Arrange(doing.typed(request), discussion=discussion)
    if doing.carried_out(
        form, operations.arrange, discussion=discussion, by=request.actor, at=now()
    ):
        messages.success(request, "Arranged. Those who are invited can read it.")
        return redirect("cases:show", reference)
    return _page(request, "strategy/arrange.html", case, form, discussion=discussion)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def record(request: HubRequest, reference: str) -> HttpResponse:
    """Write down that it was held, who took part, and what it decided."""
    case, discussion = _called(request, reference, to="record a strategy discussion")
    form = forms.Record(doing.typed(request), discussion=discussion)
    if doing.carried_out(form, ending.hold, discussion=discussion, by=request.actor, at=now()):
        messages.success(request, "The strategy discussion is on record")
        return redirect("cases:show", reference)
    return _page(request, "strategy/record.html", case, form, discussion=discussion)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def call_off(request: HubRequest, reference: str) -> HttpResponse:
    """Write down why it is not held."""
    case, discussion = _called(request, reference, to="call off a strategy discussion")
    form = forms.CallOff(doing.typed(request), discussion=discussion)
    if doing.carried_out(form, ending.call_off, discussion=discussion, by=request.actor, at=now()):
        messages.success(request, "Called off. Those who were invited can see it.")
        return redirect("cases:show", reference)
    return _page(request, "strategy/call_off.html", case, form, discussion=discussion)


def _called(request: HubRequest, reference: str, *, to: str) -> tuple[Case, Discussion]:
    """Return the discussion that is to be held on a case.

    What is sent goes on to the operation, although it may be over: the second of two people is
    shown what the first one did.
    """
    case = contacts.case(reference, actor=request.actor, to=to, at=now())
    refuse_if(may_not(case.policy, "route", by=request.actor))
    found = queries.to_be_held(case)
    if found is None and request.method == "POST":
        found = queries.last(case)
    if found is None:
        raise Refused(NONE_CALLED)
    return case, found


def _page(
    request: HubRequest, template: str, case: Case, form: doing.Change, **more: Any
) -> HttpResponse:
    page = {
        "case": case,
        "today": localdate(),
        "changed": telling.changes(form.changes),
        **more,
    }
    return doing.show(request, template, page, form=form)
