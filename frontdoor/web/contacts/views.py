"""Taking a contact."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def new(request: HubRequest) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def people(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def person(request: HubRequest, reference: str, person_id: int) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def concern(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def hand_over(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def tell_referrer(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)
