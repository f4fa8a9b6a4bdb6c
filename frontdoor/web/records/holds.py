"""Legal holds: what may not be removed, who asked for that, and who lifted it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.retention import operations, queries
from frontdoor.casework.retention.operations import TASK
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.records.hold_forms import Lift, Place
from frontdoor.web.records.register import refuse_others
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_safe
@page_for(Zone.HUB)
def holds(request: HubRequest) -> HttpResponse:
    """List the legal holds that stand, the oldest first, and those that were lifted last."""
    refuse_others(request, TASK)
    me = request.actor
    page = {"standing": queries.standing(me), "lifted": queries.lifted(me)}
    return render(request, "records/holds.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def place(request: HubRequest, reference: str) -> HttpResponse:
    """Let nothing of a case, with its contact and all that goes on with it, be removed."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="place a legal hold", at=at)
    refuse_others(request, TASK)
    refuse_if(operations.why_not_place(case.contact, by=me))
    form = Place(doing.typed(request))

    def do() -> None:
        operations.place(contact=case.contact, **form.cleaned_data, by=me, at=at)

    if doing.done(form, do):
        messages.success(request, "The legal hold is placed")
        return redirect("cases:show", reference)
    page = {
        "case": case,
        "today": localdate(at),
        "others": contacts.siblings(case),
        "standing": queries.on(case),
    }
    return doing.show(request, "records/place_hold.html", page, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def lift(request: HubRequest, number: int) -> HttpResponse:
    """Show a legal hold, and take why it is lifted."""
    at, me = now(), request.actor
    refuse_others(request, TASK)
    held = queries.hold(number, by=me)
    contacts.get(held.contact.reference, actor=me, to="show its legal hold", at=at)
    form = Lift(doing.typed(request), hold=held)
    if doing.carried_out(form, operations.lift, hold=held, by=me, at=at):
        messages.success(request, "The legal hold is lifted")
        return redirect("records:holds")
    page = {
        "held": held,
        "cases": contacts.cases(held.contact),
        "changes": telling.changes(form.changes),
    }
    return doing.show(request, "records/lift_hold.html", page, form=form)
