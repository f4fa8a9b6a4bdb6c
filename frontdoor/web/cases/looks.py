"""Who has looked at a case, when and what for: also whom it was refused (trust.md section 1)."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access import queries as access
from frontdoor.access.vocabulary import Role
from frontdoor.audit import queries as audit
from frontdoor.audit.models import Look
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest

MOST = 300
# What somebody looked for, where the log has it shorter than people say it.
PURPOSES = {
    "show": "Read it",
    "read": "Read it",
    "find": "Looked it up by its reference",
    "refused": "Tried to open it",
    "route": "Decide where it goes",
    "ask": "Ask agencies",
    "answer": "Answer for their agency",
    "chase": "Go on without a reply",
    "clear": "Say whether an item may go on",
    "withdraw": "Withdraw a question to an originator",
    "agree": "Agree to words for the family",
    "propose": "Propose words for the family",
    "tell": "Say what was told to the family",
    "do": "Do what was asked",
    "change": "Change what is to be done",
    "re_rate": "Change the rating",
    "undo": "Strike something out",
}


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One look, as people read it."""

    name: str
    agency: str
    at: datetime
    what_for: str
    refused: bool


@require_safe
@page_for(Role.TEAM_MANAGER)
def looks(request: HubRequest, reference: str) -> HttpResponse:
    """Show who has looked at a case, at its contact, at the child's own record wherever it was
    shown, and at what left the hub.
    """
    case = contacts.case(reference, actor=request.actor, to="see who looked", at=now())
    found = audit.looks(*_subjects(case))
    agencies = {agency.pk: agency.name for agency in access.agencies(request.actor.hub_id)}
    context = {
        "case": case,
        "today": localdate(),
        "looks": [_told(look, agencies) for look in found[:MOST]],
        "more": max(0, len(found) - MOST),
        "refused": sum(look.refused for look in found),
    }
    return render(request, "cases/looks.html", context)


def _subjects(case: Case) -> list[str]:
    products = disclosures.products_on(case.pk)
    child = f"person {case.child_id}"
    return [case.reference, case.contact.reference, child, *(each.reference for each in products)]


def _told(look: Look, agencies: dict[int, str]) -> Looked:
    what_for = PURPOSES.get(look.purpose, words.sentence_case(words.plain(look.purpose)))
    return Looked(
        name=look.by_name,
        agency=agencies.get(look.agency_id or 0, "Not kept at the time"),
        at=look.at,
        what_for=f"{what_for}: refused" if look.refused else what_for,
        refused=look.refused,
    )
