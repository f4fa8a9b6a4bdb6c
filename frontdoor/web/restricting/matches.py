"""A search met a restricted record: its readers see which, and say what follows (a.8)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.searches import operations, queries
from frontdoor.casework.searches.lifecycle import TASK
from frontdoor.casework.searches.models import HiddenMatch
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people import queries as people
from frontdoor.people.matching import Likeness
from frontdoor.people.models import Person
from frontdoor.people.searching import described, likenesses, search
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components.waterfall import waterfall
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.restricting.forms import AnswerMatch
from frontdoor.web.searches.words import asked
from frontdoor.web.timeline import telling


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def match(request: HubRequest, number: int) -> HttpResponse:
    """Show a reader of the record what the search met, and take what they say of it."""
    at, me = now(), request.actor
    held = queries.match(number)
    refuse_if(may_not(held.policy, TASK, by=me))
    purpose = f"does a search mean this record? ({held})"
    met = contacts.get(held.restriction.reference, actor=me, to=purpose, at=at)
    case = held.case
    if case is not None:
        case = contacts.case(case.reference, actor=me, to=purpose, at=at)
    form = AnswerMatch(doing.typed(request), match=held)
    if doing.carried_out(form, operations.answer, match=held, by=me, at=at):
        messages.success(request, "Written down")
        return redirect("restricting:match", number)
    person = people.get(held.person_id)
    likeness = None if held.is_tied else _likeness(held, person)
    page = {
        "match": held,
        "case": case,
        "asked": "" if held.search is None else asked(held.search),
        "met": met,
        "person": person,
        "likeness": likeness,
        "waterfall": waterfall(likeness) if likeness else None,
        "today": localdate(at),
        "is_late": _waits(held) and at > held.due_at,
        "may_say": any(held.can(move, by=me) for move in held.LIFECYCLE.moves),
        "words": held.words.order_by("said_at", "pk"),
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "restricting/match.html", page, form=form)


def _likeness(held: HiddenMatch, person: Person) -> Likeness:
    """Return how alike they are as a search shows it now: by all that is held of the record, if the
    search still meets it.
    """
    asks = held.asks
    said = described(asks.child) if isinstance(asks, Case) else asks.description
    own = [asks.child_id] if isinstance(asks, Case) else []
    found = search(said, hub_id=held.hub_id, without=own)
    met = next((each for each in found if each.person_id == person.pk), None)
    if met is not None:
        return met.likeness
    [likeness] = likenesses([(said, described(person))], hub_id=held.hub_id)
    return likeness


def _waits(held: HiddenMatch) -> bool:
    return held.stage == held.LIFECYCLE.first
