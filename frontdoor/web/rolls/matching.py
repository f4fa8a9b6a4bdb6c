"""A list whose people are looked up: each row as it was given, and who on record may be it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.audit import queries as audit
from frontdoor.casework.rolls import matching, queries
from frontdoor.casework.searches import queries as searches
from frontdoor.policy import queries as policies
from frontdoor.web.components.beside import beside
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.rolls.one import opened
from frontdoor.web.timeline import telling

FOUND_FIRST = "found"


@require_safe
@page_for(Role.TRIAGE_COORDINATOR, Role.TEAM_MANAGER)
def matches(request: HubRequest, number: int) -> HttpResponse:
    """Look up the rows of a page, in the order of the list or those first that are found."""
    at, me = now(), request.actor
    roll = opened(request, number, to="see who of it is on record")
    if not roll.is_to_match:
        return redirect("rolls:show", number)
    why_not = queries.why_not_taken(roll, roll.columns)
    first = request.GET.get("order") == FOUND_FIRST
    typed = request.GET.get("page", "1")
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    page = {
        "roll": roll,
        "why_not": why_not,
        "found_first": first,
        "page": None
        if why_not
        else matching.page(roll, number=wanted, is_found_first=first, by=me, at=at),
        "beside": beside(searches.words_on(roll)),
        "keep_days": policies.current(me.hub_id, at=at).policy.rolls.keep_days,
        "today": localdate(at),
        "events": telling.items(audit.history([roll.subject])),
    }
    return render(request, "rolls/matches.html", page)
