"""Let the referrer read what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries, triage
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.disclosures import hearing
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people import cautions
from frontdoor.web import doing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import arriving, telling

# Whoever is of the family, or the child, by the census (d.1).
FAMILY = ("1A", "1C")


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def tell_referrer(request: HubRequest, reference: str) -> HttpResponse:
    """Show what the referrer will read, and let them read it (C1.6, a.8, 14)."""
    contact = queries.get(reference, actor=request.actor, to="tell the referrer", at=now())
    refuse_if(triage.why_not_tell(contact, by=request.actor))
    form = _form(request, contact)
    if contact.receipt.is_told and request.method == "GET":
        return _page(request, contact, form, words=contact.receipt.words)

    outcome = hearing.outcome_of(contact)
    if form.is_valid():
        if doing.done(
            form,
            lambda: triage.tell_referrer(
                contact=contact, outcome=outcome, by=request.actor, at=now()
            ),
        ):
            messages.success(request, arriving.READABLE)
            return redirect("contacts:show", reference)
        # It is told once: whoever comes second sees who was first.
        form.show_changes()
    words = triage.words_for_referrer(contact, outcome=outcome)
    return _page(request, contact, form, words=words)


def _form(request: HubRequest, contact: Contact) -> doing.Change:
    subjects = [contact.reference, *(case.reference for case in queries.cases(contact))]
    return doing.Change(doing.typed(request), version=contact.version, subjects=subjects)


def _page(request: HubRequest, contact: Contact, form: doing.Change, *, words: str) -> HttpResponse:
    source = contact.policy.source(contact.referrer.source)
    page = {
        "contact": contact,
        "source": source,
        "words": words,
        "safely": cautions.safe_ways([each.person for each in queries.parties(contact)]),
        "is_family": bool(contact.kept_from_family) and source.code in FAMILY,
        "told_at": contact.receipt.told_at if contact.receipt.is_told else None,
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "contacts/tell_referrer.html", page, form=form)
