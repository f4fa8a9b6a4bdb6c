"""Give somebody something to do for a child, change it, and say what came of it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions import additions, queries, rules
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.vocabulary import Move
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.disclosures import giving
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.kernel import references
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.actions import forms, lines
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling
from frontdoor.web.triage.entry import case_for, shown


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def set_action(request: HubRequest, reference: str) -> HttpResponse:
    """Give an agency or a worker something to do on a case, by a time (C2.7, C14.8)."""
    case = case_for(request, reference, task="ask", why_not=rules.why_not_set)
    parties = contacts.parties(case.contact)
    form = forms.Set(doing.typed(request), case=case, parties=parties, at=now())
    if doing.done(form, lambda: form.do(case, by=request.actor)):
        name, _ = form.owners[form.cleaned_data["owner"]]
        due = words.moment(form.chosen_due().at)
        messages.success(request, f"{name} has it to do by {due}")
        return redirect("cases:show", reference)
    return shown(request, "actions/set_action.html", case, form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def give(request: HubRequest, reference: str) -> HttpResponse:
    """Give the team that was sent a product something to do, by a time."""
    product = disclosures.product(reference, actor=request.actor, to="give", at=now())
    case = contacts.case(references.case_of(reference), actor=request.actor, to="give", at=now())
    product.case = case
    refuse_if(giving.why_not(product, by=request.actor))
    form = forms.ForTeam(
        doing.typed(request), product=product, parties=contacts.parties(case.contact), at=now()
    )
    if doing.done(form, lambda: form.do(case, by=request.actor)):
        due = words.moment(form.chosen_due().at)
        messages.success(request, f"{product.team} has it to do by {due}")
        return redirect("cases:show", case.reference)
    return shown(request, "actions/give.html", case, form, product=product)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB, Zone.PARTNER, Zone.TEAM)
def show(request: HubRequest, number: int) -> HttpResponse:
    """Show an action; to its owner also the place to say what came of it, and to the hub the place
    to say that it has read what came when the case was elsewhere.
    """
    at = now()
    action = queries.get(number, actor=request.actor, to="do it", at=at)
    form = _form(request, action)
    if isinstance(form, forms.Result):
        if doing.done(form, lambda: form.do(action, by=request.actor, at=at)):
            messages.success(request, "The hub has what came of it")
            return redirect("actions:show", number)
    elif form is not None and doing.carried_out(
        form, additions.note, action=action, by=request.actor, at=at
    ):
        messages.success(request, "Written down that you have read it")
        return redirect("actions:show", number)
    page = _page(request, action, at=at)
    if form is None:
        return render(request, "actions/show.html", page)
    page |= {"changes": _ended_first(form, action), "is_note": isinstance(form, forms.Note)}
    return doing.show(request, "actions/show.html", page, form=form)


def _form(request: HubRequest, action: Action) -> forms.Result | forms.Note | None:
    """Return what whoever looks can say of an action, if there is anything.

    :raises Refused: if they say something that is not theirs to say.
    """
    inside = request.actor.zone == Zone.HUB
    if inside and action.waits_to_be_read:
        return forms.Note(doing.typed(request), action=action)
    is_theirs = action.is_for(request.actor)
    if request.method == "POST" and not is_theirs:
        refuse_if(action.why_not(Move.DO, by=request.actor))
    if request.method == "GET" and not (is_theirs and action.is_owed):
        return None
    return forms.Result(doing.typed(request), action=action, teams=queries.hear(action))


def _page(request: HubRequest, action: Action, *, at: datetime) -> dict[str, Any]:
    inside = request.actor.zone == Zone.HUB
    return {
        "line": lines.line(action, at=at),
        "rows": lines.rows(action),
        "before": [each for each in queries.turns(action) if each.turn < action.turn],
        "inside": inside,
        "on": queries.runs_on(action).reference if inside else action.case_reference,
        "may_change": not rules.why_not_retimed(action.stage)
        and not may_not(action.policy, "decide", by=request.actor),
    }


def _ended_first(form: doing.Change, action: Action) -> list[dict[str, str]]:
    by = action.ended_by_name
    ended = f"{action.stage_label}: {action.words}\n{by}"
    return doing.done_first(form, what="This", before="To do", now=ended, by=by)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def change(request: HubRequest, number: int) -> HttpResponse:
    """Set another time, give it to somebody else, or withdraw it, with a reason."""
    at = now()
    action = queries.get(number, actor=request.actor, to="change", at=at)
    refuse_if(may_not(action.policy, "decide", by=request.actor))
    if request.method == "GET":
        refuse_if(rules.why_not_retimed(action.stage))
    on = queries.runs_on(action).reference
    form = forms.Rearrange(doing.typed(request), action=action, at=at)
    if doing.done(form, lambda: form.do(action, by=request.actor)):
        messages.success(request, "Changed. Whoever had it reads why.")
        return redirect("cases:show", on)
    page = {
        "line": lines.line(action, at=at),
        "rows": lines.rows(action),
        "on": on,
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "actions/change.html", page, form=form)
