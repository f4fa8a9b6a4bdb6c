"""Take a contact: the first page. It is on record, and its clock runs, as soon as it is sent."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import operations
from frontdoor.casework.contacts.models import Contact
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.contacts import forms, hearing, script
from frontdoor.web.contacts.person_forms import doubt
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def new(request: HubRequest) -> HttpResponse:
    """Take down the child and the caller (C4.3, C4.4). The same form sent twice is one contact.

    One word anywhere is enough; an empty form is nobody's contact, and says so.
    """
    at = now()
    policy = policies.current(request.actor.hub_id, at=at).policy
    refuse_if(may_not(policy, "take_contact", by=request.actor))
    page = {"policy": policy, "prompts": script.prompts(policy)}
    form = forms.Call(doing.typed(request), policy=policy, initial={"form_key": uuid4()})
    if hearing.ASKED in request.POST:
        empty = forms.Call(policy=policy)
        return hearing.show(request, "contacts/new.html", page, form=empty, sent=form)
    made: list[Contact] = []
    if not doing.done(form, lambda: made.append(_receive(request, form, at=at))):
        return doing.show(request, "contacts/new.html", page, form=form)

    [contact] = made
    if contact.received_at == at:
        messages.success(request, f"{contact.reference} is on record, and its clock runs")
    else:
        messages.info(
            request,
            "This form was sent before, and this is the contact that it made. "
            "What you changed since is not in it: use the links to change it",
        )
    if wrong := doubt(form.caller().email):
        messages.info(request, wrong)
    return redirect("contacts:show", contact.reference)


def _receive(request: HubRequest, form: forms.Call, *, at: datetime) -> Contact:
    return operations.receive(
        form_key=form.cleaned_data["form_key"],
        channel=form.cleaned_data["channel"],
        caller=form.caller(),
        children=[form.of_person()],
        secret=settings.SECRET_KEY,
        by=request.actor,
        at=at,
    )
