"""The family of a child, as a tree and as a table that says the same."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.people import profile
from frontdoor.people.kinship import kinship
from frontdoor.web.gate import page_for
from frontdoor.web.network.relatives import relatives
from frontdoor.web.request import HubRequest

PURPOSE = "see the family of {}"


@require_safe
@page_for(Zone.HUB)
def family(request: HubRequest, reference: str) -> HttpResponse:
    """Draw the family, and remember the look at everybody whom another contact told of."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="see the family", at=at)
    parties = contacts.parties(case.contact)
    of = kinship([party.person for party in parties])
    found = relatives(case, parties, of, profile.residences_of(list(of.linked)), on=localdate(at))
    looked = [f"person {number}" for number in found.elsewhere]
    audit.looked_at(looked, purpose=PURPOSE.format(case), by=me, at=at)
    page = {"case": case, "today": localdate(at), "found": found}
    return render(request, "network/family.html", page)
