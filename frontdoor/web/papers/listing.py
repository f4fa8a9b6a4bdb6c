"""The papers of a contact or a case, and the form that attaches more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.papers import operations, queries
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.papers.operations import Attached
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing
from frontdoor.web.components import kept, words
from frontdoor.web.gate import page_for
from frontdoor.web.papers import forms, preparing
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def of_contact(request: HubRequest, reference: str) -> HttpResponse:
    """Show what came with a contact, and attach more while somebody still talks (C3.10)."""
    contact = contacts.get(reference, actor=request.actor, to="papers", at=now())
    return _page(request, contact, None)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def of_case(request: HubRequest, reference: str) -> HttpResponse:
    """Show the papers of one child's case, and attach more that are about this child."""
    case = contacts.case(reference, actor=request.actor, to="papers", at=now())
    return _page(request, case.contact, case)


def _page(request: HubRequest, contact: Contact, case: Case | None) -> HttpResponse:
    form = forms.Attach(doing.typed(request), request.FILES or None)
    if form.is_bound:
        refuse_if(queries.why_not_attach(contact.policy, by=request.actor))
        _attach(request, form, contact, case)
        if not form.errors:
            return redirect(request.path)
    context = {
        "contact": contact,
        "papers": queries.on_case(case) if case else queries.on_contact(contact),
        "why_not": queries.why_not_attach(contact.policy, by=request.actor),
    }
    alone = {"case": case} if case else {}
    return doing.show(request, "papers/list.html", context | alone, form=form)


def _attach(request: HubRequest, form: forms.Attach, contact: Contact, case: Case | None) -> None:
    """Attach every file that is taken; the form says what became of the others."""
    form.is_valid()
    if not form.good or {"what", "kept_to"} & set(form.errors):
        return
    done = operations.attach(
        contact=contact,
        case=case,
        files=preparing.prepared(form.good),
        what=form.cleaned_data["what"],
        kept_to=kept.chosen(form.cleaned_data["kept_to"]),
        by=request.actor,
        at=now(),
    )
    for said in _told(done):
        messages.success(request, said)
    for paper in [*done.new, *done.before]:
        if paper.is_infected:
            form.add_error("papers", _infected(paper))


def _told(done: Attached) -> list[str]:
    """Return what became of files, in sentences."""
    new = [f"“{paper}”" for paper in done.new if not paper.is_infected]
    there = [f"“{paper}”" for paper in done.before if not paper.is_infected]
    return [
        *([f"Attached: {words.listing(new)}"] if new else []),
        *([f"Attached before, and there once: {words.listing(there)}"] if there else []),
    ]


def _infected(paper: Paper) -> str:
    return (
        f"“{paper}”: a virus was found in it ({paper.virus}). It is kept away, and nobody can open "
        "it. Tell whoever sent it, and ask for it again."
    )
