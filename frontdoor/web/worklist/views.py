"""What waits, and for whom."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import SavedList
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.casework.contacts import challenges
from frontdoor.casework.searches.looking import TASK
from frontdoor.casework.worklist import queries
from frontdoor.casework.worklist.queries import Worklist
from frontdoor.casework.worklist.vocabulary import STATES
from frontdoor.kernel.worktime import Calendar
from frontdoor.policy import queries as policies
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import may_not
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.worklist import choosing
from frontdoor.web.worklist.rows import row

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
    asked = request.GET
    version, calendars = policies.current(request.actor.hub_id, at=at), policies.Calendars()
    calendar = calendars.of(version)
    saved = access.saved_lists(by=request.actor)
    wanted = choosing.wanted(asked or _first(saved))
    found = queries.worklist(
        wanted,
        queries.look(me=request.actor.user_id, calendar=calendar, at=at),
        number=_number(asked.get("page", "")),
    )
    context = {
        "rows": [row(each, calendars=calendars, at=at) for each in found.cases],
        "counts": found.counts,
        "states": [(state, found.counts.of(state)) for state in STATES],
        "wanted": wanted,
        "tabs": choosing.tabs(request.actor.role, saved, shown=wanted),
        "address": lambda state, page=1: choosing.address(replace(wanted, state=state), page=page),
        "chosen": choosing.asked(wanted),
        "number": found.number,
        "pages": found.pages,
        "may_decide": not may_not(version.policy, "route", by=request.actor),
        "may_find": not may_not(version.policy, TASK, by=request.actor),
        "closing": closing(version.policy, found, calendar=calendar, at=at),
        "at": at,
        "challenges": _challenges(version.policy, by=request.actor),
    }
    return render(request, "worklist/home.html", context)


def _first(saved: list[SavedList]) -> dict[str, str]:
    """Return what somebody’s worklist opens with, where they said so."""
    return next((each.wanted for each in saved if each.opens_first), {})


def _challenges(policy: Policy, *, by: Actor) -> int:
    """Return how many partners wait to be challenged, for whose that is (C3.13)."""
    return 0 if may_not(policy, "route", by=by) else challenges.waiting_count()


def _number(asked: str) -> int:
    """Return the page that is asked for, or the first; one beyond the last is the last."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


@dataclass(frozen=True, kw_only=True)
class Closing:
    """When the hub shuts or opens next, and what runs out in between: who takes it then."""

    is_open: bool
    closes_at: datetime
    opens_at: datetime
    out_of_hours: str
    running_out: int
    children: list[str]


def closing(policy: Policy, found: Worklist, *, calendar: Calendar, at: datetime) -> Closing:
    """Return what has to be handed over, or done, before the hub closes (a.8(6b), C3.7)."""
    return Closing(
        is_open=calendar.is_open(at),
        closes_at=calendar.closing(at),
        opens_at=calendar.next_opening(at),
        out_of_hours=policy.team(policy.out_of_hours.team).name,
        running_out=found.counts.over_closing,
        children=[case.child.name for case in found.first_over_closing],
    )
