"""The lists of people that came as files, and the form that brings another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.casework.rolls import operations, queries
from frontdoor.casework.rolls.models import Roll
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.rolls.forms import Bring


@require_safe
@page_for(Role.TRIAGE_COORDINATOR, Role.TEAM_MANAGER)
def home(request: HubRequest) -> HttpResponse:
    """List what came, and as at when each system told last."""
    kinds = operations.kinds(request.actor, at=now())
    hub_id = request.actor.hub_id
    page = {
        "sources": queries.sources(hub_id),
        "rolls": queries.latest(hub_id, kinds=kinds),
        "may_take": Kind.REGISTER in kinds,
    }
    return render(request, "rolls/home.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Role.TRIAGE_COORDINATOR, Role.TEAM_MANAGER)
def bring(request: HubRequest) -> HttpResponse:
    """Take a file, and go on to what its columns hold."""
    kinds = operations.kinds(request.actor, at=now())
    form = Bring(doing.typed(request), request.FILES or None, kinds=kinds)
    made: list[Roll] = []

    def do() -> None:
        made.append(operations.bring(**form.told(), by=request.actor, at=now()))

    if doing.done(form, do):
        [roll] = made
        messages.success(request, f"{roll.rows:,} rows are read. Nothing is taken yet")
        return redirect("rolls:columns" if not roll.begun_at else "rolls:show", roll.pk)
    return doing.show(request, "rolls/bring.html", {}, form=form)
