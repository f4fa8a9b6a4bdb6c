"""One child's case."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def known(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def route(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)
