"""The out-of-hours team writes what it did, and hands a case back to the hub (C3.8)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.closing import operations, queries
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.closing.vocabulary import AlertMove
from frontdoor.kernel import references
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing
from frontdoor.web.components.form_fields import Words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


class HandBack(doing.Change):
    """What the team did."""

    result = Words(
        label="What did you do?",
        help_text="Also if nothing had to be done. The hub reads it when it opens.",
    )

    def __init__(self, data: object = None, *, alert: Alert) -> None:
        subject = references.case_of(alert.product.reference)
        super().__init__(data, version=alert.version, subjects=[subject])


@require_http_methods(["GET", "POST"])
@page_for(Zone.TEAM)
def hand_back(request: HubRequest, reference: str) -> HttpResponse:
    """Write what was done, and hand the case back: the team is no continuing service."""
    at = now()
    found = queries.alert(reference, actor=request.actor, to="hand back", at=at)
    if request.method == "GET":
        refuse_if(found.why_not(AlertMove.HAND_BACK, by=request.actor))
    form = HandBack(doing.typed(request), alert=found)
    if doing.carried_out(form, operations.hand_back, alert=found, by=request.actor, at=at):
        messages.success(request, "Handed back. The hub reads it when it opens.")
        return redirect("disclosures:products")
    page = {"alert": found, "changes": _handed_back_first(form, found)}
    return doing.show(request, "disclosures/hand_back.html", page, form=form)


def _handed_back_first(form: doing.Change, alert: Alert) -> list[dict[str, str]]:
    before, by = alert.LIFECYCLE.first.label, alert.back_by_name
    done = f"Handed back by {by}"
    return doing.done_first(form, what="This case", before=before, now=done, by=by)
