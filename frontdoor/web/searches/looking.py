"""Find a person, for a stated purpose: where no contact is taken and no list was brought (a.8)."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.casework.holdings.lifecycle import TASK
from frontdoor.casework.searches import looking, queries
from frontdoor.casework.searches.models import Search
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components.beside import beside
from frontdoor.web.components.waterfall import waterfall
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.searches.forms import Find
from frontdoor.web.searches.words import asked


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def person(request: HubRequest) -> HttpResponse:
    """Ask for what purpose somebody is looked for, and who. What is typed stands in no address."""
    at, me = now(), request.actor
    refuse_if(looking.why_not(me, at=at))
    rule = policies.current(me.hub_id, at=at).policy.finding
    form = Find(doing.typed(request), rule=rule, again=_again(request, by=me, at=at))
    made: list[Search] = []
    if doing.done(form, lambda: made.append(looking.state(**form.told(), by=me, at=at))):
        return redirect("searches:found", made[0].pk)
    page = {"is_manager": me.role == Role.TEAM_MANAGER}
    return doing.show(request, "searches/person.html", page, form=form)


def _again(request: HubRequest, *, by: Actor, at: datetime) -> Search | None:
    """Return the search that is done again: for a while its purpose need not be stated anew."""
    number = request.GET.get("again", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    search = looking.mine(int(number), by=by)
    return search if search and search.is_shown(at=at) else None


@require_safe
@page_for(Zone.HUB)
def found(request: HubRequest, number: int) -> HttpResponse:
    """Show whom the register has who may be meant, and what was told beside it since."""
    at, me = now(), request.actor
    refuse_if(looking.why_not(me, at=at))
    search = looking.get(number, by=me)
    shown = looking.found(search, by=me, at=at) if search.is_shown(at=at) else None
    possible = shown.possible if shown else []
    page = {
        "search": search,
        "asked": asked(search),
        "found": shown,
        "may_register": not may_not(policies.current(me.hub_id, at=at).policy, TASK, by=me),
        "minutes": search.policy_version.policy.finding.minutes,
        "waterfalls": {each.person.pk: waterfall(each.candidate.likeness) for each in possible},
        "beside": beside(queries.words_on(search)),
        "at": at,
        "today": localdate(at),
    }
    return render(request, "searches/found.html", page)
