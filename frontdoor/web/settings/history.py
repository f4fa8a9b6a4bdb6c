"""How far history is sealed, whether it is whole, and the line to keep elsewhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.audit import queries, rules
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_safe
@page_for(Role.PERFORMANCE_OFFICER, Role.HUB_ADMINISTRATOR, Role.TEAM_MANAGER)
def history(request: HubRequest) -> HttpResponse:
    """Say in words how far history is sealed. It tells nothing of any case."""
    sealing, last = queries.sealing(), queries.last_batch()
    context = {
        "sealing": sealing,
        "is_late": rules.is_late(sealing.ran_at if sealing else None, at=now()),
        "last": last,
    }
    return render(request, "settings/history.html", context)
