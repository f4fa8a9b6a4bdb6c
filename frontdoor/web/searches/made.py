"""Who was looked for without a contact, by whom and what for: so that people see it (a.8)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.audit import operations as audit
from frontdoor.casework.searches import queries
from frontdoor.casework.searches.models import Search
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.searches.forms import Made
from frontdoor.web.searches.words import asked

PURPOSE = "see who was looked for, and what for"


@require_safe
@page_for(Role.TEAM_MANAGER)
def made(request: HubRequest) -> HttpResponse:
    """List the searches for people, the newest first. Reading what was typed is a look as well."""
    at, me = now(), request.actor
    form = Made(request.GET, workers=queries.searchers())
    who = int(form.cleaned_data["who"] or 0) if form.is_valid() else 0
    typed = request.GET.get("page", "1")
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    page = queries.searches(by=who, number=wanted)
    subjects = [each.subject for each in page.searches]
    audit.looked_at(subjects, purpose=PURPOSE, by=me, at=at)
    context = {
        "rows": [_row(each) for each in page.searches],
        "page": page,
        "who": who,
        "form": form,
    }
    return render(request, "searches/made.html", context)


def _row(search: Search) -> dict[str, Any]:
    return {
        "search": search,
        "asked": asked(search),
        "shown": len(search.shown),
    }
