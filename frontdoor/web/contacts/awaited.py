"""The calls that a form may follow, found by who rang, the child or the reference (C4.5)."""

from django import forms
from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import writing
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


class Find(forms.Form):
    """What somebody knows of the call."""

    says_optional = False
    words = forms.CharField(
        label="Who rang, the child, or the reference",
        help_text="Any part of it, such as Pettifer Wren",
        max_length=100,
        required=False,
    )


@require_safe
@page_for(Zone.HUB)
def awaited(request: HubRequest) -> HttpResponse:
    """Show the calls after which a form is awaited, all of them or those that were looked for."""
    at = now()
    policy = policies.current(request.actor.hub_id, at=at).policy
    refuse_if(may_not(policy, "take_contact", by=request.actor))
    form = Find(request.GET if "words" in request.GET else None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = {
        "awaited": writing.awaited(policy, words=words, at=at),
        "days": writing.AWAITED_FOR.days,
    }
    return doing.show(request, "contacts/awaited.html", page, form=form)
