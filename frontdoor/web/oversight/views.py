"""Figures: how much comes in, what becomes of it, and whether it is in time."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.kernel.refusal import Unknown
from frontdoor.oversight import operations, queries
from frontdoor.oversight.measures.period import Period
from frontdoor.policy import queries as policies
from frontdoor.web import doing
from frontdoor.web.components import sheet
from frontdoor.web.gate import page_for
from frontdoor.web.oversight import chart, forms, spreadsheet, tables
from frontdoor.web.oversight.tables import Names, Table
from frontdoor.web.request import HubRequest

READERS = (Role.TEAM_MANAGER, Role.PERFORMANCE_OFFICER, Role.HUB_ADMINISTRATOR)


@require_safe
@page_for(*READERS)
def figures(request: HubRequest) -> HttpResponse:
    """Show every table for the months that are asked for."""
    counted = queries.counted(request.actor.hub_id)
    months = queries.months(request.actor.hub_id)
    page: dict[str, Any] = {
        "counted": counted,
        "opens": _may_open(request),
        "tables": [],
        "inside": tables.INSIDE,
    }
    if counted is None or not months:
        return render(request, "oversight/none_yet.html", page)
    form = forms.Months(request.GET, months=months)
    if form.is_valid():
        period = form.period()
        page["tables"] = [(table, _drawn(table)) for table in _tables(request, period, at=now())]
        page |= {"asked": request.GET.urlencode(), "period": period}
    return doing.show(request, "oversight/figures.html", page, form=form)


@require_safe
@page_for(*READERS)
def download(request: HubRequest, table: str) -> HttpResponse:
    """Give one table as a file: as many rows as the page shows, and the same."""
    at = now()
    counted = queries.counted(request.actor.hub_id)
    period = _period(request)
    if counted is None or period is None:
        return redirect(f"{reverse('oversight:figures')}?{request.GET.urlencode()}")
    found = next((each for each in _tables(request, period, at=at) if each.slug == table), None)
    if found is None:
        raise Unknown(table)
    name = f"{table}-{period.since:%Y-%m}-to-{period.until:%Y-%m}.xlsx"
    return HttpResponse(
        spreadsheet.write(
            found, hub=request.actor.hub, period=period, counted_at=counted.counted_at
        ),
        content_type=sheet.TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@page_for(Role.TEAM_MANAGER)
def children(request: HubRequest) -> HttpResponse:
    """List the children whom a figure counts: for those who may see cases."""
    at = now()
    period, named = _period(request), _names(request, at=at)
    figure = forms.Figure(request.GET, groups=named.groups, ratings=named.ratings)
    if period is None or not figure.is_valid():
        raise Unknown("figure")
    told = figure.told() or ["All children in contacts"]
    page = {
        "told": told,
        "period": period,
        "counted": queries.counted(request.actor.hub_id),
        "most": queries.MOST_LISTED,
        "named": named,
        "found": queries.behind(
            figure.cell(), period, to=", ".join(told), actor=request.actor, at=at
        ),
        "back": f"since={period.since:%Y-%m}&until={period.until:%Y-%m}",
    }
    return render(request, "oversight/children.html", page)


@page_for(Role.TEAM_MANAGER)
@require_POST
def count(request: HubRequest) -> HttpResponse:
    """Count everything again."""
    operations.count(hub_id=request.actor.hub_id, by=request.actor, at=now())
    messages.success(request, "Counted again")
    return redirect("oversight:figures")


def _period(request: HubRequest) -> Period | None:
    months = queries.months(request.actor.hub_id)
    form = forms.Months(request.GET, months=months) if months else None
    return form.period() if form and form.is_valid() else None


def _tables(request: HubRequest, period: Period, *, at: datetime) -> list[Table]:
    return tables.every(
        request.actor.hub_id,
        period,
        named=_names(request, at=at),
        may_open=_may_open(request),
    )


def _names(request: HubRequest, *, at: datetime) -> Names:
    return tables.names(policies.current(request.actor.hub_id, at=at).policy)


def _may_open(request: HubRequest) -> bool:
    return request.actor.role == Role.TEAM_MANAGER


def _drawn(table: Table) -> str:
    bars = [chart.Bar(line.name, line.parts, line.note) for line in table.lines]
    title = f"Bars of the table “{table.title}”"
    return chart.draw(bars, legend=table.legend, title=title)
