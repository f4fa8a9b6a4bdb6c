"""What the worry is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import operations, queries
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.contacts import script
from frontdoor.web.contacts.concern_forms import ASK, Worry
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def concern(request: HubRequest, reference: str) -> HttpResponse:
    """Write down the worry, the harm test, what the family know, consent and basis (a.8, 7)."""
    contact = queries.get(reference, actor=request.actor, to="describe the concern", at=now())
    refuse_if(may_not(contact.policy, "take_contact", by=request.actor))
    cases = queries.cases(contact)
    form = Worry(doing.typed(request), contact=contact, cases=cases, by=request.actor)
    if form.is_valid() and doing.done(
        form,
        lambda: operations.describe(
            contact=contact,
            **form.described(),
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=now(),
        ),
    ):
        messages.success(request, "Concern written down")
        return redirect("contacts:show", reference)
    page = {
        "contact": contact,
        "policy": contact.policy,
        "cases": cases,
        "prompts": script.prompts(contact.policy),
        "questions": [
            (heading, [form[f"{ASK}{fact}"] for fact in asked]) for heading, asked in form.headings
        ],
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "contacts/concern.html", page, form=form)
