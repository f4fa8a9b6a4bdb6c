"""What came by mail or post, typed in: a contact of its own, or what follows a call (C4.5)."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries, writing
from frontdoor.casework.contacts.models import Contact
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.contacts import hearing, written, written_forms
from frontdoor.web.contacts.person_forms import doubt
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

SENT_BEFORE = (
    "This form was sent before, and this is the contact that it made. "
    "What you changed since is not in it: use the links to change it"
)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def form(request: HubRequest) -> HttpResponse:
    """Type in a form that is a contact of its own; its clock runs from when it arrived."""
    at = now()
    policy = policies.current(request.actor.hub_id, at=at).policy
    refuse_if(may_not(policy, "take_contact", by=request.actor))
    typed = written_forms.Typed(doing.typed(request), policy=policy, initial={"form_key": uuid4()})
    page = {"policy": policy, "awaited": writing.awaited(policy, at=at)}
    if hearing.ASKED in request.POST:
        empty = written_forms.Typed(policy=policy)
        return hearing.show(request, "contacts/form.html", page, form=empty, sent=typed)
    if done := taken_in(request, typed):
        return done
    return doing.show(request, "contacts/form.html", page, form=typed)


def taken_in(
    request: HubRequest, typed: written_forms.Typed | written_forms.Raised
) -> HttpResponse | None:
    """Put on record what was typed, and lead to it; or nothing, where the form says why not."""
    if not typed.is_valid():
        return None
    before = writing.sent(typed.cleaned_data["form_key"], by=request.actor)
    made: list[Contact] = []
    if not doing.done(typed, lambda: made.append(_take_in(request, typed))):
        return None
    reference = made[0].reference
    if before is not None:
        messages.info(request, SENT_BEFORE)
    else:
        messages.success(request, f"{reference} is on record; its clock runs from when it arrived")
    if wrong := doubt(typed.caller().email):
        messages.info(request, wrong)
    return redirect("contacts:show", reference)


def _take_in(request: HubRequest, typed: written_forms.Typed | written_forms.Raised) -> Contact:
    return writing.take_in(
        form_key=typed.cleaned_data["form_key"],
        caller=typed.caller(),
        child=typed.of_person(),
        written=typed.written(),
        worry=typed.worry(),
        about=typed.about(),
        secret=settings.SECRET_KEY,
        by=request.actor,
        at=now(),
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def follow(request: HubRequest, reference: str) -> HttpResponse:
    """Put a form with the call that it follows (C4.5). Nothing has waited for it (C4.6)."""
    at = now()
    contact = queries.get(reference, actor=request.actor, to="join a written form", at=at)
    refuse_if(may_not(contact.policy, "take_contact", by=request.actor))
    typed = written_forms.Followed(
        doing.typed(request),
        policy=contact.policy,
        protected=contact.referrer.protected,
        initial={"form_key": uuid4()},
    )
    if doing.done(typed, lambda: _join(request, contact, typed)):
        messages.success(request, f"The written form is with {reference}")
        return redirect("contacts:show", reference)
    arrived = writing.of(contact)
    page: dict[str, Any] = {
        "contact": contact,
        "standing": written.standing(contact, arrived, at=at),
        "arrived": [written.rows(contact, each) for each in arrived],
    }
    return doing.show(request, "contacts/writing.html", page, form=typed)


def _join(request: HubRequest, contact: Contact, typed: written_forms.Followed) -> None:
    writing.join(
        contact=contact,
        form_key=typed.cleaned_data["form_key"],
        written=typed.written(),
        by=request.actor,
        at=now(),
    )
