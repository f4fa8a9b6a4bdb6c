"""A search met a restricted record: its readers see which, and say what follows (a.8)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.rolls import matching
from frontdoor.casework.rolls import queries as rolls
from frontdoor.casework.searches import operations, queries
from frontdoor.casework.searches.lifecycle import TASK
from frontdoor.casework.searches.models import HiddenMatch, Line
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people import queries as people
from frontdoor.people.matching import Description, Likeness
from frontdoor.people.models import Person
from frontdoor.people.searching import described, likenesses, search
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components.waterfall import waterfall
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.restricting.forms import AnswerMatch
from frontdoor.web.searches.words import EMPTIED
from frontdoor.web.searches.words import described as in_words
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
    said = _said(held, at=at)
    likeness = None if held.is_tied or said is None else _likeness(held, said, person)
    page = {
        "match": held,
        "case": case,
        "asked": EMPTIED if said is None else in_words(said),
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


def _said(held: HiddenMatch, *, at: datetime) -> Description | None:
    """Return who was looked up, or None once what was given is kept no longer."""
    asks = held.asks
    if isinstance(asks, Case):
        return described(asks.child)
    if isinstance(asks, Line):
        cells = rolls.cells(asks.roll, asks.number)
        if cells is None:
            return None
        row = asks.number, cells
        return matching.asked(row, asks.roll, today=localdate(at)).description
    return None if asks.emptied_at else asks.description


def _likeness(held: HiddenMatch, said: Description, person: Person) -> Likeness:
    """Return how alike they are as a search shows it now: by all that is held of the record, if the
    search still meets it.
    """
    asks = held.asks
    own = [asks.child_id] if isinstance(asks, Case) else []
    found = search(said, hub_id=held.hub_id, without=own)
    met = next((each for each in found if each.person_id == person.pk), None)
    if met is not None:
        return met.likeness
    [likeness] = likenesses([(said, described(person))], hub_id=held.hub_id)
    return likeness


def _waits(held: HiddenMatch) -> bool:
    return held.stage == held.LIFECYCLE.first
