"""The identities of a child before and after an adoption: for named readers, silent for others."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Role
from frontdoor.casework.contacts import adoption, persons
from frontdoor.casework.contacts import queries as contacts
from frontdoor.kernel.refusal import Unknown
from frontdoor.people import adopting
from frontdoor.people.held import Adoption
from frontdoor.web import doing
from frontdoor.web.components import form_fields
from frontdoor.web.components.form_fields import Words
from frontdoor.web.doing import Change
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

WHICH = [("other", "That other case"), ("this", "This case")]


class Tie(forms.Form):
    """Which other identity the child of a case has, and who told it."""

    other = forms.CharField(
        label="Reference of a case with the other identity",
        max_length=24,
        help_text="One of the two records has to be restricted already, because of the adoption",
        error_messages={"required": "Enter the reference of the other case"},
    )
    which = form_fields.Choice(
        label="Which has the identity before the adoption?",
        choices=WHICH,
        error_messages={"required": "Choose which has the identity before the adoption"},
    )
    told_by = forms.CharField(
        label="Who told it?", max_length=200, error_messages={"required": "Enter who told it"}
    )

    def told(self) -> dict[str, Any]:
        """Return what was typed."""
        said = dict(self.cleaned_data)
        return {"is_before": said.pop("which") == "other", **said}


class Untie(Change):
    """Why two identities are tied no longer."""

    why = Words(
        label="Why are they tied no longer?",
        error_messages={"required": "Write why they are tied no longer"},
    )

    def __init__(self, data: Any = None, *, row: Adoption) -> None:
        super().__init__(data, version=row.version, subjects=[str(row)])


@require_http_methods(["GET", "POST"])
@page_for(Role.TEAM_MANAGER)
def tie(request: HubRequest, reference: str) -> HttpResponse:
    """Tie the child of a case to who they were before an adoption, or are since."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="tie the identities of an adoption", at=at)
    form = Tie(doing.typed(request))
    if doing.done(form, lambda: adoption.tie(case=case, **form.told(), by=me, at=at)):
        messages.success(request, "Tied, for the readers of the restricted record alone")
        return redirect("people:show", reference, case.child_id)
    return doing.show(request, "people/tie.html", {"case": case}, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Role.TEAM_MANAGER)
def untie(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Say that two identities are not one child, and why."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="untie the identities of an adoption", at=at)
    known = persons.known(case, case.child_id, by=me, at=at)
    row = next((each for each in adopting.of(known.of.records, by=me) if each.pk == number), None)
    if row is None:
        raise Unknown(str(number))
    form = Untie(doing.typed(request), row=row)
    if doing.carried_out(form, adopting.untie, row=row, by=me, at=at):
        messages.success(request, "They are tied no longer")
        return redirect("people:show", reference, case.child_id)
    return doing.show(request, "people/untie.html", {"case": case, "row": row}, form=form)
