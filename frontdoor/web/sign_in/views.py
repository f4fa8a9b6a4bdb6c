"""Signing in and out."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from frontdoor.web.gate import public
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@public
def sign_in(request: HubRequest) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@public
def as_somebody(request: HubRequest, username: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["POST"])
@public
def sign_out(request: HubRequest) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)
