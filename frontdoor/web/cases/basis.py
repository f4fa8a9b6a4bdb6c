"""On what basis everything of a case was shared, or was not: the ledger, as people read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Role, Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.ledger import queries as ledger
from frontdoor.casework.ledger.models import Entry
from frontdoor.casework.ledger.vocabulary import Kind, Outcome
from frontdoor.web.cases import basis_words
from frontdoor.web.components import sheet, words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

HEADS = (
    "When", "By", "How", "What", "With whom", "Shared?", "Rests on", "Why, or why not",
    "Family told", "Consent", "Why not asked", "If shared", "If not shared",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """How many lines there are of a kind and an outcome, and what opens them."""

    kind: Kind
    outcome: Outcome
    count: int

    @property
    def wanted(self) -> str:
        """Return what the address says to open these lines."""
        return f"{self.kind}-{self.outcome}"

    @property
    def label(self) -> str:
        """Return the figure in words."""
        return basis_words.done(self.kind, self.outcome)


@require_safe
@page_for(Zone.HUB)
def basis(request: HubRequest, reference: str) -> HttpResponse:
    """Show the ledger of a case: every figure opens its lines."""
    case = contacts.case(reference, actor=request.actor, to="see on what basis", at=now())
    found = ledger.entries(_subjects(case))
    wanted = request.GET.get("show", "")
    chosen = [each for each in found if not wanted or f"{each.kind}-{each.outcome}" == wanted]
    context = {
        "case": case,
        "today": localdate(),
        "figures": _figures(found),
        "wanted": wanted,
        "lines": _acts(chosen),
        "exports": request.actor.role is Role.TEAM_MANAGER,
    }
    return render(request, "cases/basis.html", context)


@require_safe
@page_for(Role.TEAM_MANAGER)
def download(request: HubRequest, reference: str) -> HttpResponse:
    """Give the ledger of a case as a file: every line that the page shows, and the same."""
    case = contacts.case(reference, actor=request.actor, to="take out the ledger", at=now())
    found = ledger.entries(_subjects(case))
    return HttpResponse(
        sheet.write("On what basis", HEADS, [_row(each) for each in found]),
        content_type=sheet.TYPE,
        headers={"Content-Disposition": f'attachment; filename="{case.reference}-basis.xlsx"'},
    )


def _subjects(case: Case) -> list[str]:
    return [case.reference, case.contact.reference]


def _figures(found: Sequence[Entry]) -> list[Figure]:
    counted = [
        Figure(kind, outcome, sum(e.kind == kind and e.outcome == outcome for e in found))
        for kind in Kind
        for outcome in Outcome
    ]
    return [each for each in counted if each.count]


def _acts(found: Sequence[Entry]) -> list[dict[str, object]]:
    """Return lines as acts: what one person did at one moment, and of it what was shared first.

    What was done alike with several stands once, and names them all.
    """
    shared_first = sorted(found, key=lambda entry: not entry.is_shared)
    newest_first = sorted(shared_first, key=lambda entry: entry.at, reverse=True)
    acts = [list(lines)[::-1] for _, lines in groupby(newest_first, key=_act)]
    return [_told(list(alike)) for _, alike in groupby(acts, key=_but_for_whom)]


def _act(entry: Entry) -> tuple[object, ...]:
    return (*_doing(entry), entry.whom, entry.basis)


def _but_for_whom(lines: Sequence[Entry]) -> tuple[object, ...]:
    return (*_doing(lines[0]), basis_words.text(lines))


def _doing(entry: Entry) -> tuple[object, ...]:
    return (entry.at, entry.by_id, entry.kind, entry.outcome)


def _told(acts: Sequence[Sequence[Entry]]) -> dict[str, object]:
    """Return acts that differ in nothing but with whom, as one."""
    first = acts[0][0]
    whom = words.listing(sorted(lines[0].whom for lines in acts))
    return {
        "title": basis_words.done(Kind(first.kind), Outcome(first.outcome), whom),
        "by": first.by_name,
        "at": first.at,
        "text": basis_words.text(acts[0]),
    }


def _row(entry: Entry) -> list[str]:
    return [
        words.moment(entry.at), entry.by_name, Kind(entry.kind).label, entry.what, entry.whom,
        Outcome(entry.outcome).label, entry.basis, entry.why, entry.family_told, entry.consent,
        entry.why_not_asked, entry.if_shared, entry.if_not_shared,
    ]  # fmt: skip
