"""What else is known of the people and places of a contact, and to which children that leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.signals import queries, telling
from frontdoor.casework.signals.queries import Around, Connected
from frontdoor.people.queries import Standing
from frontdoor.web.gate import page_for
from frontdoor.web.network import ecomap, weaving
from frontdoor.web.request import HubRequest

PURPOSE = "see what else is known around {}"


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another child, in words: through whom or what they are connected, since when."""

    case: Case
    how: list[str]
    since: datetime
    standings: Sequence[Standing]


@require_safe
@page_for(Zone.HUB)
def around(request: HubRequest, reference: str) -> HttpResponse:
    """Show what else is known, and remember the look at each other child that it leads to."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="see what else is known", at=at)
    found, others = queries.connected(case, at=at)
    audit.looked_at(
        [each.case.reference for each in others], purpose=PURPOSE.format(case), by=me, at=at
    )
    page = {
        "case": case,
        "today": localdate(at),
        "lines": telling.lines(found),
        "alike": telling.alike(found),
        "others": [_other(each) for each in others],
        "is_all": found.is_all,
        **_web(found, others, case),
        "rule": case.policy.weak_signals,
    }
    return render(request, "network/around.html", page)


def _web(found: Around, others: Sequence[Connected], case: Case) -> dict[str, object]:
    web = weaving.web(found, others)
    drawn = ecomap.draw(web, title=f"What is around {case.child.name}")
    return {
        "drawing": drawn,
        "connects": weaving.rows(web),
        "alone": weaving.alone(web),
        "no_room": len(web) - len(web.drawn()),
    }


def _other(found: Connected) -> Other:
    how = dict.fromkeys(telling.how(touch) for touch in found.touches)
    return Other(
        case=found.case,
        how=list(how),
        since=found.case.contact.received_at,
        standings=found.standings,
    )
