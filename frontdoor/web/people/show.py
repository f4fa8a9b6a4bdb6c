"""The page of a person: what is held of them, from whom and since when, through every link."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import persons
from frontdoor.casework.contacts import queries as contacts
from frontdoor.people import adopting, noting
from frontdoor.web.gate import page_for
from frontdoor.web.people import facts, nhs
from frontdoor.web.request import HubRequest


@require_safe
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Show a person to whom a case leads. Each of their records is in the read log."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="show a person in it", at=at)
    known = persons.known(case, number, by=me, at=at)
    context = {
        "case": case,
        "page": facts.page(known, on=localdate(at)),
        "may_change": not noting.why_not(me, at=at),
        "may_tie": not adopting.why_not(me) and case.child_id == number,
        "adoptions": [
            (tie, tie.person if tie.before_id in known.of.numbers else tie.before)
            for tie in adopting.of(known.of.records, by=me)
        ],
        "may_ask_nhs": nhs.may_ask(known.of.records, by=me, at=at),
    }
    return render(request, "people/show.html", context)
