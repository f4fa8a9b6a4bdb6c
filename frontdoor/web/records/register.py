"""The register of those who ask for what is held about a person."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audited
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.lifecycle import TASK
from frontdoor.casework.holdings.models import AccessRequest
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people import sourcing
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.records.forms import Ask, AskOfCase
from frontdoor.web.request import HubRequest


def refuse_others(request: HubRequest, task: str = TASK) -> None:
    """Turn away whoever does not have the task.

    :raises Refused: with whose it is.
    """
    policy = policies.current(request.actor.hub_id, at=now()).policy
    refuse_if(may_not(policy, task, by=request.actor))


@require_safe
@page_for(Zone.HUB)
def home(request: HubRequest) -> HttpResponse:
    """List the requests that wait for an answer, what is due first in front."""
    refuse_others(request)
    me = request.actor
    page = {"open": queries.going_on(me), "ended": queries.ended(me), "today": localdate()}
    return render(request, "records/home.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def ask(request: HubRequest, reference: str) -> HttpResponse:
    """Put on the register that somebody asks for what is held about a person of a case."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="register a subject access request", at=at)
    refuse_others(request)
    refuse_if(operations.why_not_register(case.child, by=me))
    parties = contacts.parties(case.contact)
    form = AskOfCase(doing.typed(request), parties=parties, child=case.child)
    page = {"case": case, "today": localdate(at)}
    return _ask(request, form, page, at=at)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def ask_told(request: HubRequest, number: int) -> HttpResponse:
    """Put the same on the register of somebody in no contact, of whom another system told."""
    at, me = now(), request.actor
    refuse_others(request)
    person = sourcing.told_of(number)
    audited.looked(f"person {person.pk}", purpose="register a subject access request", by=me, at=at)
    refuse_if(operations.why_not_register(person, by=me))
    form = Ask(doing.typed(request), person=person)
    told_by = ", ".join(each.name for each in sourcing.systems(person))
    page = {"case": None, "person": person, "told_by": told_by, "today": localdate(at)}
    return _ask(request, form, page, at=at)


def _ask(request: HubRequest, form: Ask, page: dict[str, Any], *, at: datetime) -> HttpResponse:
    made: list[AccessRequest] = []

    def do() -> None:
        made.append(operations.register(person=form.whose, **form.told(), by=request.actor, at=at))

    if doing.done(form, do):
        messages.success(request, "It is on the register")
        return redirect("records:request", made[0].pk)
    return doing.show(request, "records/ask.html", page, form=form)
