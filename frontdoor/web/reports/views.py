"""The referrer's own page."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from frontdoor.web.gate import public
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@public
def ask(request: HubRequest) -> HttpResponse:
    """Not built yet."""
    return HttpResponse(status=501)
