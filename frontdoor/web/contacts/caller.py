"""Whoever told the hub: put right what was written of them, pass them to the manager."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import caller as callers
from frontdoor.casework.contacts import identity as identities
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Contact, Identity
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.who import TELLING
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components.form_fields import choose
from frontdoor.web.contacts.forms import sources, works
from frontdoor.web.contacts.person_forms import doubt, email, line, lines
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


class Corrected(doing.Change):
    """Whoever told the hub, as they were written down, to be put right."""

    says_optional = False
    source = forms.ChoiceField(label="Who told us?")
    anonymous = forms.BooleanField(label="They do not want to say who they are", required=False)
    name = line(200, label="Name")
    relationship = line(200, label="How they know the child")
    phone = line(40, label="Telephone number", widget=forms.TextInput(attrs={"type": "tel"}))
    email = email()
    address = lines(1000, label="Address")

    def __init__(self, data: Any = None, *, contact: Contact, identity: Identity | None) -> None:
        written = contact.referrer
        kept = {name: getattr(identity, name) for name in TELLING} if identity else {}
        super().__init__(
            data,
            version=written.version,
            subjects=[contact.reference],
            initial={name: getattr(written, name) for name in vars(Caller(source=""))} | kept,
        )
        told_by = works if contact.began_inside else sources
        choose(self.fields["source"], told_by(contact.policy))

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {"caller": Caller(**super().told())}

    def clean(self) -> None:
        """Keep nothing that would give away somebody who wants to stay unknown (C4.11)."""
        super().clean()
        said = self.cleaned_data
        if said.get("anonymous") and any(map(said.get, ("name", "phone", "email", "address"))):
            self.add_error(
                "anonymous", "Clear the name, telephone, email and address, or untick this box"
            )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def caller(request: HubRequest, reference: str) -> HttpResponse:
    """Put right what was written of the caller. What stood before stays in history."""
    contact = queries.get(reference, actor=request.actor, to="correct the caller", at=now())
    refuse_if(may_not(contact.policy, "take_contact", by=request.actor))
    hidden = contact.referrer.protected
    identity = identities.of(contact, by=request.actor, at=now()) if hidden else None
    form = Corrected(doing.typed(request), contact=contact, identity=identity)
    if doing.carried_out(form, callers.correct, contact=contact, by=request.actor, at=now()):
        messages.success(request, "Details of the caller corrected")
        if wrong := doubt(form.cleaned_data["email"]):
            messages.info(request, wrong)
        return redirect("contacts:show", reference)
    page = {"contact": contact, "changed": telling.changes(form.changes)}
    return doing.show(request, "contacts/caller.html", page, form=form)


class Passed(doing.Change):
    """Nothing is typed: the caller is with the manager, or is not."""


class NotPassed(doing.Change):
    """Why the caller is not with the manager after all."""

    reason = line(500, label="Why is the caller not with the manager?")


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def pass_on(request: HubRequest, reference: str) -> HttpResponse:
    """Ask, and write down, that the caller was passed to the manager, live (C4.11)."""
    contact = queries.get(reference, actor=request.actor, to="pass the caller on", at=now())
    if request.method == "GET":
        refuse_if(callers.why_not_pass(contact, by=request.actor))
    form = Passed(doing.typed(request), version=contact.version, subjects=[reference])
    if doing.done(form, lambda: callers.pass_on(contact=contact, by=request.actor, at=now())):
        messages.success(request, "Caller passed to the manager")
        return redirect("contacts:show", reference)
    return doing.show(request, "contacts/pass_caller.html", {"contact": contact}, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def take_back(request: HubRequest, reference: str) -> HttpResponse:
    """Take back, with a reason, that the caller was passed to the manager."""
    contact = queries.get(reference, actor=request.actor, to="take the caller back", at=now())
    if request.method == "GET":
        refuse_if(callers.why_not_take_back(contact, by=request.actor))
    form = NotPassed(doing.typed(request), version=contact.version, subjects=[reference])
    given: dict[str, Any] = {"contact": contact, "by": request.actor, "at": now()}
    if doing.done(form, lambda: callers.take_back(**form.told(), **given)):
        messages.success(request, "Written down: the caller is not with the manager")
        return redirect("contacts:show", reference)
    return doing.show(request, "contacts/pass_caller.html", {"contact": contact}, form=form)
