"""What has come to the end of its time: one person reviews it, another confirms that it goes."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audited
from frontdoor.casework.contacts import queries as contacts
from frontdoor.disposal import operations, queries, told
from frontdoor.disposal.lifecycle import TASK
from frontdoor.disposal.models import Certificate, Disposal
from frontdoor.kernel.refusal import Refused, refuse_if
from frontdoor.people import sourcing
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.records.disposal_forms import Review, Settle
from frontdoor.web.records.register import refuse_others
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling

REVIEW, CONFIRM = "review for disposal", "confirm its disposal"
CERTIFICATE = "read its certificate"


@require_safe
@page_for(Zone.HUB)
def disposals(request: HubRequest) -> HttpResponse:
    """List what waits for a second person, what has come to its end, and what went lately."""
    refuse_others(request, TASK)
    me = request.actor
    people = told.come_to_end(me, number=_number(request, "told"), at=now())
    audited.looked_at([each.reference for each in people.reviews], purpose=REVIEW, by=me, at=now())
    page = {
        "proposed": queries.proposed(me),
        "page": queries.come_to_end(me, number=_number(request, "page"), at=now()),
        "people": people,
        "certificates": queries.certificates(me),
    }
    return render(request, "records/disposals.html", page)


def _number(request: HubRequest, name: str) -> int:
    typed = request.GET.get(name, "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 6 else 1
    return max(number, 1)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def review(request: HubRequest, reference: str) -> HttpResponse:
    """Show when the time of a record is over, and take what whoever reviews it says."""
    at, me = now(), request.actor
    contact = contacts.get(reference, actor=me, to=REVIEW, at=at)
    refuse_if(operations.why_not_review(contact, by=me, at=at))
    if (standing := queries.standing(contact)) and request.method == "GET":
        return redirect("records:confirm", standing.pk)
    found = queries.review(contact, at=at)
    form = Review(doing.typed(request), may_go=not found.why_not)

    def do() -> None:
        if form.keeps:
            operations.keep(contact=contact, **form.longer(), by=me, at=at)
        else:
            operations.propose(contact=contact, by=me, at=at)

    if doing.done(form, do):
        messages.success(
            request,
            "It is kept longer" if form.keeps else "Somebody else has to confirm that it goes",
        )
        return redirect("records:disposals")
    page = {"it": found, "kept": queries.keepings(contact)}
    return doing.show(request, "records/review.html", page, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def review_told(request: HubRequest, number: int) -> HttpResponse:
    """Show when the time of somebody is over of whom another system told, and take what is said."""
    at, me = now(), request.actor
    refuse_others(request, TASK)
    person = sourcing.told_of(number)
    audited.looked(f"person {person.pk}", purpose=REVIEW, by=me, at=at)
    if (standing := told.standing(person)) and request.method == "GET":
        return redirect("records:confirm", standing.pk)
    found = told.review(person, at=at)
    form = Review(doing.typed(request), may_go=not found.why_not)

    def do() -> None:
        if form.keeps:
            operations.keep_told(person=person, **form.longer(), by=me, at=at)
        else:
            operations.propose_told(person=person, by=me, at=at)

    if doing.done(form, do):
        messages.success(
            request,
            "It is kept longer" if form.keeps else "Somebody else has to confirm that it goes",
        )
        return redirect("records:disposals")
    page = {"it": found, "kept": told.keepings(person)}
    return doing.show(request, "records/review_told.html", page, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def confirm(request: HubRequest, number: int) -> HttpResponse:
    """Show what is to go, and take what the second person says of it."""
    at, me = now(), request.actor
    refuse_others(request, TASK)
    held = queries.disposal(number, by=me)
    found = _reviewed(held, request, at)
    if found is None:
        return redirect("records:certificate", held.certificate.pk)
    if not held.is_proposed:
        raise Refused(f"{held.settled_by_name} has said already that this is not to go.")
    why_not = operations.why_not_confirm(held, by=me) or found.why_not
    form = Settle(doing.typed(request), disposal=held, may_confirm=not why_not)
    made: list[Certificate] = []

    def do() -> None:
        given: dict[str, Any] = {"disposal": held, "seen": form.cleaned_data["seen"]}
        if form.keeps:
            operations.decline(**given, **form.longer(), by=me, at=at)
        else:
            made.append(operations.confirm(**given, by=me, at=at))

    if doing.done(form, do):
        messages.success(request, "It is disposed of" if made else "It is kept longer")
        if made:
            return redirect("records:certificate", made[0].pk)
        return redirect("records:disposals")
    page = {
        "held": held,
        "it": found,
        "why_not": why_not,
        "changes": telling.changes(form.changes),
    }
    return doing.show(request, "records/confirm.html", page, form=form)


def _reviewed(
    held: Disposal, request: HubRequest, at: datetime
) -> queries.Review | told.Review | None:
    """Return what is to go, after a look at it; nothing where it is gone."""
    if held.contact is not None:
        contact = contacts.get(held.contact.reference, actor=request.actor, to=CONFIRM, at=at)
        return queries.review(contact, at=at)
    if held.person is not None:
        audited.looked(held.reference, purpose=CONFIRM, by=request.actor, at=at)
        return told.review(held.person, at=at)
    return None


@require_safe
@page_for(Zone.HUB)
def certificate(request: HubRequest, number: int) -> HttpResponse:
    """Show what was disposed of, by whom and on what basis, to be read or printed."""
    found = queries.certificate(number, by=request.actor)
    for reference in found.references:
        audited.looked(reference, purpose=CERTIFICATE, by=request.actor, at=now())
    page = {
        "it": found,
        "said": queries.said(found),
        "hub": request.actor.hub,
        "may_list": not operations.why_not_list(by=request.actor, at=now()),
    }
    return render(request, "records/certificate.html", page)
