"""Open a case again that ended by mistake."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.disclosures import queries, reopening
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.disclosures.handing import Reopen
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def reopen(request: HubRequest, reference: str) -> HttpResponse:
    """Open a case again that was closed or passed on, with a reason."""
    at = now()
    case = contacts.case(reference, actor=request.actor, to="open again", at=at)
    refuse_if(may_not(case.policy, "reopen", by=request.actor))
    enquiry, products = enquiries.of(case), queries.products_on(case.pk)
    if request.method == "GET":
        refuse_if(reopening.why_not(case, enquiry, products, by=request.actor))
    form = Reopen(doing.typed(request), case=case)
    if doing.done(
        form,
        lambda: reopening.reopen(
            case=case, **form.told(), seen=form.cleaned_data["seen"], by=request.actor, at=at
        ),
    ):
        messages.success(request, f"{case.child} is with the hub again")
        return redirect("cases:show", reference)
    page = {
        "case": case,
        "today": localdate(at),
        "has_enquiry": enquiry is not None,
        "products": reopening.told(case, products),
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "disclosures/reopen.html", page, form=form)
