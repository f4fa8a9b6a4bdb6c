"""Restrict a record to named readers, name others, and open it to all again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.restricting import operations, queries
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.restricting.forms import Lift, Readers, Restrict
from frontdoor.web.timeline import telling

REVIEWED = 20


def _refuse_others(request: HubRequest) -> None:
    policy = policies.current(request.actor.hub_id, at=now()).policy
    refuse_if(may_not(policy, operations.TASK, by=request.actor))


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def restrict(request: HubRequest, reference: str) -> HttpResponse:
    """Keep a case, with its contact and all that goes on with it, for named readers."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="restrict", at=at)
    _refuse_others(request)
    if request.method == "GET":
        refuse_if("This record is restricted already." if queries.of(case.contact_id) else "")
    who = queries.who(me.hub_id, on=localdate(at))
    form = Restrict(doing.typed(request), contact=case.contact, who=who, me=me.user_id)

    def do() -> None:
        records = reports.one_record(case.contact, seen=form.cleaned_data["seen"])
        operations.restrict(records=records, **form.told(), by=me, at=at)

    if doing.done(form, do):
        messages.success(request, "The record is for its readers alone")
        is_reader = me.user_id in form.told()["readers"]
        return redirect("cases:show", reference) if is_reader else redirect("worklist:home")
    page = {
        "case": case,
        "today": localdate(at),
        "others": contacts.siblings(case),
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "restricting/restrict.html", page, form=form)


@require_safe
@page_for(Zone.HUB)
def records(request: HubRequest) -> HttpResponse:
    """Show by number which records are restricted, to whom, and who looked without the right."""
    at = now()
    _refuse_others(request)
    standing = queries.standing()
    named = queries.all_readers(standing)
    here = set(queries.who(request.actor.hub_id, on=localdate(at)).numbers)
    page = {
        "rows": [(each, named[each.pk]) for each in standing],
        "here": here,
        "waiting": queries.to_review(),
        "reviewed": queries.reviewed(most=REVIEWED),
        "rule": policies.current(request.actor.hub_id, at=at).policy.restricted,
        "at": at,
    }
    return render(request, "restricting/records.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def readers(request: HubRequest, number: int) -> HttpResponse:
    """Name who may read a restricted record, also without reading it: it never says whose it is."""
    at, me = now(), request.actor
    _refuse_others(request)
    held = queries.restriction(number)
    reading = {reader.user_id for reader in queries.readers(held)}
    who = queries.who(me.hub_id, on=localdate(at))
    form = Readers(doing.typed(request), restriction=held, who=who, now=reading)
    if doing.carried_out(form, operations.name, restriction=held, by=me, at=at):
        messages.success(request, "Its readers are named")
        return redirect("restricting:records")
    page = {
        "held": held,
        "reads": me.user_id in reading,
        "gone": [each for each in queries.readers(held) if each.user_id not in who.numbers],
        "stale": doing.done_first(
            form, what="Readers", before="", now=held.set_by_name, by=held.set_by_name
        ),
    }
    return doing.show(request, "restricting/readers.html", page, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def lift(request: HubRequest, number: int) -> HttpResponse:
    """Open a restricted record to everybody whose work it is."""
    at, me = now(), request.actor
    _refuse_others(request)
    held = queries.restriction(number)
    reading = {reader.user_id for reader in queries.readers(held)}
    refuse_if("" if me.user_id in reading else operations.READERS_LIFT)
    contacts.get(held.reference, actor=me, to="open to all", at=at)
    form = Lift(doing.typed(request), restriction=held)
    if doing.carried_out(form, operations.lift, restriction=held, by=me, at=at):
        messages.success(request, "The record is open to all whose work it is")
        return redirect("restricting:records")
    page = {"held": held, "changed": telling.changes(form.changes)}
    return doing.show(request, "restricting/lift.html", page, form=form)
