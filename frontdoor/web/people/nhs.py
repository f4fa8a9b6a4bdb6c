"""Asks the NHS for somebody's number, shows what it holds beside what we have, and takes it on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import persons
from frontdoor.casework.contacts import queries as contacts
from frontdoor.connectors import pds
from frontdoor.kernel.refusal import Refused, refuse_if
from frontdoor.people import noting, tracing
from frontdoor.people.models import Person
from frontdoor.people.profile import Profile
from frontdoor.people.tracing import Answer, Found
from frontdoor.people.vocabulary import Traced
from frontdoor.web import doing, elsewhere, standing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling

ERRAND, FOUND = "nhs-errand", "found"
NOT_SET_UP = "No connection to the NHS is set up here."
LONGEST = 4_000  # characters of an answer that this page has signed
OLD = 3600  # seconds for which an answer may be taken on
TOO_OLD = "This answer is too old to take the number on. Ask the NHS again."
SAID = {
    Traced.MATCH: "It is a match",
    Traced.POTENTIAL: "It is a possible match. Look closely before you take the number on",
    Traced.LOW: (
        "Somebody was found who is hardly alike, so nothing of them is shown: it may well be "
        "somebody else"
    ),
    Traced.SEVERAL: (
        "Several people are too much alike to tell which. The NHS shows none of them. A postcode, "
        "or all given names, may help"
    ),
    Traced.NONE: (
        "The NHS found nobody by what was sent. That does not mean that there is no record: "
        "another spelling or an earlier name may find it"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One fact, as we have it and as the NHS does."""

    name: str
    ours: str
    theirs: str


class Take(doing.Change):
    """The number that the NHS gave, as this page has signed it: nobody can put in another."""

    found = forms.CharField(
        widget=forms.HiddenInput,
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_OLD},
    )

    def __init__(self, data: Any, *, mark: str, answer: Answer | None, **kwargs: Any) -> None:
        self.mark, self.answer = mark, answer
        found = answer.found if answer else None
        initial = {FOUND: signing.dumps(asdict(found), salt=mark)} if found else {}
        super().__init__(data, initial=initial, **kwargs)

    def clean_found(self) -> Found | None:
        """Return whom this page showed to this reader, for this person, not long ago."""
        try:
            said = signing.loads(self.cleaned_data[FOUND], salt=self.mark, max_age=OLD)
        except signing.BadSignature:
            self.add_error(None, TOO_OLD)
            return None
        found = Found(**said)
        self.answer = Answer(band=tracing.band(found.likeness), found=found)
        return found


def may_ask(records: Sequence[Person], *, by: Actor, at: datetime) -> bool:
    """Tell whether somebody may ask the NHS about a person here, and there is enough to ask."""
    return pds.is_there() and not noting.why_not(by, at=at) and not tracing.why_not_ask(records)


def _traced(request: HttpRequest) -> Answer | None:
    """Ask the NHS what the button on this page was pressed for, once, in no transaction."""
    errand = request.session.get(ERRAND, {})
    if request.method != "GET" or errand.get("path") != request.path:
        return None
    del request.session[ERRAND]
    at = now()
    with transaction.atomic():
        actor = standing.actor(request)
        if actor is None:
            return None
        context.enter(actor, at=at)
        case = contacts.case(errand["reference"], actor=actor, to="ask the NHS", at=at)
        known = persons.known(case, errand["number"], by=actor, at=at)
        question = tracing.question(known.of)
    return pds.trace(question)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
@elsewhere.asked(_traced)
def nhs(request: HubRequest, answer: Answer | None, reference: str, number: int) -> HttpResponse:
    """Show what would be sent, or what the NHS answered; take the number on where somebody says."""
    at, me = now(), request.actor
    case = contacts.case(reference, actor=me, to="ask the NHS", at=at)
    known = persons.known(case, number, by=me, at=at)
    refuse_if(noting.why_not(me, at=at))
    person = known.of.person
    if request.method == "POST" and FOUND not in request.POST:
        return _ask(request, known.of, reference, at=at)
    form = Take(
        doing.typed(request),
        mark=f"nhs {person.pk} {me.user_id}",
        answer=answer,
        version=person.version,
        subjects=[reference],
    )
    if doing.carried_out(form, tracing.take, person=person, subject=reference, by=me, at=at):
        messages.success(request, "NHS number taken on")
        return redirect("people:show", reference, number)
    if answer is not None:
        purpose = f"the NHS answered from {reference}: {answer.band.label.lower()}"
        audit.looked_at([f"person {person.pk}"], purpose=purpose, by=me, at=at)
    why_not = tracing.why_not_ask(known.of.records)
    page = {
        "case": case,
        "person": person,
        "answer": form.answer,
        "said_words": _words(form.answer),
        "rows": _rows(person, form.answer.found) if form.answer and form.answer.found else [],
        "why_not": why_not or ("" if pds.is_there() else NOT_SET_UP),
        "sent": [] if why_not else tracing.question(known.of).said,
        "changes": telling.changes(form.changes),
    }
    return doing.show(request, "people/nhs.html", page, form=form)


def _ask(request: HubRequest, of: Profile, reference: str, *, at: datetime) -> HttpResponse:
    """Remember the question, and go where its answer is shown: it is asked on the way."""
    if not pds.is_there():
        raise Refused(NOT_SET_UP)
    tracing.ask(of=of, subject=reference, by=request.actor, at=at)
    errand = {"path": request.path, "reference": reference, "number": of.person.pk}
    request.session[ERRAND] = errand
    return redirect(request.path)


def _words(answer: Answer | None) -> str:
    if answer is None:
        return ""
    said = answer.why or f"{SAID[answer.band]}."
    if answer.found:
        said += f" The NHS puts it at {answer.found.likeness:.2f} of 1.00."
    return said


def _rows(person: Person, found: Found) -> list[Row]:
    ours = person.birth(on=localdate())
    place = "Not shown: the NHS keeps it restricted" if found.is_restricted else found.postcode
    rows = [
        Row(name="Name", ours=person.name, theirs=found.name),
        Row(name="Birth", ours=ours, theirs=found.born),
        Row(name="Postcode", ours=person.postcode, theirs=place),
        Row(name="NHS number", ours=person.nhs_number, theirs=_spaced(found.number)),
    ]
    if found.died:
        rows.append(Row(name="Death", ours="", theirs=found.died))
    return rows


def _spaced(number: str) -> str:
    """Return a number as people read it: 999 000 0018."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"
