"""A contact that starts inside the hub: its own work brings a worry to light (P29, P31)."""

from uuid import uuid4

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.contacts import hearing, written_forms
from frontdoor.web.contacts.form import taken_in
from frontdoor.web.contacts.forms import works
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

NO_WAY = "The policy of this hub has no way for a contact that starts inside it."


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def inside(request: HubRequest) -> HttpResponse:
    """Put on record what the hub's own work brought to light; the clock runs from that moment."""
    policy = policies.current(request.actor.hub_id, at=now()).policy
    refuse_if(may_not(policy, "take_contact", by=request.actor))
    refuse_if("" if works(policy) else NO_WAY)
    form = written_forms.Raised(
        doing.typed(request),
        policy=policy,
        initial={"form_key": uuid4(), "name": request.actor.name},
    )
    page = {"policy": policy}
    if hearing.ASKED in request.POST:
        empty = written_forms.Raised(policy=policy)
        return hearing.show(request, "contacts/inside.html", page, form=empty, sent=form)
    if done := taken_in(request, form):
        return done
    return doing.show(request, "contacts/inside.html", page, form=form)
