"""The register of information-sharing agreements: kept by administrators, read by managers."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access import queries as access
from frontdoor.access.vocabulary import AgencyKind, Role
from frontdoor.audit import queries as audit
from frontdoor.casework.agreements import operations, queries, rules
from frontdoor.casework.agreements.models import Agreement
from frontdoor.casework.agreements.vocabulary import Standing
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.settings.agreement_forms import Add, End, Renew, Sign
from frontdoor.web.timeline import telling

COLOURS = {
    Standing.NOT_YET: "grey",
    Standing.IN_FORCE: "green",
    Standing.RUNS_OUT: "yellow",
    Standing.RUN_OUT: "red",
    Standing.ENDED: "grey",
}


@dataclass(frozen=True)
class Line:
    """One agreement as the register shows it on a day."""

    agreement: Agreement
    day: date

    @property
    def standing(self) -> Standing:
        """Return how it stands."""
        return self.agreement.standing(self.day)

    @property
    def colour(self) -> str:
        """Return the colour of how it stands."""
        return COLOURS[self.standing]

    @property
    def signed_by(self) -> list[str]:
        """Return who has signed it, by name."""
        return sorted(each.agency.name for each in self.agreement.signatures.all())

    @property
    def is_over(self) -> bool:
        """Tell whether nothing may rest on it any more."""
        return self.standing in {Standing.RUN_OUT, Standing.ENDED}

    @property
    def is_soon(self) -> bool:
        """Tell whether it runs out, or is due for review, within the next 90 days."""
        if self.is_over:
            return False
        review = self.agreement.review_on - self.day <= rules.SOON
        return review or self.standing is Standing.RUNS_OUT


@require_safe
@page_for(Role.HUB_ADMINISTRATOR, Role.TEAM_MANAGER)
def agreements(request: HubRequest) -> HttpResponse:
    """List every agreement: what runs out or is to be reviewed first, and who cannot be asked."""
    day, hub_id = localdate(), request.actor.hub_id
    lines = [Line(each, day) for each in queries.register(hub_id)]
    signed = queries.in_force(queries.signatures(hub_id), on=day)
    context = {
        "soon": sorted((e for e in lines if e.is_soon), key=_first_due),
        "standing": [each for each in lines if not each.is_soon and not each.is_over],
        "over": [each for each in lines if each.is_over],
        "without": [
            agency.name
            for agency in access.agencies(hub_id)
            if agency.kind in {AgencyKind.CORE, AgencyKind.VIRTUAL} and agency.slug not in signed
        ],
        "keeps": not operations.why_not_keep(request.actor),
        "why_not": operations.why_not_keep(request.actor),
    }
    return render(request, "settings/agreements.html", context)


def _first_due(line: Line) -> date:
    days = [line.agreement.review_on, line.agreement.until]
    return min(day for day in days if day is not None)


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def add(request: HubRequest) -> HttpResponse:
    """Put an agreement on the register."""
    form = Add(doing.typed(request))
    made: list[Agreement] = []
    if doing.done(form, lambda: made.append(_add(request, form))):
        messages.success(request, f"{made[0].title} is on the register. Nobody has signed it yet")
        return redirect("settings:agreement", made[0].pk)
    return doing.show(request, "settings/agreement_add.html", {}, form=form)


def _add(request: HubRequest, form: Add) -> Agreement:
    return operations.add(**form.cleaned_data, by=request.actor, at=now())


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR, Role.TEAM_MANAGER)
def agreement(request: HubRequest, number: int) -> HttpResponse:
    """Show an agreement and who has signed it, and record that one more agency has."""
    actor, day = request.actor, localdate()
    found = queries.get(number, hub_id=actor.hub_id)
    form = Sign(doing.typed(request), agencies=queries.not_signed(found))
    if doing.done(form, lambda: _sign(request, found, form)):
        messages.success(request, "Signed")
        return redirect("settings:agreement", found.pk)
    reason = operations.why_not_keep(actor)
    context = {
        "agreement": found,
        "line": Line(found, day),
        "signatures": sorted(found.signatures.all(), key=lambda each: each.agency.name),
        "may_sign": not reason and not found.is_ended and bool(form.agencies),
        "may_change": not reason and not found.is_ended,
        "why_not": reason,
        "events": telling.items(audit.history([queries.subject(found)])),
    }
    return doing.show(request, "settings/agreement.html", context, form=form)


def _sign(request: HubRequest, found: Agreement, form: Sign) -> None:
    told = form.cleaned_data
    operations.sign(
        agreement=found,
        agency=access.agency(request.actor.hub_id, told["agency"]),
        signatory=told["signatory"],
        signed_on=told["signed_on"],
        today=localdate(),
        by=request.actor,
        at=now(),
    )


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def renew(request: HubRequest, number: int) -> HttpResponse:
    """Let an agreement go on for longer."""
    found = queries.get(number, hub_id=request.actor.hub_id)
    form = Renew(doing.typed(request), agreement=found)
    if doing.carried_out(form, operations.renew, agreement=found, by=request.actor, at=now()):
        messages.success(request, f"{found.title} goes on")
        return redirect("settings:agreement", found.pk)
    return _show(request, "settings/agreement_renew.html", found, form)


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def end(request: HubRequest, number: int) -> HttpResponse:
    """End an agreement today."""
    found = queries.get(number, hub_id=request.actor.hub_id)
    form = End(doing.typed(request), agreement=found)
    if doing.carried_out(
        form, operations.end, agreement=found, today=localdate(), by=request.actor, at=now()
    ):
        messages.success(request, f"{found.title} has ended. What was asked before stays asked")
        return redirect("settings:agreement", found.pk)
    return _show(request, "settings/agreement_end.html", found, form)


def _show(request: HubRequest, template: str, found: Agreement, form: doing.Change) -> HttpResponse:
    context = {"agreement": found, "changes": telling.changes(form.changes)}
    return doing.show(request, template, context, form=form)
