"""Who has yet to answer, over all cases."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.worklist.owing import owing
from frontdoor.casework.worklist.queries import Wanted
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.worklist import choosing


@require_safe
@page_for(Zone.HUB)
def answers(request: HubRequest) -> HttpResponse:
    """Show which agency has yet to answer on how many cases, each number with its cases."""
    rows = [(each, choosing.address(Wanted(owes=each.slug))) for each in owing(at=now())]
    return render(request, "worklist/answers.html", {"rows": rows})
