"""What leaves the hub: words for a family, and the product for a team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.decisions import queries as decided
from frontdoor.casework.disclosures import family, operations, queries
from frontdoor.casework.disclosures.vocabulary import TellingMove
from frontdoor.casework.enquiries.vocabulary import Move
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.people import cautions
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.disclosures import forms, items, originators
from frontdoor.web.enquiries import entry
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

NOBODY = "No parent or carer is named in the contact. Name one, then come back."


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def propose(request: HubRequest, reference: str) -> HttpResponse:
    """Propose what a parent may be told to protect the child; an agency must agree (P26)."""
    enquiry = entry.enquiry(request, reference, to="propose")
    refuse_if(may_not(enquiry.policy, "tell_family", by=request.actor))
    among = queries.may_be_told(enquiry)
    refuse_if("" if among else NOBODY)
    agency = enquiry.policy.agency(enquiry.policy.agreement.risky_person).name
    form = forms.Propose(doing.typed(request), enquiry=enquiry, among=among, agency=agency)
    if doing.done(
        form,
        lambda: operations.propose_telling(
            enquiry=enquiry, **form.told(), by=request.actor, at=now()
        ),
    ):
        messages.success(request, f"Proposed. {agency} is asked to agree.")
        return redirect("cases:show", reference)
    parties = contacts.parties(enquiry.case.contact)
    return entry.show(
        request,
        "disclosures/propose.html",
        enquiry,
        form,
        not_to_tell=[
            f"what {each.agency} says of {each.person}" for each in family.not_to_tell(enquiry)
        ],
        rule=enquiry.policy.texts.risky_person.format(agency=agency),
        risky=[party.person.name for party in parties if party.part == Part.RISK],
        tellings=queries.tellings(enquiry.pk),
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def tell(request: HubRequest, reference: str, telling_id: int) -> HttpResponse:
    """Record that the agreed words were said."""
    telling = queries.telling(telling_id, actor=request.actor, to="tell", at=now())
    if str(telling.enquiry) != reference:
        raise Unknown(reference)
    refuse_if(may_not(telling.policy, "tell_family", by=request.actor))
    if request.method == "GET":
        refuse_if(telling.why_not(TellingMove.TELL, by=request.actor))
    form = forms.Tell(doing.typed(request), telling=telling)
    if doing.carried_out(form, operations.tell, telling=telling, by=request.actor, at=now()):
        messages.success(request, f"Recorded that {telling.person.name} was told")
        return redirect("cases:show", reference)
    safely = cautions.safe_ways(
        [each.person for each in contacts.parties(telling.enquiry.case.contact)]
    )
    return entry.show(
        request,
        "disclosures/tell.html",
        telling.enquiry,
        form,
        telling=telling,
        safely=safely,
    )


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def send(request: HubRequest, reference: str) -> HttpResponse:
    """Send the product to a team, item by item, or complete where no team receives one (C11.2)."""
    enquiry, at = entry.enquiry_for(request, reference, Move.SHARE), now()
    decision = decided.of(enquiry)
    if decision is None:
        raise Unknown(reference)
    form = forms.Send(doing.typed(request), decision=decision)
    if doing.carried_out(form, operations.share, decision=decision, by=request.actor, at=at):
        teams = [enquiry.policy.team(slug).name for slug in form.told()["teams"]]
        sent = f"Sent to {words.listing(teams)}" if teams else "The enquiry is complete"
        messages.success(request, sent)
        return redirect("cases:show", reference)
    tier, urgency = decision.chosen.tier, decision.chosen.urgency
    return entry.show(
        request,
        "disclosures/send.html" if decision.chosen.teams else "disclosures/complete.html",
        enquiry,
        form,
        decision=decision,
        tier=enquiry.policy.tier(tier),
        urgency=enquiry.policy.urgency(urgency) if urgency else None,
        respond_by=queries.respond_by(enquiry.case, urgency or "", at=at),
        items=items.checkboxes(enquiry.policy, tier, form.offers, chosen=form.chosen)
        if decision.chosen.teams
        else [],
        originators=originators.items(decision, form.offers),
    )
