"""Where a child's case goes: the pack advises, the manager decides (C5.1, a.8, 4)."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import addressing, queries, triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import hearing, passing
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.triage import queries as looking
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.refusal import first, refuse_if
from frontdoor.people.models import Involvement
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import Advice
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.cases import joined, looked, ways
from frontdoor.web.cases.route_form import Before, Route
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling

FOUND: dict[str, str] = {
    Answer.YES: "they are, and no service works with them that we know of",
    Answer.NO: "they are not",
    Answer.NOT_KNOWN: "it could not be told",
}


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def route(request: HubRequest, reference: str) -> HttpResponse:
    """Show the advice with what it rests on, and take the manager's decision."""
    at = now()
    case = queries.case(reference, actor=request.actor, to="route", at=at)
    refuse_if(may_not(case.policy, "route", by=request.actor))
    if request.method == "GET":
        refuse_if(_why_not(case, request))
    past, advice, work = _known(case, today=localdate())
    hours = queries.calendar(case)
    is_shut = not hours.is_open(at)
    before = Before(
        advice=advice,
        recommended=work.recommendation,
        is_shut=is_shut,
        may_tell_referrer=_may_tell_referrer(request, case),
        search=looked.search(case, past.standings),
    )
    form = Route(doing.typed(request), case=case, before=before, by=request.actor)
    if doing.done(form, lambda: _decide(request, case, form)):
        messages.success(request, _said(case, form))
        if form.tells_referrer() and case.contact.referrer.phone:
            messages.info(request, _to_ring(case))
        return _go_on(request, case)
    page = {
        "case": case,
        "contact": case.contact,
        "advice": [(each, _reasons(case.policy, each, past.involved.own)) for each in advice],
        "work": work,
        "together": joined.together(case),
        "blocking": any(each.blocking for each in advice),
        "standings": past.standings,
        "found": FOUND.get(case.known_answer, ""),
        "today": localdate(),
        "changed": telling.changes(form.changes),
        "shut_until": hours.next_opening(at) if is_shut else None,
        "out_of_hours": case.policy.team(case.policy.out_of_hours.team).name,
        "professional": case.policy.source(case.contact.referrer.source).professional,
        "next": queries.next_to_decide(case),
    }
    return doing.show(request, "cases/route.html", page, form=form)


@asks
def _known(case: Case, *, today: date) -> Asking[tuple[queries.Past, list[Advice], looking.Work]]:
    """Return what is on record of the child, what the pack advises, and what triage found."""
    past = queries.past.asked(case.child, contact=case.contact)
    advice, work = queries.advice.asked(case, today=today), looking.work.asked(case)
    yield past, advice, work
    return past.answer, advice.answer, work.answer


def _why_not(case: Case, request: HubRequest) -> str:
    """Return why no way is open, or an empty string when one is."""
    reasons = [case.why_not(move, by=request.actor) for move in ways.ways(case.policy)]
    return first(reasons) if all(reasons) else ""


def _decide(request: HubRequest, case: Case, form: Route) -> None:
    by, at, said = request.actor, now(), form.decided()
    who = {"case": case, "seen": form.cleaned_data["seen"], "by": by, "at": at}
    move, shares, basis = form.way().move, form.shared(), form.basis_words()
    if move is CaseMove.PASS_ON:
        ended = {**form.settled(), **form.ended()}
        passing.pass_on(**said, **who, **ended, shares=shares, basis=basis)
        return
    if move is CaseMove.CLOSE:
        if answer := form.known():
            seen = triage.confirm_known(**who, answer=answer, left=form.found()).version
            who["seen"] = seen
        ended = {**form.settled(), **form.ended(), **form.unlooked()}
        passing.close(**said, **who, **ended, shares=shares, basis=basis)
    elif move is CaseMove.SEND_TO_MASH:
        opened = enquiries.open_from(**said, **who)
        if rating := form.rated():
            why = said["reason"]
            enquiries.rate(
                enquiry=opened, rating=rating, reason=why, seen=opened.version, by=by, at=at
            )
    else:
        triage.route(move=move, **said, **who)
    if shares and move is not CaseMove.CLOSE:
        passing.tell(case=case, shares=shares, basis=basis, reason=said["reason"], by=by, at=at)
    if form.tells_referrer():
        outcome = hearing.outcome_of(case.contact)
        triage.tell_referrer(contact=case.contact, outcome=outcome, by=by, at=at)


def _may_tell_referrer(request: HubRequest, case: Case) -> bool:
    """Tell whether the referrer can hear of it as soon as this child's case ends (C1.6)."""
    if triage.why_not_tell(case.contact, by=request.actor):
        return False
    return not case.contact.receipt.is_told and queries.is_last(case)


def _said(case: Case, form: Route) -> str:
    """Return what was decided, and that the referrer can read it: nobody has told them of it."""
    decided = f"Decided for {case.child}: {form.chosen()}"
    if not form.tells_referrer():
        return decided
    return f"{decided}. Their referrer can read how it ends with reference and code."


def _to_ring(case: Case) -> SafeString:
    """Return who may not have reference and code, and where their telephone number stands."""
    contact = case.contact.reference
    return format_html(
        'Ring the referrer if they do not have reference and code: <a href="{}#caller">{}</a>',
        reverse("contacts:show", args=[contact]),
        f"who told us, {contact}",
    )


def _go_on(request: HubRequest, case: Case) -> HttpResponse:
    """Show what became of it, or what waits next: each is looked at before it is decided (S3)."""
    if request.POST.get("then") != "next":
        return redirect("cases:show", case.reference)
    following = queries.next_to_decide(case)
    if following is None:
        messages.info(request, "Nothing else waits for a manager’s decision")
        return redirect("worklist:home")
    return redirect("cases:route", following)


def _reasons(policy: Policy, advice: Advice, involved: Sequence[Involvement]) -> list[str]:
    """Return what a piece of advice rests on, and whom it names, as sentences."""
    service = {each.slug: each.name for each in policy.services}.get(advice.service or "")
    also = [policy.team(team).name for team in advice.also_tell]
    worker = addressing.worker(policy, advice.team, involved=involved) if advice.team else ""
    said = [
        f"Rests on {advice.source}.",
        f"Goes to {service}." if service else "",
        f"Team: {policy.team(advice.team).name}." if advice.team else "",
        f"Working with the child now: {worker}." if worker else "",
        f"Also tell {words.listing(also)}." if also else "",
        f"Rating: {policy.rating(advice.rating).name}." if advice.rating else "",
        _closed_by(policy, advice, involved),
    ]
    return [each for each in said if each]


def _closed_by(policy: Policy, advice: Advice, involved: Sequence[Involvement]) -> str:
    """Return which team closed the case, where it is none that the program can tell (C15.7)."""
    if advice.route != addressing.RECENTLY_CLOSED:
        return ""
    closed = addressing.closed_by(policy, involved)
    if closed is None or closed.slug:
        return ""
    return f"Closed by {closed.name}: it is not in the hub’s list of teams, so tell it yourself."
