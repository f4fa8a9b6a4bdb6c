"""While agencies gather: another rating, one more agency, and a partner who does not answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.enquiries.vocabulary import Stage
from frontdoor.casework.gathering import chasing
from frontdoor.casework.gathering import queries as gathering
from frontdoor.kernel.refusal import Refused, refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.enquiries import entry, midway_forms
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def re_rate(request: HubRequest, reference: str) -> HttpResponse:
    """Change the rating, up or down, with the reason (B18)."""
    enquiry, at = entry.enquiry(request, reference, to="re_rate"), now()
    refuse_if(may_not(enquiry.policy, "re_rate", by=request.actor))
    if request.method == "GET" and enquiry.stage not in (Stage.RATED, Stage.GATHERING):
        raise Refused("A rating changes after the first rating, and before the decision.")
    form = midway_forms.ReRate(doing.typed(request), enquiry=enquiry, at=at)
    if doing.carried_out(form, chasing.re_rate, enquiry=enquiry, by=request.actor, at=at):
        name = enquiry.policy.rating(form.cleaned_data["rating"]).name
        messages.success(request, f"{enquiry.case.child.name} is rated {name} now")
        return redirect("cases:show", reference)
    return entry.show(request, "enquiries/re_rate.html", enquiry, form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def ask_more(request: HubRequest, reference: str) -> HttpResponse:
    """Ask an agency that was not asked at first (P28)."""
    enquiry, at = entry.enquiry(request, reference, to="ask"), now()
    refuse_if(may_not(enquiry.policy, "ask", by=request.actor))
    if enquiry.stage != Stage.GATHERING and request.method == "GET":
        raise Refused("Another agency is asked while agencies are gathering.")
    if request.method == "GET" and not gathering.not_asked(enquiry):
        raise Refused("Every agency of the hub has been asked.")
    form = midway_forms.AskMore(doing.typed(request), enquiry=enquiry, by=request.actor, at=at)
    if doing.carried_out(form, chasing.ask_more, enquiry=enquiry, by=request.actor, at=at):
        name = enquiry.policy.agency(form.cleaned_data["agency"]).name
        messages.success(request, f"Asked {name}")
        return redirect("cases:show", reference)
    parties = contacts.parties(enquiry.case.contact)
    return entry.show(request, "enquiries/ask_more.html", enquiry, form, parties=parties)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def chase(
    request: HubRequest, reference: str, agency: str, number: int | None = None
) -> HttpResponse:
    """Choose what to do about a partner who has not answered, with the reason (a.8, 15): about
    everybody, or, by number, about one person who was named later.
    """
    enquiry, at = entry.enquiry(request, reference, to="chase"), now()
    refuse_if(may_not(enquiry.policy, "decide", by=request.actor))
    asked = gathering.question(agency, enquiry, number=number)
    if asked.is_answered and request.method == "GET":
        raise Refused(f"{asked.agency} has answered by now.")
    form = midway_forms.Chase(doing.typed(request), asked=asked, at=at)
    if doing.done(form, lambda: form.do(asked, by=request.actor, at=at)):
        messages.success(request, form.said())
        return redirect("cases:show", reference)
    return entry.show(
        request,
        "enquiries/chase.html",
        enquiry,
        form,
        asked=asked,
        late=asked.is_overdue(at=at),
        due=words.moment(asked.falls_due_at),
        deputy=enquiry.policy.agency(agency).deputy,
    )
