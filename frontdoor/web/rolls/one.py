"""One list: what its columns hold, what would come of it, how far it is, and what was not taken."""

from itertools import islice

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.audit import operations as audited
from frontdoor.audit import queries as audit
from frontdoor.casework.rolls import operations, queries
from frontdoor.casework.rolls.models import Roll
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing
from frontdoor.web.components import sheet
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.rolls.forms import Columns, OnRoll
from frontdoor.web.timeline import telling

EXAMPLES = 3


def opened(request: HubRequest, number: int, *, to: str) -> Roll:
    """Return a roll, and remember the look at it."""
    at = now()
    operations.kinds(request.actor, at=at)
    roll = queries.get(number, by=request.actor)
    refuse_if(operations.why_not_bring(request.actor, at=at, kind=roll.kind))
    audited.looked(roll.subject, purpose=to, by=request.actor, at=at)
    return roll


@require_http_methods(["GET", "POST"])
@page_for(Role.TRIAGE_COORDINATOR, Role.TEAM_MANAGER)
def columns(request: HubRequest, number: int) -> HttpResponse:
    """Take what each column holds; what its heading says is chosen already."""
    roll = opened(request, number, to="say what its columns hold")
    examples = [cells for _, cells in islice(queries.waiting(roll), EXAMPLES)]
    form = Columns(doing.typed(request), roll=roll, examples=examples)

    def do() -> None:
        operations.name_columns(
            roll=roll, columns=form.columns(), seen=form.cleaned_data["seen"],
            by=request.actor, at=now(),
        )  # fmt: skip

    if doing.done(form, do):
        return redirect("rolls:matches" if roll.is_to_match else "rolls:show", number)
    page = {"roll": roll, "changes": telling.changes(form.changes)}
    return doing.show(request, "rolls/columns.html", page, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Role.TRIAGE_COORDINATOR, Role.TEAM_MANAGER)
def show(request: HubRequest, number: int) -> HttpResponse:
    """Show what would come of a list, let it be taken, and show how far it is."""
    roll = opened(request, number, to="show what comes of it")
    if roll.is_to_match:
        return redirect("rolls:matches", number)
    form = OnRoll(doing.typed(request), roll=roll)
    if doing.carried_out(form, operations.begin, roll=roll, by=request.actor, at=now()):
        messages.success(request, "The rows are being taken. You can go on with other work")
        return redirect("rolls:show", number)
    is_begun = roll.begun_at is not None
    tried = None if is_begun else queries.trial(roll, roll.columns, by=request.actor, at=now())
    refused = tried.refused if tried else list(queries.refusals(roll))
    page = {
        "roll": roll,
        "trial": tried,
        "progress": queries.progress(roll),
        "is_left": roll.is_going and roll in queries.left(at=now()),
        "refused": refused[: queries.SHOWN],
        "refused_more": max(len(refused) - queries.SHOWN, 0),
        "events": telling.items(audit.history([roll.subject])),
        "changes": telling.changes(form.changes),
    }
    return doing.show(request, "rolls/show.html", page, form=form)


@require_safe
@page_for(Role.TEAM_MANAGER)
def not_taken(request: HubRequest, number: int) -> HttpResponse:
    """Give the rows that were not taken as a spreadsheet, each with the reason beside it."""
    roll = opened(request, number, to="save the rows that were not taken")
    rows = [[str(each.number), each.why, *each.cells] for each in queries.refusals(roll)]
    made = sheet.write("Not taken", ["Row", "Why it was not taken", *roll.heads], rows)
    return HttpResponse(
        made,
        content_type=sheet.TYPE,
        headers={"Content-Disposition": f'attachment; filename="not-taken-{roll.pk}.xlsx"'},
    )


@page_for(Role.TRIAGE_COORDINATOR, Role.TEAM_MANAGER)
@require_POST
def put_away(request: HubRequest, number: int) -> HttpResponse:
    """Empty a list; what was taken of it stays."""
    roll = opened(request, number, to="put it away")
    operations.put_away(roll=roll, seen=roll.version, by=request.actor, at=now())
    messages.success(request, "It is put away, and its rows are emptied")
    return redirect("rolls:home")
