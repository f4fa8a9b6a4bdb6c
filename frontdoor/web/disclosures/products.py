"""What a receiving team has, and one product to read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions import additions
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.disclosures import giving, operations, queries
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.disclosures.vocabulary import ProductMove
from frontdoor.kernel import references
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.queries import Calendars
from frontdoor.web import doing
from frontdoor.web.actions.lines import lines
from frontdoor.web.disclosures import forms
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@dataclass(frozen=True, kw_only=True)
class Received:
    """A product and, where the team promises a response, how long it has for it."""

    product: Product
    left: timedelta | None
    unit: str
    due_at: datetime | None = None

    @property
    def child(self) -> str:
        """Return the child's name; what was taken back is none of the team's business any more."""
        return "" if self.product.is_recalled else str(self.product.contents["child"])

    @property
    def about(self) -> str:
        """Return what it is about: how an enquiry ended, or what a route asks of the team."""
        if self.product.is_recalled:
            return "Taken back"
        said = self.product.contents
        return said["outcome"] or said.get("asks", "") or "Not told"

    @property
    def is_late(self) -> bool:
        """Tell whether the time to respond has run out before anybody acknowledged it."""
        return self.left is not None and self.left < timedelta()


@require_GET
@page_for(Zone.TEAM)
def products(request: HubRequest) -> HttpResponse:
    """Show what a team has received: to acknowledge first, then by what runs out first."""
    at, calendars = now(), Calendars()
    sent = queries.products(request.actor.agency_id)
    found = [_received(product, calendars, at=at) for product in sent]
    standing = {each.reference for each in sent if not each.is_recalled}
    to_do = lines(actions.of_team(request.actor.agency_id), calendars=calendars, at=at)
    context = {
        "to_do": [each for each in to_do if each.is_open],
        "done": [each for each in to_do if not each.is_open],
        "added": [
            each
            for each in actions.added(request.actor.agency_id)
            if each.product_reference in standing
        ],
        "waiting": [each for each in found if each.product.waits],
        "recalled": [each for each in found if each.product.is_recalled],
        "acknowledged": [each for each in found if each.product.acknowledged_at],
    }
    return render(request, "disclosures/products.html", context)


def _received(product: Product, calendars: Calendars, *, at: datetime) -> Received:
    urgency = product.policy.urgency(product.urgency) if product.urgency else None
    within = urgency.within if urgency else None
    due_at = product.respond_by if within else product.acknowledge_by
    if due_at is None or not (within or product.is_hand_over or product.is_lent):
        return Received(product=product, left=None, unit="")
    unit = within.unit if within else queries.ACKNOWLEDGE.unit
    left = calendars.of(product.policy_version).time_left(at, due_at, unit)
    return Received(product=product, left=left, unit=unit.value, due_at=due_at)


@require_http_methods(["GET", "POST"])
@page_for(Zone.TEAM, Zone.HUB)
def product(request: HubRequest, reference: str) -> HttpResponse:
    """Show a product to read (D11, D13); the team that received it can acknowledge it."""
    at = now()
    found = queries.product(reference, actor=request.actor, to="read", at=at)
    # Those inside the hub read it; to acknowledge is the team's alone.
    inside = request.actor.zone == Zone.HUB
    if inside and request.method == "POST":
        refuse_if(found.why_not(ProductMove.ACKNOWLEDGE, by=request.actor))
    form = forms.Acknowledge(doing.typed(request), product=found)
    if doing.carried_out(form, operations.acknowledge, product=found, by=request.actor, at=at):
        messages.success(request, "Acknowledged. The hub can see that you have it.")
        return redirect("disclosures:product", reference)
    context = {
        "received": _received(found, Calendars(), at=at),
        "product": found,
        "inside": inside,
        "case_reference": references.case_of(found.reference),
        "urgency": found.policy.urgency(found.urgency) if found.urgency else None,
        "tier": found.policy.tier(found.tier),
        "own": [each for each in found.contents["items"] if each["kind"] not in BY_AGENCIES],
        "agencies": _by_agency(found),
        "additions": [] if found.is_recalled else actions.additions(reference),
        "may_give": inside and not giving.why_not(found, by=request.actor),
        "changes": _acknowledged_first(form, found),
    }
    return doing.show(request, "disclosures/product.html", context, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.TEAM)
def added(request: HubRequest, reference: str) -> HttpResponse:
    """Show what came after a product, and let the team say that it has read it."""
    at = now()
    found = queries.product(reference, actor=request.actor, to="read what came", at=at)
    came = [] if found.is_recalled else actions.additions(reference)
    if request.method == "GET":
        refuse_if("" if any(each.read_at is None for each in came) else additions.ALL_READ)
    form = doing.Change(doing.typed(request), version=len(came), subjects=[reference])
    if doing.carried_out(form, additions.read, product=reference, by=request.actor, at=at):
        messages.success(request, "Written down that your team has read it")
        return redirect("disclosures:product", reference)
    context = {"product": found, "additions": came}
    return doing.show(request, "disclosures/added.html", context, form=form)


BY_AGENCIES = ("agency_facts", "agency_analysis", "adult_risk")


def _by_agency(product: Product) -> dict[str, list[dict[str, object]]]:
    """Return what each agency said, in the order that it was chosen in (D11)."""
    said: dict[str, list[dict[str, object]]] = {}
    for item in product.contents["items"]:
        if item["kind"] in BY_AGENCIES:
            said.setdefault(item["origin"], []).append(item)
    return said


def _acknowledged_first(form: doing.Change, product: Product) -> list[dict[str, str]]:
    by = product.acknowledged_by_name
    done = f"Acknowledged by {by}"
    return doing.done_first(form, what="This product", before="To acknowledge", now=done, by=by)
