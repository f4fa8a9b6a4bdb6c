"""Reports of one child: a person joins them, reads what is new, and parts them again (C4.9)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions import leaving
from frontdoor.casework.contacts import joining, queries, reports
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.cases import joined
from frontdoor.web.cases.joining_forms import Join, Part
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling

NO_OTHER = (
    "No other open case of this child is on record. If you know of one, say first that the "
    "records are the same child, with “Check whether the child is known”."
)
ALL_READ = "Everything that was joined to this has been read."


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def join(request: HubRequest, reference: str) -> HttpResponse:
    """Show a report beside the open cases of the same child, and let it go on in one of them."""
    case = _case(request, reference, CaseMove.JOIN)
    among = reports.open_elsewhere(case)
    if request.method == "GET":
        refuse_if("" if among else NO_OTHER)
    alongside = {
        f"{one.reference} {into.reference}": (one, into)
        for each in among
        for one, into in reports.alongside(case, each)
    }
    form = Join(doing.typed(request), case=case, among=among, alongside=alongside)
    if doing.carried_out(form, joining.join, case=case, by=request.actor, at=now()):
        into = form.told()["into"]
        messages.success(request, f"{case} goes on in {into}, and is news there until it is read")
        return redirect("cases:show", into.reference)
    return _shown(request, "cases/join.html", case, form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def part(request: HubRequest, reference: str) -> HttpResponse:
    """Let a report wait for a decision of its own again, with a reason."""
    case = _case(request, reference, CaseMove.PART)
    into = reports.head(case)
    form = Part(doing.typed(request), case=case, alongside=reports.parted_alongside(case))
    if doing.carried_out(form, leaving.part, case=case, by=request.actor, at=now()):
        messages.success(request, f"{case} waits for a decision of its own again")
        return redirect("cases:show", reference)
    return _shown(request, "cases/part.html", case, form, into=into)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def news(request: HubRequest, reference: str) -> HttpResponse:
    """Show all that was joined to a case, in full, until somebody who holds it has read it."""
    case = queries.case(reference, actor=request.actor, to="read news", at=now())
    refuse_if(may_not(case.policy, joining.TO_READ, by=request.actor))
    shared = joined.Together(reports=joined.on(case))
    if request.method == "GET":
        refuse_if("" if shared.unread else ALL_READ)
    form = doing.Change(
        doing.typed(request),
        version=case.version,
        subjects=[case.reference, case.contact.reference],
    )
    if doing.carried_out(form, joining.read, case=case, by=request.actor, at=now()):
        messages.success(request, "Written down that you have read it")
        return redirect("cases:show", reference)
    return _shown(request, "cases/news.html", case, form, unread=shared.unread)


def _case(request: HubRequest, reference: str, move: CaseMove) -> Case:
    """Return a case for a page that makes a move.

    :raises Refused: if the move is not theirs, or, for whoever only looks, not possible now.
    """
    case = queries.case(reference, actor=request.actor, to=move.value, at=now())
    refuse_if(may_not(case.policy, case.LIFECYCLE.moves[move].task, by=request.actor))
    if request.method == "GET":
        refuse_if(case.why_not(move, by=request.actor))
    return case


def _shown(
    request: HubRequest, template: str, case: Case, form: doing.Change, **more: Any
) -> HttpResponse:
    page = {"case": case, "today": localdate(), "changed": telling.changes(form.changes), **more}
    return doing.show(request, template, page, form=form)
