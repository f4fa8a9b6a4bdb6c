"""The provider's addresses: those of the protocol, and the least of a sign-in page."""

from allauth.idp.oidc.models import Client
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.html import format_html


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who somebody is, and believe it."""
    where = request.GET.get("next", "/")
    if who := request.GET.get("who"):
        user, _ = get_user_model().objects.get_or_create(username=who)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect(where)
    page = (
        '<!DOCTYPE html><html lang="en"><title>Sign in</title><form>'
        '<input type="hidden" name="next" value="{}">'
        '<label>Who are you? <input name="who"></label><button>Sign in</button></form></html>'
    )
    return HttpResponse(format_html(page, where))


def allow(request: HttpRequest) -> HttpResponse:
    """Let browsers be sent back to one more address."""
    client = Client.objects.get(pk="frontdoor")
    client.set_redirect_uris([*client.get_redirect_uris(), request.GET["uri"]])
    client.save()
    return HttpResponse("allowed")


urlpatterns = [
    path("in/", sign_in),
    path("allow/", allow),
    path("", include("allauth.idp.urls")),
]
