"""One's own sign-in: where one is signed in, and what one proves with who one is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from frontdoor.access import queries as access
from frontdoor.entrance import operations, queries
from frontdoor.entrance.vocabulary import Ending
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.web import browsers, session
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.sign_in import entering, second
from frontdoor.web.sign_in.entering import EVERYBODY


@require_safe
@page_for(*EVERYBODY)
def mine(request: HubRequest) -> HttpResponse:
    """Show where somebody is signed in, and what they can prove themselves with."""
    at, user = now(), access.user(request.actor.user_id)
    factors = queries.factors(request.actor.user_id)
    context = {
        "visits": browsers.places(
            queries.visits(request.actor.user_id),
            here=request.session.session_key or "",
            since=at - session.length(),
        ),
        "factors": factors,
        "has_app": any(not each.is_passkey for each in factors),
        "has_own_passkey": any(each.is_passkey for each in factors),
        "codes_left": queries.codes_left(request.actor.user_id),
        "is_fresh": entering.is_fresh(request, at=at),
        "has_passkeys": entering.has_passkeys(request),
        "has_password": user is not None and user.has_usable_password(),
    }
    return render(request, "sign_in/mine.html", context)


@page_for(*EVERYBODY)
@require_POST
def end(request: HubRequest, number: int) -> HttpResponse:
    """End one of one's own sign-ins in another browser."""
    for visit in queries.visits(request.actor.user_id):
        if visit.pk == number:
            session.forget(visit.session)
            operations.end(visit.session, ending=Ending.SELF, at=now())
            messages.success(request, f"Signed out: {browsers.named(visit.browser)}")
            return redirect("sign_in:mine")
    raise Unknown(str(number))


@page_for(*EVERYBODY)
@require_POST
def more_codes(request: HubRequest) -> HttpResponse:
    """Make new recovery codes; the earlier ones open nothing any more."""
    at = now()
    refuse_if("" if entering.is_fresh(request, at=at) else second.NOT_FRESH)
    user = access.user(request.actor.user_id)
    if user is None or not queries.factors(user.pk):
        raise Unknown("factor")
    second.give_codes(request, user, by=request.actor, at=at)
    request.session[entering.WANTED] = "sign_in:mine"
    return redirect("sign_in:codes")
