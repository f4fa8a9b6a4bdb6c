"""Signing in with an organisation's own sign-in: there, and back again."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.entrance import single
from frontdoor.entrance.vocabulary import Door
from frontdoor.kernel.refusal import Refused, Unknown
from frontdoor.web import elsewhere
from frontdoor.web.gate import public
from frontdoor.web.request import HubRequest
from frontdoor.web.sign_in import entering, provider
from frontdoor.web.sign_in.provider import Answer, Errand

ERRAND, NEXT = "errand", "errand-next"


def _to_leave(request: HttpRequest) -> tuple[Errand, str]:
    """Return an errand, and where a browser is sent with it."""
    if not provider.is_there():
        raise Unknown("single sign-on")
    sent = provider.errand(request.build_absolute_uri(reverse("sign_in:single_back")))
    return sent, provider.address(sent)


@require_safe
@public
@elsewhere.asked(_to_leave)
def begin(request: HubRequest, leave: tuple[Errand, str]) -> HttpResponse:
    """Send somebody to their organisation, with an errand that only this browser can end."""
    sent, where = leave
    request.session[ERRAND], request.session[NEXT] = asdict(sent), entering.asked_for(request)
    return redirect(where)


def _who_came(request: HttpRequest) -> Answer:
    """Return whom the organisation names for the errand of this browser."""
    if not provider.is_there():
        raise Unknown("single sign-on")
    # Taken before it is looked at: an errand ends with its first return, right or wrong.
    errand = request.session.pop(ERRAND, None)
    if errand is None:
        raise Refused(provider.NOT_SIGNED_IN)
    return provider.answer(Errand(**errand), request.GET.dict())


@require_safe
@public
@elsewhere.asked(_who_came)
def back(request: HubRequest, came: Answer) -> HttpResponse:
    """Let somebody in who comes back from their organisation, when all of it is right."""
    at, wanted = now(), request.session.pop(NEXT, "")
    user = single.let_in(came.known, at=at, on=localdate())
    if came.has_second_factor:
        # As after a password: whatever was planted in this session before is gone.
        request.session.flush()
        to = wanted or entering.HOME
        return entering.complete(request, user, to=to, door=Door.SINGLE, at=at)
    return entering.begin(request, user, wanted=wanted, door=Door.SINGLE, at=at)
