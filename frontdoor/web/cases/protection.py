"""Police protection of a child: who used it, from when, where the child is; and its end (P27)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import protection, queries
from frontdoor.casework.contacts.models import Case, Protection
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import moments
from frontdoor.web.contacts.person_forms import lines
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


class Begin(doing.Change):
    """What the police tell of it."""

    used_by = forms.CharField(
        max_length=200,
        label="Who used it?",
        help_text="Name or number of the officer, and the force",
    )
    began_on = moments.day("Day it began")
    began_at = moments.clock("Time it began")
    place = lines(1000, label="Where is the child now?")
    place.required = True


class End(doing.Change):
    """When it ended, and how."""

    ended_on = moments.day("Day it ended")
    ended_at = moments.clock("Time it ended")
    how = lines(
        2000,
        label="How did it end?",
        help_text="For example, home with the father, or an emergency protection order",
    )
    how.required = True


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def police_protection(request: HubRequest, reference: str) -> HttpResponse:
    """Write down police protection, and afterwards its end. Its 72 hours run as a clock."""
    case = queries.case(reference, actor=request.actor, to="note police protection", at=now())
    refuse_if(may_not(case.policy, "take_contact", by=request.actor))
    noted = protection.of(case)
    if noted is None:
        return _begin(request, case)
    return _end(request, case, noted)


def _begin(request: HubRequest, case: Case) -> HttpResponse:
    today = localtime().date()
    form = Begin(
        doing.typed(request),
        version=case.version,
        subjects=[case.reference],
        initial={"began_on": today},
    )
    if doing.done(form, lambda: _note(request, case, form)):
        messages.success(request, "Police protection is on record, and its 72 hours run")
        return redirect("cases:show", case.reference)
    return _page(request, case, form, None)


def _note(request: HubRequest, case: Case, form: Begin) -> None:
    said = form.cleaned_data
    protection.note(
        case=case,
        used_by=said["used_by"],
        began_at=moments.moment(said["began_on"], said["began_at"]),
        place=said["place"],
        seen=said["seen"],
        by=request.actor,
        at=now(),
    )


def _end(request: HubRequest, case: Case, noted: Protection) -> HttpResponse:
    form = End(doing.typed(request), version=noted.version, subjects=[case.reference])
    if doing.done(form, lambda: _over(request, noted, form)):
        messages.success(request, "The end of police protection is on record")
        return redirect("cases:show", case.reference)
    return _page(request, case, form, noted)


def _over(request: HubRequest, noted: Protection, form: End) -> None:
    said = form.cleaned_data
    protection.end(
        protection=noted,
        ended_at=moments.moment(said["ended_on"], said["ended_at"]),
        how=said["how"],
        seen=said["seen"],
        by=request.actor,
        at=now(),
    )


def _page(
    request: HubRequest, case: Case, form: doing.Change, noted: Protection | None
) -> HttpResponse:
    page = {
        "case": case,
        "noted": noted,
        "rows": rows(noted),
        "law": policies.stated(case.contact.policy_version).said("police_protection"),
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "cases/protection.html", page, form=form)


def rows(noted: Protection | None) -> list[tuple[str, object]]:
    """Return what is on record of police protection, in rows."""
    if noted is None:
        return []
    found: list[tuple[str, object]] = [
        ("Used by", noted.used_by),
        ("From", noted.began_at),
        ("Where the child is", noted.place),
    ]
    return found + ([("Ended", noted.ended_at), ("How", noted.ended_how)] if noted.ended_at else [])
