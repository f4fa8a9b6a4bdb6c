"""Give somebody something to do for a child, change it, and say what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions import queries, rules
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.vocabulary import Move
from frontdoor.casework.contacts import queries as contacts
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
@page_for(Zone.HUB, Zone.PARTNER)
def show(request: HubRequest, number: int) -> HttpResponse:
    """Show an action; to its owner also the place to say what came of it."""
    at = now()
    action = queries.get(number, actor=request.actor, to="do it", at=at)
    is_theirs = action.is_for(request.actor)
    if request.method == "POST" and not is_theirs:
        refuse_if(action.why_not(Move.DO, by=request.actor))
    inside = request.actor.zone == Zone.HUB
    page = {
        "line": lines.line(action, at=at),
        "rows": lines.rows(action),
        "before": [each for each in queries.turns(action) if each.turn < action.turn],
        "inside": inside,
        "on": queries.runs_on(action).reference if inside else action.case_reference,
        "may_change": not rules.why_not_retimed(action.stage)
        and not may_not(action.policy, "decide", by=request.actor),
    }
    if request.method == "GET" and not (is_theirs and action.is_owed):
        return render(request, "actions/show.html", page)
    form = forms.Result(doing.typed(request), action=action)
    if doing.done(form, lambda: form.do(action, by=request.actor, at=at)):
        messages.success(request, "The hub has what came of it")
        return redirect("actions:show", number)
    page["changes"] = _ended_first(form, action)
    return doing.show(request, "actions/show.html", page, form=form)


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
