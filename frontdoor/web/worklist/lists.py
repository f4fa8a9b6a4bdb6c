"""Somebody's own lists of what waits: chosen, kept, renamed, removed (U10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.access import operations, queries
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.triage import queries as triage
from frontdoor.policy import queries as policies
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.worklist import choosing


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def choose(request: HubRequest) -> HttpResponse:
    """Ask what somebody wants to see, and show it; with a name it is kept for them."""
    policy = policies.current(request.actor.hub_id, at=now()).policy
    form = choosing.Choose(
        doing.typed(request),
        policy=policy,
        workers=triage.workers(request.actor.hub_id, policy, on=localdate()),
        shown=choosing.wanted(request.GET),
    )
    if form.is_valid() and (not form.cleaned_data["name"] or _kept(request, form)):
        return redirect(choosing.address(form.wanted()))
    return doing.show(request, "worklist/choose.html", {}, form=form)


def _kept(request: HubRequest, form: choosing.Choose) -> bool:
    return doing.done(
        form,
        lambda: operations.save_list(
            name=form.cleaned_data["name"],
            wanted=dict(choosing.asks(form.wanted())),
            opens_first=form.cleaned_data["opens_first"],
            by=request.actor,
            at=now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def saved(request: HubRequest, number: int) -> HttpResponse:
    """Let somebody rename one of their lists, or have the worklist open with it."""
    kept = queries.saved_list(number, by=request.actor)
    given = {"name": kept.name, "opens_first": kept.opens_first}
    form = choosing.Named(doing.typed(request), initial=given)
    if doing.done(
        form, lambda: operations.rename_list(saved=kept, **form.cleaned_data, by=request.actor)
    ):
        messages.success(request, f"“{form.cleaned_data['name']}” is kept")
        return redirect(choosing.address(choosing.wanted(kept.wanted)))
    return doing.show(request, "worklist/saved.html", {"saved": kept}, form=form)


@page_for(Zone.HUB)
@require_POST
def remove(request: HubRequest, number: int) -> HttpResponse:
    """Take one of somebody's lists out of their sight."""
    kept = queries.saved_list(number, by=request.actor)
    operations.remove_list(saved=kept, by=request.actor, at=now())
    messages.success(request, f"“{kept.name}” is removed")
    return redirect("worklist:home")
