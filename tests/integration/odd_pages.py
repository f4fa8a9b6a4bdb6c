"""Pages of the tests alone: each does something that a real page should survive."""

from collections.abc import Iterator

from django import forms
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import include, path
from django.utils.timezone import now

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts.models import Contact
from frontdoor.kernel.refusal import Refused, Stale, Unknown
from frontdoor.web import doing, errors
from frontdoor.web.gate import page_for, public
from frontdoor.web.request import HubRequest
from tests.integration.behind import ask

TROUBLE: dict[str, Exception] = {
    "refused": Refused("Not now."),
    "stale": Stale("CV-27-00001", seen=1, now=2),
    "unknown": Unknown("CV-27-09999"),
    "bug": ZeroDivisionError("A bug."),
    # As Django says that a row was not there to be saved, each time that it is tried.
    "walled": DatabaseError("It did not affect any rows."),
}


@public
def context(request: HttpRequest) -> HttpResponse:
    """Tell what the database knows of who asks, and how many contacts they see."""
    [(zone, role)] = ask(
        "SELECT current_setting('frontdoor.zone', true), current_setting('frontdoor.role', true)"
    )
    return HttpResponse(f"{zone}/{role}/{Contact.objects.count()}")


def write() -> None:
    """Change every contact in sight, and write something that needs no sight at all."""
    Contact.objects.update(concern="Written before it went wrong.")
    Session.objects.create(session_key="left-behind", session_data="", expire_date=now())


@page_for(Zone.HUB)
def raises(request: HubRequest, what: str) -> HttpResponse:
    """Write, then raise."""
    write()
    raise TROUBLE[what]


@page_for(Zone.HUB)
def answers(request: HubRequest, status: int) -> HttpResponse:
    """Write, then answer with a status."""
    write()
    if status == 400:
        return errors.bad(request)
    return HttpResponse("Answered.", status=status)


@page_for(Zone.HUB)
def form(request: HubRequest) -> HttpResponse:
    """Look at a record, try something that is refused, and show the form again."""
    audit.looked("CV-27-00001", purpose="rate", by=request.actor, at=now())
    empty = forms.Form({})

    def do() -> None:
        write()
        raise Refused("Not now.")

    assert not doing.done(empty, do)
    return HttpResponse("The form again.", status=422)


@page_for(Zone.HUB)
def savepoint(request: HubRequest) -> HttpResponse:
    """Leave a savepoint by an exception, and tell the context after it."""
    try:
        with transaction.atomic():
            ask("SELECT set_config('frontdoor.zone', 'partner', true)")
            raise ZeroDivisionError
    except ZeroDivisionError:
        return context(request)


def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Read rows only while the answer is sent, when the transaction has ended."""

    def rows() -> Iterator[bytes]:
        yield f"{Contact.objects.count()} contacts".encode()

    return StreamingHttpResponse(rows())


@page_for(Zone.HUB)
def killed(request: HubRequest) -> HttpResponse:
    """Write, and lose the database in the middle."""
    write()
    ask("SELECT pg_terminate_backend(pg_backend_pid())")
    return HttpResponse("Not reached.")


handler400, handler403 = errors.bad, errors.denied
handler404, handler500 = errors.unknown, errors.broken
urlpatterns = [
    path("context/", context),
    path("raises/<str:what>/", raises),
    path("answers/<int:status>/", answers),
    path("form/", form),
    path("savepoint/", savepoint),
    path("stream/", stream),
    path("killed/", killed),
    path("", include("config.urls")),
]
