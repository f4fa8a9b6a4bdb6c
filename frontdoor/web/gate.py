"""Who a page is for. A page without one of these is found by a house test and fails the build."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from frontdoor.access.vocabulary import Role, Zone
from frontdoor.web import errors, keeping, session

Page = Callable[..., HttpResponse]
ANYBODY = "anybody"
# What a page asks for without anybody asking keeps nobody signed in, and nothing that was typed.
BY_ITSELF = "by-itself"


def page_for(*who: Zone | Role) -> Callable[[Page], Page]:
    """Let in those who look from one of these zones or have one of these roles, and nobody else.

    Somebody who has not signed in is asked to; what they wanted is kept, and what they typed.
    Whoever is signed in stays so: their time begins anew.
    """

    def gate(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                if BY_ITSELF not in request.GET:
                    keeping.keep_refused(request)
                return redirect_to_login(request.get_full_path())
            if BY_ITSELF not in request.GET:
                session.extend(request, at=now())
            if actor.zone not in who and actor.role not in who:
                return errors.denied(request, PermissionError("This page is for other roles."))
            return page(request, *args, **kwargs)

        guarded.page_for = who  # type: ignore[attr-defined]  # Read by the page table's test.
        return guarded

    return gate


def public(page: Page) -> Page:
    """Let anybody in. Said out loud, so that it cannot be forgotten."""
    page.page_for = (ANYBODY,)  # type: ignore[attr-defined]
    return page
