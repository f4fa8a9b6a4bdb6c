"""One request for what is held: who asks, by when, what was collected, and how it ends."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.access import queries as access
from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audited
from frontdoor.audit import queries as audit
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.lifecycle import TASK
from frontdoor.casework.holdings.models import AccessRequest
from frontdoor.casework.holdings.vocabulary import RequestMove, RequestStage
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.records.forms import Assign, End, Extend, OnRequest, Prove
from frontdoor.web.records.register import refuse_others
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling

PURPOSE = "answer subject access request {}"


def find(request: HubRequest, number: int) -> AccessRequest:
    """Return a request for whoever answers such requests.

    :raises Refused: if it is not their task.
    :raises Unknown: if there is none, or none that they may know of.
    """
    refuse_others(request)
    return queries.get(number, by=request.actor)


@require_safe
@page_for(Zone.HUB)
def show(request: HubRequest, number: int) -> HttpResponse:
    """Show a request with everything that was collected for it, and what is decided."""
    found, me = find(request, number), request.actor
    items = queries.items(found, by=me)
    look_at(request, found)
    page = {
        "it": found,
        "items": items,
        "figures": queries.figures(items),
        "is_open": found.stage == RequestStage.OPEN,
        "may_end": found.can(RequestMove.END, by=me),
        "today": localdate(),
        "next": queries.next_undecided(items),
        "events": telling.items(audit.history([queries.subject(found)])),
    }
    return render(request, "records/request.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def prove(request: HubRequest, number: int) -> HttpResponse:
    """Record how it was checked who asks."""
    found = find(request, number)
    if request.method == "GET":
        refuse_if(found.why_not(RequestMove.PROVE, by=request.actor))
    form = Prove(doing.typed(request), request=found)
    if doing.carried_out(form, operations.prove, request=found, by=request.actor, at=now()):
        messages.success(request, "Now it can be answered")
        return redirect("records:request", number)
    return _show(request, "records/prove.html", found, form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def assign(request: HubRequest, number: int) -> HttpResponse:
    """Give a request to somebody else to answer."""
    found = find(request, number)
    refuse_if(operations.NOT_OPEN if found.is_ended else "")
    form = Assign(doing.typed(request), request=found, who=_others(found))
    if doing.carried_out(form, operations.assign, request=found, by=request.actor, at=now()):
        messages.success(request, "It is theirs now")
        return redirect("records:request", number)
    return _show(request, "records/assign.html", found, form)


def _others(found: AccessRequest) -> list[Membership]:
    """Return who else may answer it."""
    day = localdate()
    return [
        each
        for each in access.members(found.hub_id, on=day)
        if each.user_id != found.holder
        and not may_not(found.policy, TASK, by=access.in_place(each))
    ]


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def extend(request: HubRequest, number: int) -> HttpResponse:
    """Let it take two months longer."""
    found = find(request, number)
    if request.method == "GET":
        refuse_if(operations.why_not_extend(found, on=localdate()))
    form = Extend(doing.typed(request), request=found)
    if doing.carried_out(form, operations.extend, request=found, by=request.actor, at=now()):
        messages.success(request, "It has longer")
        return redirect("records:request", number)
    return _show(request, "records/extend.html", found, form)


@page_for(Zone.HUB)
@require_POST
def collect(request: HubRequest, number: int) -> HttpResponse:
    """Copy everything that is held about the person."""
    found, at, me = find(request, number), now(), request.actor
    operations.collect(request=found, seen=found.version, by=me, at=at)
    look_at(request, found)
    messages.success(request, "Everything that you may read is collected")
    return redirect("records:request", number)


def look_at(request: HubRequest, found: AccessRequest) -> None:
    """Remember a look at the person's record, and at every one that something was collected of."""
    for reference in queries.records(found, by=request.actor):
        audited.looked(reference, purpose=PURPOSE.format(found.pk), by=request.actor, at=now())


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def end(request: HubRequest, number: int) -> HttpResponse:
    """Say how a request ended."""
    found, me = find(request, number), request.actor
    if request.method == "GET":
        refuse_if(found.why_not(RequestMove.END, by=me))
    form = End(doing.typed(request), request=found)
    if doing.carried_out(form, operations.end, request=found, by=me, at=now()):
        messages.success(request, "The request has ended. What was decided stays as it is")
        return redirect("records:request", number)
    return _show(request, "records/end.html", found, form)


def _show(
    request: HubRequest, template: str, found: AccessRequest, form: OnRequest
) -> HttpResponse:
    items = queries.items(found, by=request.actor)
    look_at(request, found)
    page = {
        "it": found,
        "figures": queries.figures(items),
        "changes": telling.changes(form.changes),
    }
    return doing.show(request, template, page, form=form)
