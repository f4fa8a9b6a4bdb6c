"""What was typed and not sent: saved by the page itself, and thrown away by hand."""

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from frontdoor.access import operations
from frontdoor.access.vocabulary import Zone
from frontdoor.kernel.refusal import Refused
from frontdoor.web import keeping, session
from frontdoor.web.components import words
from frontdoor.web.gate import page_for, public
from frontdoor.web.request import HubRequest

LONGEST_STEP = 9  # digits


@require_POST
@public
def save(request: HubRequest) -> HttpResponse:
    """Keep a page as it stands, also after the sign-in has ended: its own mark says whose."""
    owner = keeping.whose(request)
    if owner is None:
        return JsonResponse({"why": "Sign in again to keep what you type."}, status=403)
    path, typed = request.POST.get("path", ""), QueryDict(request.POST.get("typed", ""))
    if why := keeping.why_not(path, typed):
        return JsonResponse({"why": why}, status=422)
    tab = request.POST.get("tab", "") or keeping.NO_TAB
    elsewhere = keeping.keep(path, tab=tab, sent=typed, by=owner, step=_step(request))
    told = {"saved": words.time(now()), "elsewhere": elsewhere}
    if getattr(request, "actor", None) is None:
        return JsonResponse(told)
    session.extend(request, at=now())
    return JsonResponse(told | {"left": _seconds(request)})


def _step(request: HubRequest) -> int:
    told = request.POST.get("step", "")
    return int(told) if told.isdecimal() and len(told) < LONGEST_STEP else 0


def _seconds(request: HubRequest) -> int:
    return int(session.left(request, at=now()).total_seconds())


@page_for(Zone.HUB, Zone.PARTNER, Zone.TEAM, Zone.NOBODY)
@require_POST
def throw_away(request: HubRequest) -> HttpResponse:
    """Throw away what was kept of a page, and go back to it."""
    path = request.POST.get("path", "")
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None) or not path.startswith("/"):
        raise Refused("That is not a page of this hub.")
    operations.spend_drafts(path=path[:300], by=request.actor, at=now())
    return redirect(path)
