"""Records that may be one person: a list, the likeliest first, and two side by side."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts.parted import why_not_deal
from frontdoor.casework.contacts.whole import wholes
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people import operations as people
from frontdoor.people import pairing, queries
from frontdoor.people.vocabulary import Judged
from frontdoor.web import doing
from frontdoor.web.components.waterfall import waterfall
from frontdoor.web.gate import page_for
from frontdoor.web.linking.forms import Answer
from frontdoor.web.linking.sides import side_by_side
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling

SAID = {
    Judged.SAME: "The two records are linked: they are one person",
    Judged.TWO: "Written down: they are two people",
    Judged.CANNOT_TELL: "Written down: it comes back on {}",
}


@require_safe
@page_for(Zone.HUB)
def waiting(request: HubRequest) -> HttpResponse:
    """List the pairs that wait for a person's look, and those that come back later."""
    at = now()
    refuse_if(people.why_not_say(request.actor, at=at))
    today = localdate(at)
    page = {
        "pairs": queries.waiting_pairs(on=today),
        "count": queries.how_many_pairs(on=today),
        "may_deal": not why_not_deal(request.actor),
        "later": queries.put_off_pairs(on=today),
        "today": today,
    }
    return render(request, "linking/pairs.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def pair(request: HubRequest, number: int) -> HttpResponse:
    """Show two records side by side, and take what a person says of them (a.8, 12)."""
    at, me = now(), request.actor
    refuse_if(people.why_not_say(me, at=at))
    held = queries.pair(number)
    for record in (held.person, held.other):
        audit.looked(f"person {record.pk}", purpose=f"are two one person? ({held})", by=me, at=at)
    form = Answer(doing.typed(request), pair=held)
    if doing.carried_out(form, pairing.answer, pair=held, by=me, at=at):
        messages.success(request, _said(form))
        return redirect("linking:pairs")
    one, other = wholes((held.person, held.other), contact=None)
    likeness = pairing.likeness(held)
    page = {
        "pair": held,
        "likeness": likeness,
        "waterfall": waterfall(likeness),
        "rows": side_by_side(one, other, on=localdate(at)),
        "is_one": held.other in one.others,
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "linking/pair.html", page, form=form)


def _said(form: Answer) -> str:
    told = form.told()
    again = told["again_on"]
    return SAID[told["answer"]].format(f"{again:%-d %B %Y}" if again else "")
