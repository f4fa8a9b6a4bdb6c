"""What the out-of-hours team has, and what has come back from it (C3.8)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.closing import operations, queries
from frontdoor.casework.closing.models import Alert
from frontdoor.kernel import references
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components.form_fields import Words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_safe
@page_for(Zone.HUB)
def out_of_hours(request: HubRequest) -> HttpResponse:
    """Show what was never acknowledged, then what has not come back, then what was done."""
    at = now()
    found = queries.unread()
    policy = policies.current(request.actor.hub_id, at=at).policy
    page = {
        "may_read": not may_not(policy, "route", by=request.actor),
        "unacknowledged": [each for each in found if each.is_out and not each.is_acknowledged],
        "out": [each for each in found if each.is_out and each.is_acknowledged],
        "back": [each for each in found if each.is_back],
        "overdue": {each.pk for each in found if each.is_overdue(at=at)},
    }
    return render(request, "worklist/out_of_hours.html", page)


class Read(doing.Change):
    """Nothing is typed of what came back; of what did not, what the team says."""

    result = Words(
        label="What does the team say?",
        help_text="Ring it, and write down what was done. The alert ends with this.",
    )

    def __init__(self, data: object = None, *, alert: Alert) -> None:
        case = references.case_of(alert.product.reference)
        super().__init__(data, version=alert.version, subjects=[case])
        if not alert.is_out:
            del self.fields["result"]


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def alert(request: HubRequest, reference: str) -> HttpResponse:
    """Show what the team did, and mark it as read; or write down what it says on the telephone."""
    at = now()
    found = queries.alert(reference, actor=request.actor, to="read what was done", at=at)
    refuse_if(may_not(found.policy, "route", by=request.actor))
    form = Read(doing.typed(request), alert=found)
    if doing.done(form, lambda: _end(request, found, form)):
        messages.success(request, "Read. It is on the case’s timeline.")
        return redirect("worklist:out_of_hours")
    page = {
        "alert": found,
        "case_reference": references.case_of(reference),
        "is_overdue": found.is_overdue(at=at),
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "worklist/alert.html", page, form=form)


def _end(request: HubRequest, alert: Alert, form: Read) -> None:
    seen, at = form.cleaned_data["seen"], now()
    if not alert.is_out:
        operations.read(alert=alert, seen=seen, by=request.actor, at=at)
        return
    result = form.cleaned_data["result"]
    operations.fetch(alert=alert, result=result, seen=seen, by=request.actor, at=at)
