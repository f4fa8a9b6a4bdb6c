"""When the database does not do what a page asked: what is said, and what was typed given back.

Nothing here asks the database. What is in doubt is called so: a connection that is lost while a
step is being stored leaves nobody knowing.
"""

import logging

from django.conf import settings
from django.db import DatabaseError, Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.web import keeping, labels, outcome
from frontdoor.web.outcome import Outcome

log = logging.getLogger(__name__)

# What PostgreSQL calls it: https://www.postgresql.org/docs/current/errcodes-appendix.html
IN_EACH_OTHERS_WAY = {"40001", "40P01"}
HELD_UP = {*IN_EACH_OTHERS_WAY, "55P03", "57014"}
READ_ONLY = "25006"
REFUSED = "42501"
GONE = ("08", "40", "53", "55P03", "57", "58", READ_ONLY, "XX")
SOON = 30  # seconds after which a program may try again
# A word or two is a choice, and is sent again as it is; more is shown.
SHORT = 30
HIDDEN = {"seen", "after", "heard", "form_key"}


def state(raised: BaseException) -> str:
    """Return the code with which the database refused, or nothing where it is not there."""
    return str(getattr(raised.__cause__, "sqlstate", None) or "")


def is_one(raised: BaseException) -> bool:
    """Tell whether this is the database's trouble, and no bug of ours."""
    if not isinstance(raised, Error):
        return False
    code = state(raised)
    is_lost = not code and isinstance(raised, OperationalError | InterfaceError)
    return is_lost or code.startswith(GONE)


def is_worth_another_try(raised: Error) -> bool:
    """Tell whether two were in each other's way, and the database has undone one of them whole."""
    return state(raised) in IN_EACH_OTHERS_WAY


def is_out_of_sight(raised: BaseException) -> bool:
    """Tell whether the wall refused a step that had begun, or a row was gone when it was saved.

    Somebody's right may have ended between two statements of one step: tried anew, the step says
    so in words. If it does not, this is a bug of ours.
    """
    # What Django says by itself has no cause: a row that it was to save is not there.
    is_gone = type(raised) is DatabaseError and raised.__cause__ is None
    return is_gone or (isinstance(raised, Error) and state(raised) == REFUSED)


def tell(raised: Error) -> None:
    """Tell whoever runs the server, in no words but the database's name for it."""
    kind = type(raised.__cause__ or raised).__name__
    log.error("The database did not do what a page asked: %s %s", kind, state(raised))


def page(request: HttpRequest, raised: Error) -> HttpResponse:
    """Return what somebody is told, with all that they typed, ready to be sent again."""
    known = outcome.noted(request)
    given = {} if known == Outcome.KEPT else _typed(request)
    told = {
        "outcome": known.value,
        "is_sent": request.method == "POST",
        "is_held_up": state(raised) in HELD_UP,
        "address": request.get_full_path(),
        "shown": {name: words for name, words in given.items() if _is_read(name, words)},
        "hidden": {name: words for name, words in given.items() if not _is_read(name, words)},
        "labels": labels.of_page(request, given) | labels.noted(raised),
        "files": _files(request) if given else [],
    }
    answer = render(None, "errors/503.html", told, status=503)
    answer["Retry-After"] = str(SOON)
    return answer


def _files(request: HttpRequest) -> list[str]:
    return [str(each.name) for name in request.FILES for each in request.FILES.getlist(name)]


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was typed on a page of ours. No password: those are given back to nobody.

    A form that another site sends comes without our cookie, and is not shown as somebody's words.
    """
    is_from_here = settings.CSRF_COOKIE_NAME in request.COOKIES
    if request.method != "POST" or not is_from_here or keeping.why_not(request.path, request.POST):
        return {}
    return {name: [str(each) for each in words] for name, words in request.POST.lists()}


def _is_read(name: str, words: list[str]) -> bool:
    """Tell whether these are words that somebody would not want to type again."""
    if name in keeping.UNKEPT | HIDDEN:
        return False
    return any(len(each) > SHORT or " " in each.strip() for each in words)
