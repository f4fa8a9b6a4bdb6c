"""Is the child known? The register is searched; a person says what is the same child."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import parted, queries, triage, whole
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import routing
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people import cautions
from frontdoor.people import operations as people
from frontdoor.people import queries as register
from frontdoor.people.models import Link, Person
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.cases import forms
from frontdoor.web.cases.people import warned
from frontdoor.web.components.waterfall import waterfall
from frontdoor.web.gate import page_for
from frontdoor.web.people import nhs
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def known(request: HubRequest, reference: str) -> HttpResponse:
    """Show the records that may be the child, and write down what a person says (a.8, 12)."""
    at = now()
    case = queries.case(reference, actor=request.actor, to="see whether the child is known", at=at)
    refuse_if(may_not(case.policy, "confirm_known", by=request.actor))
    possible = whole.possible(case, actor=request.actor, at=at)
    form = forms.Known(doing.typed(request), case=case, possible=possible)
    if doing.done(form, lambda: _confirm(request, case, form)):
        messages.success(request, _said(case, form))
        return _onwards(case)
    records = register.same_as(case.child)
    everybody = [each.person for each in queries.parties(case.contact)]
    page = {
        "case": case,
        "warned": [warned(each, on=localdate(at)) for each in cautions.warnings(everybody)],
        "safely": cautions.safe_ways(everybody),
        "possible": possible,
        "waterfalls": {e.person.pk: waterfall(e.candidate.likeness) for e in possible},
        "ticked": form["same"].value() or [],
        "links": [(_other(link, case), link) for link in register.links(case.child)],
        "linked": records[1:],
        "parted": _parted(case, records, by=request.actor, at=at),
        "may_ask_nhs": nhs.may_ask(records, by=request.actor, at=at),
        "standings": queries.standings(case),
        "today": localdate(),
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "cases/known.html", page, form=form)


def _other(link: Link, case: Case) -> Person:
    return link.person if link.same_as_id == case.child_id else link.same_as


def _parted(
    case: Case, records: Sequence[Person], *, by: Actor, at: datetime
) -> list[tuple[Link, bool]]:
    """Return the links of the child that were wrong, and whether what rested on each may be read.

    The look at each record that was taken for theirs is remembered.
    """
    found = register.parted(records)
    both = [record for link in found for record in (link.person, link.same_as)]
    others = {f"person {each.pk}": None for each in both if each not in records}
    audit.looked_at(list(others), purpose=f"was {case.reference} taken for them?", by=by, at=at)
    may = not parted.why_not_deal(by)
    return [(link, may and not parted.why_not_show(link)) for link in found]


@transaction.atomic
def _confirm(request: HubRequest, case: Case, form: forms.Known) -> None:
    at = now()
    triage.confirm_known(
        case=case,
        answer=form.answer(),
        left=form.left(),
        seen=form.cleaned_data["seen"],
        by=request.actor,
        at=at,
    )
    for record in form.linked():
        people.link(
            person=case.child,
            same_as=record,
            why=form.cleaned_data["why"],
            subject=case.reference,
            by=request.actor,
            at=at,
        )
    routing.pass_on_by_policy(case=Case.locked(case), by=request.actor, at=at)


def _said(case: Case, form: forms.Known) -> str:
    return {
        Answer.YES: f"{case.child} is linked to the earlier record",
        Answer.NO: f"Written down: {case.child} is not known to us",
        Answer.NOT_KNOWN: f"Written down: it cannot be told whether {case.child} is known",
    }[form.answer()]


def _onwards(case: Case) -> HttpResponse:
    if case.contact.is_being_taken:
        return redirect("contacts:show", case.contact.reference)
    return redirect("cases:show", case.reference)
