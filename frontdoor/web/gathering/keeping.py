"""Who may see what an agency gave: fewer people from now on, or all again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat, Zone
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.gathering import keeping
from frontdoor.casework.gathering.models import Finding
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing
from frontdoor.web.components import kept
from frontdoor.web.components.form_fields import Choice, Words, choose
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


class Keep(forms.Form):
    """Who may see it from now on, and why, where somebody may see it who could not."""

    kept_to = Choice(label="Who in the hub may see this from now on?")
    why = Words(label="Why?", required=False)
    says_optional = False

    def __init__(self, data: Any = None, *, item: keeping.Item, by: Actor) -> None:
        super().__init__(data)
        offered = [(each.value, each.label) for each in keeping.choices(item, by=by)]
        own = by.zone == Zone.PARTNER
        hints = kept.OF_AN_AGENCY if own else kept.OF_WHAT_AN_AGENCY_GAVE
        choose(self.fields["kept_to"], offered, hints=hints)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB, Zone.PARTNER)
def keep(request: HubRequest, kind: str, number: int) -> HttpResponse:
    """Say who may see what an agency gave, and where it went before."""
    at, by = now(), request.actor
    item = keeping.get(kind, number, actor=by, to="say who may see an answer", at=at)
    refuse_if(keeping.why_not(item, by=by))
    form = Keep(doing.typed(request), item=item, by=by)
    case, inside = item.request.enquiry.case, by.zone == Zone.HUB
    back = reverse("cases:show" if inside else "gathering:answer", args=[case.reference])
    if doing.done(form, lambda: _kept(form, item, request)):
        messages.success(request, "Who may see this is changed")
        return redirect(back)
    words = item.facts if isinstance(item, Finding) else item.words
    page = {
        "item": item,
        "case": case,
        "what": keeping.named(item),
        "words": words,
        "back": back,
        "inside": inside,
        "went": _went(case.pk, words) if inside else [],
    }
    return doing.show(request, "gathering/keep.html", page, form=form)


def _kept(form: Keep, item: keeping.Item, request: HubRequest) -> None:
    said = form.cleaned_data
    keeping.keep(
        item=item, kept_to=Caveat(said["kept_to"]), why=said["why"], by=request.actor, at=now()
    )


def _went(case: int, words: str) -> list[Any]:
    """Return what has left the hub with these words in it."""
    return [
        each
        for each in disclosures.products_on(case)
        if any(words in item["words"] for item in each.contents["items"])
    ]
