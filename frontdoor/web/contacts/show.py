"""A contact: while it is being taken, the way through it; afterwards, what was taken."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import caller as callers
from frontdoor.casework.contacts import identity, queries, rules, triage, writing
from frontdoor.casework.contacts.concern import HARM
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import ContactMove, Part
from frontdoor.casework.disclosures import hearing, routing
from frontdoor.casework.papers import queries as papers
from frontdoor.casework.searches import queries as searches
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components.beside import beside
from frontdoor.web.contacts import notices, parties, script, steps, written
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str) -> HttpResponse:
    """Show a contact, and where its taking stands."""
    contact = queries.get(reference, actor=request.actor, to="contact", at=now())
    cases = queries.cases(contact)
    return _page(request, contact, cases, form=_form(contact, cases))


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def hand_over(request: HubRequest, reference: str) -> HttpResponse:
    """Leave the contact to the manager (C5.1)."""
    contact = queries.get(reference, actor=request.actor, to="hand over", at=now())
    if request.method == "GET":
        return redirect("contacts:show", reference)
    cases = queries.cases(contact)
    form = _form(contact, cases, request.POST)
    if doing.carried_out(form, routing.hand_over, contact=contact, by=request.actor, at=now()):
        messages.success(request, f"{reference} is with the manager")
        return redirect("contacts:show", reference)
    return _page(request, contact, cases, form=form)


def _form(contact: Contact, cases: list[Case], data: Any = None) -> doing.Change:
    subjects = [contact.reference, *(case.reference for case in cases)]
    return doing.Change(data, version=contact.version, subjects=subjects)


def _answer(given: str) -> str:
    return Answer(given).label if given else ""


def _of_each(cases: list[Case], say: Callable[[Case], str]) -> list[str] | str:
    """Return what is said of the children: once where they are alike, else one by one."""
    said = {case.child.name: say(case) for case in cases}
    if len({*said.values()}) == 1:
        return next(iter(said.values()))
    return [f"{name}: {words}" for name, words in said.items() if words]


def _code(contact: Contact) -> str:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return rules.code_given(contact.reference, contact.receipt.code, secrets=secrets)


def _page(
    request: HubRequest, contact: Contact, cases: list[Case], *, form: doing.Change
) -> HttpResponse:
    policy = contact.policy
    everybody = queries.parties(contact)
    may_write = not may_not(policy, "take_contact", by=request.actor)
    arrived = writing.of(contact)
    return doing.show(
        request,
        "contacts/show.html",
        {
            "contact": contact,
            "policy": policy,
            "cases": cases,
            "steps": steps.steps(contact, cases, everybody),
            "people": parties.rows(contact, everybody, on=localdate(), change=may_write),
            "parts": list(Part),
            "harm": _of_each(cases, lambda case: _answer(case.answers.get(HARM, ""))),
            "red": _of_each(cases, lambda case: case.possible_red) or "Nobody said so",
            "family_told": _answer(contact.family_told),
            "in_writing": written.standing(contact, arrived, at=now()),
            "arrived": [written.rows(contact, each) for each in arrived],
            "papers": papers.on_contact(contact),
            "may_write": may_write,
            "may_see_who": not identity.why_not_see(contact, by=request.actor),
            "may_hand_over": contact.can(ContactMove.HAND_OVER, by=request.actor),
            "may_pass_caller": not callers.why_not_pass(contact, by=request.actor),
            "may_tell": not triage.why_not_tell(contact, by=request.actor),
            "told_at": contact.receipt.told_at if contact.receipt.is_told else None,
            "not_yet": hearing.why_not_yet(contact),
            "notices": notices.notices(contact, cases),
            "beside": beside(searches.words(cases)),
            "prompts": script.prompts(policy, reference=contact.reference),
            "code": _code(contact),
            "report_address": request.build_absolute_uri(reverse("reports:ask")),
            "respond_by": queries.respond_by(contact),
            "changed": telling.changes(form.changes),
        },
        form=form,
    )
