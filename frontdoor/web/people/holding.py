"""Adds what is held of a person, and ends it with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import persons
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.persons import Known
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.people import noting, profile, relating
from frontdoor.people.held import (
    Bond,
    Marker,
    Number,
    OfPerson,
    Residence,
    Responsibility,
    Vehicle,
)
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.people import between, forms
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of thing that is held of a person: what it is called, and how it is added."""

    model: type[OfPerson]
    name: str
    question: str
    form: type[forms.Add]
    add: Callable[..., OfPerson]
    note: str = ""
    ending: type[forms.End] = forms.End
    end: Callable[..., OfPerson] = noting.end
    button: str = "End it"
    is_counted: bool = True

    @property
    def article(self) -> str:
        """Return the name with its article, where it has one."""
        if not self.is_counted:
            return self.name
        return f"{'an' if self.name.startswith('a') else 'a'} {self.name}"


def _end_warning(*, again: date | None, until: date | None, **said: Any) -> OfPerson:
    """Review a warning where it still holds, or else end it."""
    if again is not None:
        return noting.review_warning(review_by=again, **said)
    ended: OfPerson = noting.end(until=until, **said)
    return ended


KINDS: Mapping[str, Kind] = {
    "address": Kind(
        model=Residence,
        name="address",
        question="Where does {} live?",
        form=forms.AddAddress,
        add=noting.add_address,
        note="What contacts told counts already, as of their day: it need not be typed again.",
    ),
    "warning": Kind(
        model=Marker,
        name="warning note",
        question="What has to be known of {}?",
        form=forms.AddWarning,
        add=noting.add_warning,
        note="Everybody in the hub reads it before they visit or ring. It says nothing of guilt.",
        ending=forms.EndWarning,
        end=_end_warning,
        button="Save",
    ),
    "number": Kind(
        model=Number,
        name="number",
        question="How is {} reached?",
        form=forms.AddNumber,
        add=noting.add_number,
        note="How it is safe stands wherever somebody may ring.",
    ),
    "vehicle": Kind(
        model=Vehicle,
        name="vehicle",
        question="Which vehicle is {} seen in?",
        form=forms.AddVehicle,
        add=noting.add_vehicle,
    ),
    "relationship": Kind(
        model=Bond,
        name="relationship",
        question="Who is related to {}?",
        form=between.AddBond,
        add=between.add_bond,
        note="What contacts told counts already, as of their day: it need not be typed again. "
        "Somebody who is not in the list is first added to the contact.",
        ending=between.EndBetween,
        end=relating.end,
    ),
    "responsibility": Kind(
        model=Responsibility,
        name="parental responsibility",
        question="Who holds parental responsibility for {}?",
        form=between.AddResponsibility,
        add=relating.add_responsibility,
        note="Several may hold it at once. Whoever is not in the list is first added to the "
        "contact.",
        ending=between.EndBetween,
        end=relating.end,
        is_counted=False,
    ),
}


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def add(request: HubRequest, reference: str, number: int, what: str) -> HttpResponse:
    """Write down something more of a person, with who told it."""
    at, me = now(), request.actor
    kind = _kind(what)
    case, known = _known(request, reference, number, to=f"add {kind.article}", at=at)
    refuse_if(noting.why_not(me, at=at))
    form = kind.form(
        doing.typed(request), initial={"told_by": _teller(case)}, known=known, case=case
    )

    def do() -> None:
        kind.add(person=known.of.person, **form.told(), source=form.source(reference), by=me, at=at)

    if doing.done(form, do):
        messages.success(request, f"{words.sentence_case(kind.name)} added")
        return redirect("people:show", reference, number)
    page = {"case": case, "person": known.of.person, "kind": kind}
    return doing.show(request, "people/add.html", page, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def end(request: HubRequest, reference: str, number: int, what: str, row: int) -> HttpResponse:
    """Say that something holds no longer, and why. It stays to be read."""
    at, me = now(), request.actor
    kind = _kind(what)
    case, known = _known(request, reference, number, to=f"end {kind.article}", at=at)
    refuse_if(noting.why_not(me, at=at))
    held = profile.held(kind.model, row, of=known.of)
    refuse_if(noting.why_not_end(held))
    form = kind.ending(doing.typed(request), row=held, subject=reference)
    if doing.carried_out(form, kind.end, row=held, subject=reference, by=me, at=at):
        messages.success(request, f"{words.sentence_case(kind.name)} changed")
        return redirect("people:show", reference, number)
    page: dict[str, Any] = {
        "case": case,
        "person": known.of.person,
        "kind": kind,
        "held": held,
        "changes": telling.changes(form.changes),
    }
    return doing.show(request, "people/end.html", page, form=form)


def _kind(what: str) -> Kind:
    if what not in KINDS:
        raise Unknown(what)
    return KINDS[what]


def _known(
    request: HubRequest, reference: str, number: int, *, to: str, at: datetime
) -> tuple[Case, Known]:
    case = contacts.case(reference, actor=request.actor, to=to, at=at)
    return case, persons.known(case, number, by=request.actor, at=at)


def _teller(case: Case) -> str:
    """Return whoever told of the case, as it is shown to everybody: they may have told this too."""
    return f"{case.policy.source(case.contact.referrer.source).name}, {case.contact.reference}"
