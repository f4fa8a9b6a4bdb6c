"""The page of one child's case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.worklist import unread
from frontdoor.web.cases import summary
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_safe
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str) -> HttpResponse:
    """Show a case. A manager who opens it has looked: that is the first look of a.8(6)."""
    at = now()
    # Before this look is remembered: it is what there was to see that is asked.
    news = unread.unread(reference, me=request.actor.user_id)
    case = contacts.case(reference, actor=request.actor, to="show", at=at)
    triage.look(case=case, by=request.actor, at=at)
    page = summary.page(case, news=news, by=request.actor, at=at)
    return render(request, "cases/show.html", {"page": page, "case": case})
