"""What a hub administrator keeps."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Role
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def holidays(request: HubRequest) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def remove(request: HubRequest, holiday_id: int) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)
