"""What was collected for a request: each item is decided, and what goes is one copy."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audited
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.models import Item
from frontdoor.casework.holdings.vocabulary import Ground, RequestStage
from frontdoor.policy import queries as policies
from frontdoor.policy.law import Law
from frontdoor.web import doing
from frontdoor.web.components import sheet, words
from frontdoor.web.gate import page_for
from frontdoor.web.records.forms import Decide
from frontdoor.web.records.requests import PURPOSE, find, look_at
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling

HEADS = (
    "Number", "Record", "What it is", "From", "Said on", "About", "Look twice", "Decided",
    "Ground", "Where that stands", "Why", "By", "When",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def item(request: HubRequest, number: int, item: int) -> HttpResponse:
    """Show one thing that is held, and take what is decided about it; then the next one."""
    found, me, at = find(request, number), request.actor, now()
    held = queries.item(found, item, by=me)
    if held.contact:
        contacts.get(held.contact.reference, actor=me, to=PURPOSE.format(number), at=at)
    else:
        audited.looked(held.subject, purpose=PURPOSE.format(number), by=me, at=at)
    form = Decide(doing.typed(request), item=held, law=_law(request))
    if doing.carried_out(form, operations.decide, item=held, by=me, at=at):
        following = queries.next_undecided(queries.items(found, by=me), after=held.pk)
        if following is None:
            messages.success(request, "Every item is decided")
            return redirect("records:request", number)
        return redirect("records:item", number, following.pk)
    page = {
        "it": found,
        "item": held,
        "is_open": found.stage == RequestStage.OPEN and held.outdated_at is None,
        "figures": queries.figures(queries.items(found, by=me)),
        "changes": telling.changes(form.changes),
    }
    return doing.show(request, "records/item.html", page, form=form)


def _law(request: HubRequest) -> Law:
    return policies.stated(policies.current(request.actor.hub_id, at=now()))


@require_safe
@page_for(Zone.HUB)
def copy(request: HubRequest, number: int) -> HttpResponse:
    """Show what goes, to be printed: a draft until the request is answered."""
    found = find(request, number)
    items = queries.items(found, by=request.actor)
    look_at(request, found)
    page = {
        "it": found,
        "hub": request.actor.hub,
        "parts": _parts(each for each in items if each.given),
        "figures": queries.figures(items),
        "rights": _law(request).said("subject_access_copy"),
    }
    return render(request, "records/copy.html", page)


def _parts(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    by_record = groupby(items, key=lambda each: each.record)
    return [(record, list(each)) for record, each in by_record]


@require_safe
@page_for(Zone.HUB)
def schedule(request: HubRequest, number: int) -> HttpResponse:
    """Give the list of what was decided as a file. It stays in the hub: it names what did not go,
    and holds none of the words.
    """
    found, law = find(request, number), _law(request)
    items = queries.items(found, by=request.actor)
    look_at(request, found)
    rows = [_row(each, law) for each in items]
    return HttpResponse(
        sheet.write("What was decided", HEADS, rows),
        content_type=sheet.TYPE,
        headers={"Content-Disposition": f'attachment; filename="subject-access-{found.pk}.xlsx"'},
    )


def _row(item: Item, law: Law) -> list[str]:
    return [
        str(item.pk),
        item.contact.reference if item.contact else item.record,
        item.label,
        item.source,
        words.date_words(item.said_on) if item.said_on else "",
        item.about,
        "; ".join([*(mark.label for mark in item.said), *item.caveats]),
        item.get_choice_display() or "Undecided",
        item.get_ground_display(),
        _source(law, item.ground),
        item.why,
        item.decided_by_name,
        words.moment(item.decided_at) if item.decided_at else "",
    ]


def _source(law: Law, ground: str) -> str:
    slug = f"withhold_{Ground(ground).value}" if ground else ""
    return next((each.source for each in law.texts if each.slug == slug), "")
