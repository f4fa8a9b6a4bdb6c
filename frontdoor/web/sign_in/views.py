"""Signing in and out."""

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.entrance import operations as entrance
from frontdoor.entrance.vocabulary import Door, Ending
from frontdoor.kernel.refusal import Unknown
from frontdoor.web import doing, session
from frontdoor.web.gate import page_for, public
from frontdoor.web.request import HubRequest
from frontdoor.web.sign_in import entering, people, provider
from frontdoor.web.sign_in.entering import EVERYBODY, HOME
from frontdoor.web.sign_in.forms import SignIn


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@public
def sign_in(request: HubRequest) -> HttpResponse:
    """Ask who somebody is, and go on to where they wanted to go."""
    wanted = entering.asked_for(request)
    if request.actor is not None and not settings.DEMO:
        return redirect(wanted or HOME)
    form = SignIn(request, request.POST or None)
    if form.is_valid():
        return entering.begin(request, form.get_user(), wanted=wanted, door=Door.PASSWORD, at=now())
    offers = people.offers(on=localdate()) if settings.DEMO else []
    context = {"wanted": wanted, "offers": offers, "has_ended": "ended" in request.GET}
    context["passkeys"] = entering.has_passkeys(request)
    context["single"] = settings.OIDC_NAME if provider.is_there() else ""
    return doing.show(request, "sign_in/sign_in.html", context, form=form)


@require_http_methods(["GET", "POST"])
@public
def as_somebody(request: HubRequest, username: str) -> HttpResponse:
    """Sign in as one of the demo's invented people; outside the demo there is no such page."""
    somebody = people.somebody(username, on=localdate()) if settings.DEMO else None
    if somebody is None:
        raise Unknown(username)
    if request.method != "POST":
        return redirect("sign_in:sign_in")
    return entering.complete(
        request, somebody, to=entering.asked_for(request) or HOME, door=Door.DEMO, at=now()
    )


@require_POST
@public
def sign_out(request: HubRequest) -> HttpResponse:
    """End the session, and forget what it held."""
    entrance.end(request.session.session_key or "", ending=Ending.OUT, at=now())
    auth.logout(request)
    response = redirect("sign_in:sign_in")
    # No page was kept in a cache; whatever else the browser stored for this site goes as well.
    response["Clear-Site-Data"] = '"storage"'
    return response


@require_safe
@public
def left(request: HubRequest) -> HttpResponse:
    """Tell a page how many seconds its reader stays signed in. Asking does not change it."""
    return JsonResponse({"left": _seconds(request)})


@require_http_methods(["GET", "POST"])
@page_for(*EVERYBODY)
def stay(request: HubRequest) -> HttpResponse:
    """Begin the time anew, as every page does, and tell until when: a person, or a script."""
    if request.method == "POST":
        return JsonResponse({"left": _seconds(request)})
    return render(request, "sign_in/stay.html")


@require_safe
@public
def ending(request: HubRequest) -> HttpResponse:
    """Tell somebody without JavaScript when their sign-in ends, and how to stay (U5)."""
    back = entering.asked_for(request) or reverse(HOME)
    if request.actor is None:
        return redirect_to_login(back)
    return render(request, "sign_in/ending.html", {"back": back})


def _seconds(request: HubRequest) -> int:
    return int(session.left(request, at=now()).total_seconds())
