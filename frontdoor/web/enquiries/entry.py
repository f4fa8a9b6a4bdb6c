"""How a page gets to the enquiry of a case, or says why it cannot, and shows itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.enquiries import queries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import AFTER_READING, Move
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


def enquiry(request: HubRequest, reference: str, *, to: str) -> Enquiry:
    """Return the enquiry of a case that the asker may see, and remember the look.

    :raises Unknown: if there is none, or none that they may know of.
    """
    case = contacts.case(reference, actor=request.actor, to=to, at=now())
    found = queries.of(case)
    if found is None:
        raise Unknown(reference)
    return found


def enquiry_for(request: HubRequest, reference: str, move: Move) -> Enquiry:
    """Return the enquiry for a page that makes a move.

    What is sent goes on to the operation, although the move may be over: the second of two
    people is shown what the first one did.

    :raises Refused: if the move is not theirs, or, for whoever only looks, not possible now.
    """
    found = enquiry(request, reference, to=move.value)
    refuse_if(may_not(found.policy, found.LIFECYCLE.moves[move].task, by=request.actor))
    if request.method == "GET":
        refuse_if(found.why_not(move, by=request.actor))
        refuse_if(reports.why_not_end(found.case) if move in AFTER_READING else "")
    return found


def show(
    request: HttpRequest, template: str, enquiry: Enquiry, form: doing.Change, **more: Any
) -> HttpResponse:
    """Show a page about an enquiry: whose it is, the form, and what others did meanwhile."""
    context = {
        "case": enquiry.case,
        "enquiry": enquiry,
        "today": localdate(),
        "changes": telling.changes(form.changes),
        **more,
    }
    return doing.show(request, template, context, form=form)


def why_sent_back(enquiry: Enquiry) -> str:
    """Return why the last decision was sent back, if it was."""
    events = audit.history([enquiry.case.reference])
    reasons = [event.facts["reason"] for event in events if event.kind == "decision.sent_back"]
    return str(reasons[0]) if reasons else ""
