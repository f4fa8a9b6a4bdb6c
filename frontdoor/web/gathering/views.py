"""The work tray of a partner."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.PARTNER)
def tray(request: HubRequest) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.PARTNER)
def answer(request: HubRequest, reference: str) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Zone.PARTNER)
def agree(request: HubRequest, telling_id: int) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)
