"""How it works: every lifecycle, drawn from the code, with whose each move is at the hub."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.policy import queries as policies
from frontdoor.web.gate import page_for
from frontdoor.web.process_map.drawing import draw
from frontdoor.web.process_map.lifecycles import ALL, at_hub
from frontdoor.web.process_map.rows import COLUMNS, rows
from frontdoor.web.request import HubRequest


@require_safe
@page_for(Zone.HUB, Zone.PARTNER, Zone.TEAM, Zone.NOBODY)
def show(request: HubRequest) -> HttpResponse:
    """Show how work goes, in the words of the hub's own policy."""
    policy = policies.current(request.actor.hub_id, at=now()).policy
    maps = [
        {
            "shown": shown,
            "drawing": draw(shown.life, whose=whose, title=f"Drawing: {shown.title}"),
            "rows": rows(shown.life, whose=whose),
        }
        for shown in ALL
        for whose in [at_hub(shown, policy)]
    ]
    return render(
        request,
        "process_map/show.html",
        {"maps": maps, "columns": COLUMNS, "hub_name": policy.hub.name},
    )
