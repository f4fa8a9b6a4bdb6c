"""What whoever gave an item was asked before it may go to a team, and the two pages of asking."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.decisions import queries as decided
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import clearing, offers, queries
from frontdoor.casework.disclosures.models import Clearance
from frontdoor.casework.disclosures.rules import Offer
from frontdoor.casework.disclosures.vocabulary import ClearanceMove, ClearanceStage
from frontdoor.casework.enquiries.vocabulary import Move
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.disclosures import forms
from frontdoor.web.enquiries import entry
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

COLOURS = {
    ClearanceStage.ASKED: "yellow",
    ClearanceStage.AGREED: "green",
    ClearanceStage.REFUSED: "red",
    ClearanceStage.WITHDRAWN: "grey",
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item whose originator has to agree: what they were asked, and for which teams not yet."""

    offer: Offer
    asked: tuple[Clearance, ...]
    not_asked: tuple[str, ...]

    @property
    def states(self) -> list[tuple[Clearance, str]]:
        """Return what was asked, each with the colour of where it stands."""
        return [(each, COLOURS[ClearanceStage(each.stage)]) for each in self.asked]


def items(decision: Decision, offered: Iterable[Offer]) -> list[Item]:
    """Return every item that its originator has to agree to, in the order of the page."""
    known = queries.clearances(decision.enquiry_id)
    asked_for = [offer for offer in offered if offer.is_asked_for]
    return [_item(decision, offer, known) for offer in asked_for]


def _item(decision: Decision, offer: Offer, known: Iterable[Clearance]) -> Item:
    asked = tuple(each for each in known if each.item == offer.key)
    open_for = {each.team.slug for each in asked if each.waits or each.is_agreed}
    left = [team for team in decision.chosen.teams if team not in open_for]
    return Item(offer=offer, asked=asked, not_asked=tuple(left))


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def ask(request: HubRequest, reference: str, item: str) -> HttpResponse:
    """Ask whoever gave an item whether it may go to a team, and say why (a.8, 5)."""
    enquiry = entry.enquiry_for(request, reference, Move.SHARE)
    decision = decided.of(enquiry)
    offered = offers.of_decision(decision) if decision else []
    known = items(decision, offered) if decision else []
    asked = next((each for each in known if each.offer.key == item), None)
    if decision is None or asked is None:
        raise Unknown(reference)
    if request.method == "GET":
        refuse_if("" if asked.not_asked else f"{asked.offer.origin} has been asked for every team.")
    form = forms.AskOriginator(doing.typed(request), decision=decision, among=asked.not_asked)
    if doing.done(
        form,
        lambda: clearing.ask(
            decision=decision,
            item=item,
            teams=form.cleaned_data["team"],
            why=form.cleaned_data["why"],
            by=request.actor,
            at=now(),
        ),
    ):
        messages.success(request, f"{asked.offer.origin} is asked. Nothing goes before it agrees.")
        return redirect("disclosures:send", reference)
    return entry.show(request, "disclosures/ask_originator.html", enquiry, form, offer=asked.offer)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def withdraw(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Take back a question to an originator that has no answer."""
    clearance = queries.clearance(number, actor=request.actor, to="withdraw", at=now())
    if str(clearance.enquiry) != reference:
        raise Unknown(reference)
    refuse_if(may_not(clearance.policy, "disclose", by=request.actor))
    if request.method == "GET":
        refuse_if(clearance.why_not(ClearanceMove.WITHDRAW, by=request.actor))
    form = forms.Withdraw(doing.typed(request), clearance=clearance)
    if doing.done(
        form,
        lambda: clearing.withdraw(
            clearance=clearance, why=form.cleaned_data["why"], by=request.actor, at=now()
        ),
    ):
        messages.success(request, f"Withdrawn. {clearance.agency} reads why.")
        return redirect("disclosures:send", reference)
    return entry.show(
        request,
        "disclosures/withdraw.html",
        clearance.enquiry,
        form,
        clearance=clearance,
        asked=words.moment(clearance.asked_at),
    )
