"""Gives out the people whom a system told of, as a file that it could bring again."""

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Role
from frontdoor.casework.rolls import exporting, operations
from frontdoor.casework.rolls.exporting import HEADS
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing
from frontdoor.web.components import sheet
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.rolls.forms import CSV, Export

CSV_TYPE = "text/csv; charset=utf-8"


@require_http_methods(["GET", "POST"])
@page_for(Role.TEAM_MANAGER)
def export(request: HubRequest) -> HttpResponse:
    """Ask whose people, what for and in which form, and give the file."""
    refuse_if(operations.why_not_bring(request.actor, at=now()))
    form = Export(doing.typed(request), sources=exporting.sources(request.actor.hub_id))
    rows: list[list[str]] = []

    def do() -> None:
        rows.extend(
            exporting.export(
                source=form.source, purpose=form.cleaned_data["why"], by=request.actor, at=now()
            )
        )

    if not doing.done(form, do):
        return doing.show(request, "rolls/export.html", {}, form=form)
    is_csv = form.cleaned_data["format"] == CSV
    made = sheet.as_csv(HEADS, rows) if is_csv else sheet.write("People", HEADS, rows)
    name = f"people-{localdate():%Y-%m-%d}.{'csv' if is_csv else 'xlsx'}"
    return HttpResponse(
        made,
        content_type=CSV_TYPE if is_csv else sheet.TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
