"""Who looks into a case: a named worker of the hub."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.triage import giving, queries, rules
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.triage import forms
from frontdoor.web.triage.entry import case_for, shown


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def allocate(request: HubRequest, reference: str) -> HttpResponse:
    """Give a case to a worker, or from one to another with a reason."""
    case = case_for(request, reference, task="allocate", why_not=rules.why_not_carried)
    workers = queries.workers(case.hub_id, case.policy, on=localdate())
    form = forms.Allocate(
        doing.typed(request), case=case, workers=workers, carry=_carry(case.hub_id)
    )
    if doing.carried_out(form, giving.allocate, case=case, by=request.actor, at=now()):
        messages.success(request, f"{case.child} is with {form.told()['worker'].user.name} now")
        return redirect("cases:show", reference)
    return shown(request, "triage/allocate.html", case, form, held=queries.of(case))


def _carry(hub_id: int) -> dict[int, str]:
    """Return, by worker, how much they carry already."""
    return {
        worker: "Carries 1 case now" if count == 1 else f"Carries {count} cases now"
        for worker, count in queries.loads(hub_id).items()
    }
