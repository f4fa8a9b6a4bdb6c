"""Steps between reports of the same child: to read, to join, to follow, to part."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import joining
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.policy.staged import may_not
from frontdoor.web.cases.reading import Known
from frontdoor.web.cases.steps.step import Step


def joined(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return what there is to read, to join, or to follow to where it goes on."""
    case, shared = known.case, known.together
    if shared.unread:
        yield Step(
            text="Read the new information",
            href=reverse("cases:news", args=[case.reference]),
            whose=may_not(case.policy, joining.TO_READ, by=by),
        )
    for pair in shared.pairs:
        joins = f"this to {pair.into}" if case == pair.report else f"{pair.report} to this"
        yield Step(
            text=f"Join {joins}",
            href=reverse("cases:join", args=[pair.report.reference]),
            whose=pair.report.why_not(CaseMove.JOIN, by=by),
        )
    if shared.goes_on is not None:
        into = shared.goes_on.into
        yield Step(text=f"Go to {into}", href=reverse("cases:show", args=[into.reference]))


def parting(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return what undoes a joining: last, so that nobody does it by the way."""
    case, goes_on = known.case, known.together.goes_on
    if goes_on is not None:
        yield Step(
            text=f"Part this from {goes_on.into}",
            href=reverse("cases:part", args=[case.reference]),
            whose=case.why_not(CaseMove.PART, by=by),
        )
