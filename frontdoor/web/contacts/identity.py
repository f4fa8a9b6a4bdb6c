"""Who told us, where that has to stay unknown: protected, seen by a few, and lifted again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import identity as identities
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Contact
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing
from frontdoor.web.components.form_fields import Words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


class Protecting(doing.Change):
    """Why who told us must not become known, or no longer has to stay unknown."""

    why = Words(
        label="Why must it not become known who told us?",
        error_messages={"required": "Give the reason"},
    )

    def __init__(self, data: Any = None, *, contact: Contact) -> None:
        version = contact.referrer.version
        super().__init__(data, version=version, subjects=[contact.reference])
        if contact.referrer.protected:
            self.fields["why"].label = "Why does it no longer have to stay unknown?"


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def identity(request: HubRequest, reference: str) -> HttpResponse:
    """Protect who told us; or see it, for those who may, and lift that again."""
    at = now()
    contact = queries.get(reference, actor=request.actor, to="protect who told us", at=at)
    refuse_if(identities.why_not_see(contact, by=request.actor))
    protected = contact.referrer.protected
    form = Protecting(doing.typed(request), contact=contact)
    do = identities.lift if protected else identities.protect
    if doing.carried_out(form, do, contact=contact, by=request.actor, at=at):
        said = "no longer protected" if protected else "protected"
        messages.success(request, f"Who told us is {said}")
        return redirect("contacts:show", reference)
    page = {
        "contact": contact,
        "who": identities.of(contact, by=request.actor, at=at) if protected else None,
        "why_not_lift": identities.why_not_lift(request.actor),
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "contacts/identity.html", page, form=form)
