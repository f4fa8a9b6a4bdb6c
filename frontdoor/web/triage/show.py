"""What has been found out about a case, and what is still to do."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.triage import queries, rules, undoing
from frontdoor.casework.triage.queries import Work
from frontdoor.policy.staged import may_not
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do on a case, how far it is, and where it is done."""

    name: str
    href: str
    state: str
    is_done: bool


@require_safe
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str) -> HttpResponse:
    """Show what triage has found, and what is still to do (C5.2, C5.3)."""
    case = contacts.case(reference, actor=request.actor, to="look into it", at=now())
    work = queries.work(case)
    closed = rules.why_not_looked_into(case.stage)
    page = {
        "case": case,
        "contact": case.contact,
        "today": localdate(),
        "work": work,
        "tasks": [] if closed else tasks(case, work),
        "why_not": closed or may_not(case.policy, "check_systems", by=request.actor),
        "may_undo": not closed and not may_not(case.policy, "check_systems", by=request.actor),
        "can_give_back": _can_give_back(case, work, by=request.actor),
        "can_allocate": not rules.why_not_carried(case.stage)
        and not may_not(case.policy, "allocate", by=request.actor),
        "threshold": case.policy.threshold,
        "threshold_link": case.policy.link(case.policy.threshold.link),
    }
    return render(request, "triage/show.html", page)


def _can_give_back(case: Case, work: Work, *, by: Actor) -> bool:
    held = work.allocation
    if held is None or rules.why_not_carried(case.stage):
        return False
    return not undoing.why_not_give_back(case, held, by=by)


def tasks(case: Case, work: Work) -> list[Task]:
    """Return what there is to do, in the order of the work."""
    found = [
        _task(case, "Ring the referrer back", "ring_back", _called(work), done=work.was_reached),
        _task(
            case,
            "Look into the systems",
            "systems",
            _missing(work),
            done=bool(work.checked) and not work.unchecked,
        ),
        _task(
            case,
            "Add to the chronology",
            "chronology",
            _lines(len(work.lines)),
            done=bool(work.lines),
        ),
    ]
    if not rules.why_not_recommended(case.stage):
        sent = work.recommendation
        state = f"Sent on {words.moment(sent.sent_at)}" if sent else "To do"
        found.append(_task(case, "Recommend", "recommend", state, done=sent is not None))
    return found


def _task(case: Case, name: str, page: str, state: str, *, done: bool) -> Task:
    href = reverse(f"triage:{page}", args=[case.reference])
    return Task(name=name, href=href, state=state, is_done=done)


def _called(work: Work) -> str:
    if work.was_reached:
        return "Spoken to"
    tried = [call for call in work.callbacks if not call.is_struck]
    return "Tried, no answer" if tried else "To do"


def _missing(work: Work) -> str:
    names = words.listing(check.name for check in work.unchecked)
    return f"Missing: {names}" if names else "Done"


def _lines(number: int) -> str:
    return {0: "Nothing yet", 1: "1 line"}.get(number, f"{number} lines")
