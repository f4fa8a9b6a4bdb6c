"""The middleware that opens the transaction, says who asks, and turns refusals into pages."""

from collections.abc import Callable

from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.disposal import queries as disposal
from frontdoor.kernel.refusal import Refused, Stale, Unknown
from frontdoor.web import elsewhere, errors, keeping, outage, outcome, standing
from frontdoor.web.outcome import Outcome

Handler = Callable[[HttpRequest], HttpResponseBase]
FORMS = (409, 422)
# Ours: how often a page is begun when somebody else was in its way each time.
TRIES = 3


def privacy(get_response: Handler) -> Handler:
    """Let no browser or proxy keep a page: the next person at the desk must not find it."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        return response

    return handle


def sensible(get_response: Handler) -> Handler:
    """Turn away what no browser sends and no table can hold: a NUL in the address or a cookie."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        if any("\0" in text for text in (request.path, *request.COOKIES.values())):
            return errors.bad(request)
        return get_response(request)

    return handle


class in_context:  # noqa: N801  A middleware is named like a function, and needs a second method.
    """Run each request in a transaction in which the database knows who is asking (ground 11).

    What ends in an error of ours or of theirs leaves nothing behind, except that a refusal is
    written to the read log afterwards, in a transaction of its own (ground 12). A form that comes
    back to be put right is a page that was read: what it tried is undone already (see doing.py),
    and the look at the record stays.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request as whoever has signed in, or as nobody.

        Where the database undid it because two were in each other's way, it is done again, and so
        it is where a right ended in the middle of it: then it is refused in words. Where the
        database does not answer, that is said, with what was typed.
        """
        try:
            elsewhere.bring(request)
            for _ in range(TRIES):
                response, actor = self._answered(request)
                if (failed := outcome.failed(request)) is None:
                    break
                outage.tell(failed)
                if outage.is_out_of_sight(failed):
                    outcome.note_looked_again(request)
                elif not outage.is_worth_another_try(failed):
                    break
                _rewind(request)
            _remember_refusal(request, actor, status=response.status_code)
        except Error as raised:
            if not outage.is_one(raised):
                raise
            outage.tell(raised)
            return outage.page(request, raised)
        return response

    def _answered(self, request: HttpRequest) -> tuple[HttpResponseBase, Actor | None]:
        """Return the page, and for whom it is, in one transaction that is stored or undone."""
        outcome.note(request)
        with transaction.atomic():
            actor = standing.actor(request)
            request.actor = actor  # type: ignore[attr-defined]  # See web/request.py.
            context.enter(actor, at=now())
            response = self.get_response(request)
            if request.method == "POST" and response.status_code == 302:
                keeping.spend(request)
            if response.status_code == 405:
                response = errors.not_so(request, allowed=response["Allow"])
            if response.status_code >= 400 and response.status_code not in FORMS:
                transaction.set_rollback(True)
            elif request.method == "POST" and actor is not None:
                outcome.note(request, Outcome.IN_DOUBT)
        if outcome.noted(request) == Outcome.IN_DOUBT:
            outcome.note(request, Outcome.KEPT)
        return response, actor

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        """Show what was refused as a page that says why; anything else is a bug and rises."""
        if isinstance(raised, Unknown):
            request.refused = str(raised)  # type: ignore[attr-defined]
            return errors.unknown(request, gone=disposal.gone(_named(request)))
        if isinstance(raised, Stale):
            # Unlike a form that comes back, this is an end: nothing of it stays.
            transaction.set_rollback(True)
            return errors.stale(request)
        if isinstance(raised, Refused):
            request.refused = request.path  # type: ignore[attr-defined]
            return errors.refused(request, raised.reason)
        is_new = outage.is_out_of_sight(raised) and not outcome.has_looked_again(request)
        if isinstance(raised, Error) and (is_new or outage.is_one(raised)):
            outcome.note(request, failed=raised)
            return outage.page(request, raised)
        return None


def _rewind(request: HttpRequest) -> None:
    """Let files that were read once be read again from their beginning."""
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            file.seek(0)


def _remember_refusal(request: HttpRequest, actor: Actor | None, *, status: int) -> None:
    # The gate refuses a page that is for other roles: a plain 403, and a look all the same.
    subject = getattr(request, "refused", "") or (request.path if status == 403 else "")
    # By the record where the address names one: whoever asks who looked at it sees this as well.
    subject = subject and (_named(request) or subject)
    if subject and actor is not None:
        with context.as_actor(actor):
            audit.looked(subject[:40], purpose="refused", by=actor, at=now(), refused=True)


def _named(request: HttpRequest) -> str:
    """Return the reference that the address names, if it names one."""
    named = request.resolver_match.kwargs if request.resolver_match else {}
    return str(named.get("reference", ""))
