"""What a hub administrator keeps: the days on which the hub is shut."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role
from frontdoor.kernel.refusal import Unknown
from frontdoor.policy import operations, queries
from frontdoor.policy.models import BankHoliday
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.settings import forms

DIVISIONS = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def holidays(request: HubRequest) -> HttpResponse:
    """List the bank holidays, and add one."""
    at = now()
    division = _division(request.actor, at=at)
    form = forms.Holiday(request.POST or None)
    if doing.done(form, lambda: operations.add_holiday(division=division, **form.cleaned_data)):
        messages.success(request, f"{words.day(form.cleaned_data['day'])} added")
        return redirect("settings:holidays")
    years = _by_year(queries.holidays(division))
    context = {
        "years": [year for year in years if year[0] >= at.year],
        "past": [year for year in reversed(years) if year[0] < at.year],
        "division": DIVISIONS[division],
    }
    return doing.show(request, "settings/holidays.html", context, form=form)


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def remove(request: HubRequest, holiday_id: int) -> HttpResponse:
    """Take a day off the list, after asking once more."""
    division = _division(request.actor, at=now())
    holiday = _get(division, holiday_id)
    if request.method == "POST":
        operations.remove_holiday(holiday=holiday)
        messages.success(request, f"{words.day(holiday.day)} removed")
        return redirect("settings:holidays")
    context = {"holiday": holiday, "division": DIVISIONS[division]}
    return render(request, "settings/remove.html", context)


def _division(actor: Actor, *, at: datetime) -> str:
    return queries.current(actor.hub_id, at=at).policy.hub.division


def _get(division: str, holiday_id: int) -> BankHoliday:
    for holiday in queries.holidays(division):
        if holiday.pk == holiday_id:
            return holiday
    raise Unknown("bank holiday")


def _by_year(found: Iterable[BankHoliday]) -> list[tuple[int, list[BankHoliday]]]:
    return [(year, list(days)) for year, days in groupby(found, key=lambda each: each.day.year)]
