"""Warnings that are to be looked at again: what is overdue first."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import persons
from frontdoor.people import cautions
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

AHEAD = timedelta(days=14)  # Ours: what falls due soon can be asked about in time.


@require_safe
@page_for(Role.TEAM_MANAGER)
def warnings(request: HubRequest) -> HttpResponse:
    """List the warnings whose review is overdue, or falls due soon. An overdue one still stands."""
    today = localdate()
    found = cautions.to_review(by=today + AHEAD)
    people = {each.person_id: each.person for each in found}
    subjects = [f"person {number}" for number in people]
    audit.looked_at(subjects, purpose="review warning notes", by=request.actor, at=now())
    page = {"found": found, "cases": persons.leading(people.values()), "today": today}
    return render(request, "people/warnings.html", page)
