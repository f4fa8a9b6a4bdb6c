"""The page of one child's case, and the press by which a manager says that they have seen it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.restricting import queries as restricting
from frontdoor.casework.restricting.models import BreakGlass
from frontdoor.casework.worklist import unread
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web.cases import summary
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_safe
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str) -> HttpResponse:
    """Show a case. That somebody opened it is in the read log, and is no manager's first look."""
    at = now()
    # Before this look is remembered: it is what there was to see that is asked.
    news = unread.unread(reference, me=request.actor.user_id)
    case = contacts.case(reference, actor=request.actor, to="show", at=at)
    page = summary.page(case, news=news, by=request.actor, at=at)
    glass = _glass(case, by=request.actor, at=at)
    return render(request, "cases/show.html", {"page": page, "case": case, "glass": glass})


def _glass(case: Any, *, by: Actor, at: datetime) -> BreakGlass | None:
    """Return the broken glass through which somebody sees a case that is restricted to others."""
    return restricting.my_glass(case.contact_id, by=by, at=at) if case.is_closed else None


@page_for(Zone.HUB)
@require_POST
def look(request: HubRequest, reference: str) -> HttpResponse:
    """Write down that a manager has seen the case and deals with it: the first look (a.8(6))."""
    at = now()
    case = contacts.case(reference, actor=request.actor, to="say that it is seen", at=at)
    refuse_if(may_not(case.policy, "look", by=request.actor))
    triage.look(case=case, by=request.actor, at=at)
    messages.success(request, "Written down: a manager has seen this and deals with it")
    return redirect("cases:show", reference)
