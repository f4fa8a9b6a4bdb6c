"""Look at a record without the right to, with a reason; and review that somebody did (R12)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import queries as audit
from frontdoor.casework.restricting import glass as operations
from frontdoor.casework.restricting import queries
from frontdoor.casework.restricting.models import BreakGlass
from frontdoor.kernel import references
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.restricting.forms import Break, Review


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def break_glass(request: HubRequest) -> HttpResponse:
    """Open a record by a reference that is known from outside; a wrong one is remembered."""
    at = now()
    form = Break(doing.typed(request))
    made: BreakGlass | None = None

    def do() -> None:
        nonlocal made
        made = operations.break_(**form.cleaned_data, by=request.actor, at=at)

    doing.done(form, do)
    if operations.NONE in form.errors.get("reference", []):
        # Beside what was tried, which is undone: this stays.
        operations.missed(reference=form.data["reference"], by=request.actor, at=at)
    if made is not None:
        messages.success(request, "The record is open to you. A reviewer is told that you look.")
        is_contact = made.reference == references.contact_of(made.reference)
        return redirect("contacts:show" if is_contact else "cases:show", made.reference)
    policy = policies.current(request.actor.hub_id, at=at).policy
    page_says = {"minutes": policy.break_glass.minutes}
    return doing.show(request, "restricting/break_glass.html", page_says, form=form)


@page_for(Zone.HUB)
@require_POST
def end(request: HubRequest, number: int) -> HttpResponse:
    """Close a record again before the time is up."""
    operations.end(glass=queries.glass(number), by=request.actor, at=now())
    messages.success(request, "The record is closed to you again")
    return redirect("worklist:home")


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def review(request: HubRequest, number: int) -> HttpResponse:
    """Show who looked, when and why, and take what a reviewer says of it."""
    at, me = now(), request.actor
    policy = policies.current(me.hub_id, at=at).policy
    refuse_if(may_not(policy, "review_glass", by=me))
    glass = queries.glass(number)
    form = Review(doing.typed(request), glass=glass)
    if doing.carried_out(form, operations.review, glass=glass, by=me, at=at):
        messages.success(request, "Written down")
        return redirect("restricting:records")
    looks = [each for each in audit.looks(*_subjects(glass)) if f"({glass})" in each.purpose]
    page = {
        "glass": glass,
        "looks": looks,
        "is_mine": glass.opened_by == me.user_id,
        "at": at,
        "stale": doing.done_first(
            form, what="The review", before="None", now=glass.done, by=glass.reviewed_by_name
        ),
    }
    return doing.show(request, "restricting/review.html", page, form=form)


def _subjects(glass: BreakGlass) -> list[str]:
    """Return by which references the looks are kept, as far as whoever reviews may know them."""
    return [glass.reference, references.contact_of(glass.reference)]
