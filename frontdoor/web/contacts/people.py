"""Who else is involved, and what was written of somebody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import operations, queries
from frontdoor.casework.contacts.models import Contact, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.gathering import supplements
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.people import queries as register
from frontdoor.people import searching
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.contacts import parties, script, standing_forms
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def people(request: HubRequest, reference: str) -> HttpResponse:
    """Add a person: first the part that they have, then what is known of them."""
    contact = _contact(request, reference, to="add a person")
    part = _part(request)
    if part is None:
        status = 422 if request.method == "POST" else 200
        page = _shown(contact) | {"parts": list(Part)}
        return render(request, "contacts/people.html", page, status=status)

    form = standing_forms.another(part)(
        doing.typed(request),
        version=contact.version,
        subjects=[contact.reference],
        initial=standing_forms.first_guess(part),
    )
    if doing.done(
        form,
        lambda: supplements.add_person(
            contact=contact,
            part=part,
            **form.as_told(),
            after=form.cleaned_data["after"],
            by=request.actor,
            at=now(),
        ),
    ):
        messages.success(request, f"{part.label} added")
        return redirect("contacts:show", reference)
    return doing.show(
        request, "contacts/add_person.html", _shown(contact) | {"part": part}, form=form
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def person(request: HubRequest, reference: str, person_id: int) -> HttpResponse:
    """Put right what was written of somebody. What stood before stays in history."""
    contact = _contact(request, reference, to="correct a person")
    party = _party(contact, person_id)
    nameless = searching.described(party.person).is_nameless
    form = standing_forms.corrected(party)(
        doing.typed(request),
        version=party.person.version,
        subjects=[contact.reference],
        initial=standing_forms.as_written(party),
    )
    if doing.done(
        form,
        lambda: operations.correct_person(
            contact=contact,
            person=party.person,
            told=form.of_person(party.person),
            standing=form.standing(),
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=now(),
        ),
    ):
        messages.success(request, f"Details of {party.person} corrected")
        return _after_naming(contact, party, was_nameless=nameless)
    page = {"contact": contact, "party": party, "changed": telling.changes(form.changes)}
    return doing.show(request, "contacts/person.html", page, form=form)


def _after_naming(contact: Contact, party: Party, *, was_nameless: bool) -> HttpResponse:
    """Lead to the register where a child who could not be identified has a name now (C5.4)."""
    person = register.get(party.person_id)
    named = was_nameless and not searching.described(person).is_nameless
    for case in queries.cases(contact):
        if named and case.child_id == person.pk:
            return redirect("cases:known", case.reference)
    return redirect("contacts:show", contact.reference)


def _contact(request: HubRequest, reference: str, *, to: str) -> Contact:
    contact = queries.get(reference, actor=request.actor, to=to, at=now())
    refuse_if(may_not(contact.policy, "take_contact", by=request.actor))
    return contact


def _party(contact: Contact, person_id: int) -> Party:
    for party in queries.parties(contact):
        if party.person_id == person_id:
            return party
    raise Unknown(contact.reference)


def _part(request: HubRequest) -> Part | None:
    asked = request.POST.get("part") or request.GET.get("part", "")
    return next((part for part in Part if part.value == asked), None)


def _shown(contact: Contact) -> dict[str, object]:
    everybody = queries.parties(contact)
    return {
        "contact": contact,
        "people": parties.rows(contact, everybody, on=localdate(), change=True),
        "prompts": script.prompts(contact.policy),
    }
