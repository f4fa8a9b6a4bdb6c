"""What waits, and for whom."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.policy import queries as policies
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.worklist.rows import Row, counts, rows

# With whom a case is: words of the address, beside the number of a worker.
MINE, NOBODY = "me", "nobody"

# Everybody begins at the same address, and is led to their own work.
HOMES: dict[str, str] = {
    Zone.PARTNER: "gathering:tray",
    Zone.TEAM: "disclosures:products",
    Role.HUB_ADMINISTRATOR: "settings:holidays",
    Role.PERFORMANCE_OFFICER: "oversight:figures",
}


@require_safe
@page_for(Zone.HUB, Zone.PARTNER, Zone.TEAM, Zone.NOBODY)
def home(request: HubRequest) -> HttpResponse:
    """Show the hub what waits, and lead everybody else to their own first page."""
    actor = request.actor
    if place := HOMES.get(actor.zone) or HOMES.get(actor.role):
        return redirect(place)
    return _worklist(request, at=now())


def _worklist(request: HubRequest, *, at: datetime) -> HttpResponse:
    everything = rows(at=at)
    who = request.GET.get("who", "")
    found = [row for row in everything if _is_with(row, who, me=request.actor)]
    number = counts(found)
    shown = request.GET.get("show", "")
    shown = shown if shown in number else ""
    context = {
        "rows": [row for row in found if shown in ("", row.state)],
        "all": len(found),
        "counts": number,
        "shown": shown,
        "who": who,
        "mine": sum(row.user_id == request.actor.user_id for row in everything),
        "whose": next((row.worker for row in everything if str(row.worker_id) == who), ""),
        "closing": closing(request.actor, everything, at=at),
    }
    return render(request, "worklist/home.html", context)


def _is_with(row: Row, who: str, *, me: Actor) -> bool:
    """Tell whether a case is with whom the list is asked for: me, nobody, a worker, or anybody."""
    if who == MINE:
        return row.user_id == me.user_id
    if who == NOBODY:
        return row.can_be_carried and row.worker_id is None
    return not who or str(row.worker_id) == who


@dataclass(frozen=True, kw_only=True)
class Closing:
    """When the hub shuts or opens next, and what runs out in between: who takes it then."""

    is_open: bool
    closes_at: datetime
    opens_at: datetime
    out_of_hours: str
    running_out: list[Row]


def closing(actor: Actor, found: list[Row], *, at: datetime) -> Closing:
    """Return what has to be handed over, or done, before the hub closes (a.8(6b), C3.7)."""
    version = policies.current(actor.hub_id, at=at)
    calendar = policies.calendar(version)
    return Closing(
        is_open=calendar.is_open(at),
        closes_at=calendar.closing(at),
        opens_at=calendar.next_opening(at),
        out_of_hours=version.policy.team(version.policy.out_of_hours.team).name,
        running_out=[row for row in found if row.over_closing],
    )
