"""What leaves the hub."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def propose(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def tell(request: HubRequest, reference: str, telling_id: int) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def send(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.TEAM)
def products(request: HubRequest) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.TEAM, Zone.HUB)
def product(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)
