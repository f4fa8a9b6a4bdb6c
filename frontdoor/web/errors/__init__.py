"""Pages that say why not. Each has the right status, a reason in words, and a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.web import outcome
from frontdoor.web.outcome import Outcome


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """You may see this, but not do that now."""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def unknown(
    request: HttpRequest, exception: Exception | None = None, *, gone: object = None
) -> HttpResponse:
    """There is none, or none that you may know of; or it is gone, and here is its certificate."""
    return render(request, "errors/404.html", {"gone": gone}, status=404)


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request itself makes no sense."""
    return render(request, "errors/400.html", status=400)


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page is not for this person's role."""
    return render(request, "errors/403.html", {"reason": str(exception or "")}, status=403)


def not_so(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """The page is there, but is not used like this."""
    answer = render(request, "errors/405.html", status=405)
    answer["Allow"] = allowed
    return answer


def stale(request: HttpRequest) -> HttpResponse:
    """Somebody changed the record meanwhile, and there is no form to show it in."""
    return render(request, "errors/409.html", status=409)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without the mark that this site gives its forms, or from an old page."""
    words = "This form is too old, or was opened in another browser. Go back, reload and try again."
    return render(request, "errors/403.html", {"reason": words}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong here. Asks the database nothing, and says what is kept all the same."""
    is_kept = outcome.noted(request) == Outcome.KEPT
    return render(None, "errors/500.html", {"is_kept": is_kept}, status=500)
