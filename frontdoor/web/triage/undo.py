"""One page on which somebody takes back what was written or given by mistake (U9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.triage import queries, rules, undoing
from frontdoor.casework.triage.vocabulary import WrittenKind
from frontdoor.kernel.refusal import Unknown, first, refuse_if
from frontdoor.people import operations as people
from frontdoor.people import queries as register
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.triage import forms
from frontdoor.web.triage.entry import shown

Do = Callable[[str, int, datetime], object]


@dataclass(frozen=True, kw_only=True)
class Undo:
    """One thing that can be taken back: what it is, what becomes of it, and how it is done."""

    heading: str
    what: str
    said: str
    then: str
    button: str
    done: str
    back: str
    why_not: str
    do: Do


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def undo(request: HubRequest, reference: str, what: str, number: int) -> HttpResponse:
    """Take something back, with a reason; what was written stays to be read."""
    case = contacts.case(reference, actor=request.actor, to="undo", at=now())
    found = _found(request, case, what, number)
    refuse_if(found.why_not)
    form = forms.Undo(doing.typed(request), case=case)
    if doing.done(
        form, lambda: found.do(form.cleaned_data["why"], form.cleaned_data["seen"], now())
    ):
        messages.success(request, found.done)
        return redirect(found.back, reference)
    return shown(request, "triage/undo.html", case, form, undo=found)


def _found(request: HubRequest, case: Case, what: str, number: int) -> Undo:
    if what == "allocation":
        return _allocation(request, case, number)
    if what == "link":
        return _link(request, case, number)
    if what in list(WrittenKind):
        return _written(request, case, what, number)
    raise Unknown(what)


def _written(request: HubRequest, case: Case, what: str, number: int) -> Undo:
    """Return how a call, a check or a line is struck out."""
    found = queries.written(case, what, number)
    by = request.actor
    return Undo(
        heading="Strike this out",
        what=found.words,
        said=f"{found.name}, {found.by_name}, {words.moment(found.at)}",
        then="It stays where it is, struck through, with your name and the reason. "
        "It counts no longer: write down what is right as well.",
        button="Strike it out",
        done="It is struck out",
        back="triage:show",
        why_not=first(
            [
                may_not(case.policy, "check_systems", by=by),
                rules.why_not_looked_into(case.stage),
            ]
        ),
        do=lambda why, seen, at: undoing.strike(
            case=case, written=found, why=why, seen=seen, by=by, at=at
        ),
    )


def _allocation(request: HubRequest, case: Case, number: int) -> Undo:
    """Return how a case goes back to nobody."""
    held, by = queries.allocation(case, number), request.actor
    return Undo(
        heading="Give this case back",
        what=f"{case.child} is with {held.name}",
        said=f"Given by {held.allocated_by_name}, {words.moment(held.since)}",
        then="Nobody has it then, and the worklist says so. What was found out stays.",
        button="Give it back",
        done=f"Nobody has {case.reference} now: it waits to be given to somebody",
        back="cases:show",
        why_not=first(
            [undoing.why_not_give_back(case, held, by=by), rules.why_not_carried(case.stage)]
        ),
        do=lambda why, seen, at: undoing.give_back(
            case=case, allocation=held, why=why, seen=seen, by=by, at=at
        ),
    )


def _link(request: HubRequest, case: Case, number: int) -> Undo:
    """Return how the link of a record to the child is undone."""
    link, by = register.link(case.child, number), request.actor
    other = link.person if link.same_as_id == case.child_id else link.same_as
    return Undo(
        heading="Undo the link of these two records",
        what=f"{case.child} was said to be the same as {other}",
        said=f"{words.moment(link.linked_at)}: {link.why}",
        then="The records are two children again, here and wherever else this was looked at. "
        "Then say again whether this child is known.",
        button="Undo the link",
        done=f"{case.child} and {other} are two records again. Is {case.child} known otherwise?",
        back="cases:known",
        why_not=first([may_not(case.policy, "confirm_known", by=by), reports.rests_on_links(case)]),
        do=lambda why, seen, at: people.part(
            link=link, why=why, subject=case.reference, by=by, at=at
        ),
    )
