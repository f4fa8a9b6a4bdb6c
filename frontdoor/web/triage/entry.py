"""How a page of triage gets to its case, or says why it cannot, and shows itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate, now

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


def case_for(
    request: HubRequest, reference: str, *, task: str, why_not: Callable[[str], str]
) -> Case:
    """Return the case for a page on which a task of the pack is done.

    :raises Refused: if it is not theirs, or, for whoever only looks, not possible at this stage.
    """
    case = contacts.case(reference, actor=request.actor, to=task, at=now())
    refuse_if(may_not(case.policy, task, by=request.actor))
    if request.method == "GET":
        refuse_if(why_not(case.stage))
    return case


def shown(
    request: HubRequest, template: str, case: Case, form: doing.Change, **more: Any
) -> HttpResponse:
    """Show a page about a case: whose it is, the form, and what others did meanwhile."""
    context = {
        "case": case,
        "contact": case.contact,
        "today": localdate(),
        "changed": telling.changes(form.changes),
        **more,
    }
    return doing.show(request, template, context, form=form)
