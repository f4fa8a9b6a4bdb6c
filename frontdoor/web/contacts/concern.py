"""What the worry is."""

from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import concern as worries
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.concern import HARM
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.contacts import script
from frontdoor.web.contacts.child_answers import ASK, FLAGS, OWN, RED, SAME, Child
from frontdoor.web.contacts.concern_forms import Worry
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
    if doing.carried_out(form, worries.describe, contact=contact, by=request.actor, at=now()):
        messages.success(request, "Concern written down")
        return redirect("contacts:show", reference)
    page = {
        "contact": contact,
        "policy": contact.policy,
        "cases": cases,
        "prompts": script.prompts(contact.policy),
        "questions": _questions(form, form.first),
        "others": [_other(form, child) for child in form.others],
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "contacts/concern.html", page, form=form)


def _questions(form: Worry, child: Child) -> list[tuple[str, list[BoundField]]]:
    return [
        (heading, [form[child.name(f"{ASK}{fact}")] for fact in asked])
        for heading, asked in form.headings
    ]


def _other(form: Worry, child: Child) -> dict[str, Any]:
    """Return what the page asks of a child who is not the first."""
    named = {"same": SAME, "harm": HARM, "red": RED, "flags": FLAGS}
    own = form[child.name(SAME)].value() == OWN or any(form[name].errors for name in child.asked)
    return {
        "child": child.case.child,
        "open": own or bool(form[child.name(SAME)].errors),
        "questions": _questions(form, child),
    } | {word: form[child.name(of)] for word, of in named.items()}
