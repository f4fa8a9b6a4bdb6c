"""What a page has to ask of somebody else's server: asked before its transaction begins.

A transaction that waits for others holds a connection to the database, and whatever it has locked,
for as long as they please. So no page asks anybody while it is in one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from frontdoor.kernel.refusal import Refused, Unknown

Page = Callable[..., HttpResponse]
Ask = Callable[[HttpRequest], Any]
BROUGHT = "brought"


def asked(ask: Ask) -> Callable[[Page], Page]:
    """Let a page be given what `ask` brings for whoever looks at it, or refuse as that did.

    Nothing is asked for whoever sends a form: the page is given nothing then.
    """

    def given(page: Page) -> Page:
        @wraps(page)
        def with_it(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            brought = getattr(request, BROUGHT, None)
            if isinstance(brought, Exception):
                raise brought
            return page(request, brought, *args, **kwargs)

        with_it.asks_elsewhere = ask  # type: ignore[attr-defined]  # Read by `bring`.
        return with_it

    return given


def bring(request: HttpRequest) -> None:
    """Ask what the page at this address needs from elsewhere, if it needs anything."""
    try:
        page = resolve(request.path_info, getattr(request, "urlconf", None)).func
    except Resolver404:
        return
    ask: Ask | None = getattr(page, "asks_elsewhere", None)
    if ask is None or request.method not in ("GET", "HEAD"):
        return
    try:
        brought = ask(request)
    except (Refused, Unknown) as refused:
        brought = refused
    setattr(request, BROUGHT, brought)
