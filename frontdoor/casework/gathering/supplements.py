"""Name somebody in a contact after agencies were asked, ask them, and take what they answer (P28).

Apart from the asking and answering of everybody at once: nobody named on the way goes unasked.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import operations as contacts
from frontdoor.casework.contacts import telling
from frontdoor.casework.contacts.models import Contact, Party
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import events, queries, rules
from frontdoor.casework.gathering.models import Finding, Request, Supplement
from frontdoor.casework.gathering.operations import CONCERN, Said, let_see, make_of_it, put_down
from frontdoor.casework.gathering.vocabulary import Move
from frontdoor.casework.ledger import operations as ledger
from frontdoor.casework.ledger.rules import Line
from frontdoor.casework.ledger.vocabulary import Kind
from frontdoor.kernel.refusal import Invalid
from frontdoor.people.models import Person


@transaction.atomic
def add_person(*, contact: Contact, by: Actor, at: datetime, **told: Any) -> Party:
    """Name a person as `contacts.operations.add_person` does, and ask about them where agencies
    have been asked already: each sees the new person, and owes an answer of its own.

    :raises Refused: if `by` may not take contacts.
    """
    contact = Contact.locked(contact)
    before = set(contact.parties.values_list("pk", flat=True))
    party = contacts.add_person(contact=contact, by=by, at=at, **told)
    if party.pk not in before:
        for enquiry in queries.gathering(contact):
            _ask_about(party.person, enquiry, by=by, at=at)
    return party


def _ask_about(person: Person, enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    # Held and counted as a change: whoever is about to decide has not seen the new person.
    Enquiry.locked(enquiry).keep()
    known = telling.on_record(enquiry.case.contact)
    for request in queries.requests(enquiry):
        let_see(request.agency, enquiry, [person], by=by, at=at)
        asked = Supplement.objects.create(
            hub_id=enquiry.hub_id,
            request=request,
            agency=request.agency,
            person=person,
            stage=Supplement.LIFECYCLE.first,
            asked_at=at,
            asked_by=by.user_id,
            due_at=queries.due_for_later(enquiry, at=at),
        )
        ledger.enter(
            [Line(kind=Kind.REQUEST, what=f"{CONCERN}: {person.name} as well",
                  whom=request.agency.name, basis=request.basis_words)],
            subject=enquiry.case.reference, hub_id=enquiry.hub_id, record=known, by=by, at=at,
        )  # fmt: skip
        record(
            events.AgencyAskedMore(
                subject=enquiry.case.reference,
                hub_id=enquiry.hub_id,
                agency=request.agency.name,
                person=person.name,
                due_at=asked.due_at,
            ),
            by=by,
            at=at,
        )


@transaction.atomic
def give_back(
    *,
    supplement: Supplement,
    said: Said,
    analysis: str,
    analysis_kept_to: Caveat = Caveat.HUB,
    seen: int,
    by: Actor,
    at: datetime,
) -> Supplement:
    """Take an agency's answer about somebody who was named after it was asked.

    :raises Refused: if the agency is not theirs, or has answered.
    :raises Invalid: if the answer contradicts itself, or lacks the analysis of what is shared.
    :raises Stale: if somebody changed the question since `seen`.
    """
    if missing := rules.told(said.answer, facts=said.facts, why=said.why_not_shared):
        raise Invalid(f"person_{supplement.person_id}", missing)
    if said.is_for_all and not analysis.strip():
        raise Invalid("analysis", "Write what your agency makes of the facts that it shares.")
    supplement = Supplement.locked(supplement, seen=seen)
    supplement.take(
        Move.RETURN,
        by=by,
        returned_at=at,
        returned_by=by.user_id,
        returned_by_name=by.name,
    )
    request: Request = supplement.request
    Finding.objects.create(
        hub_id=request.hub_id,
        request=request,
        agency_id=request.agency_id,
        person=supplement.person,
        **said.as_found(by=by),
    )
    make_of_it(request, analysis, supplement=supplement, kept_to=analysis_kept_to, by=by)
    put_down(request, {supplement.person: said}, by=by, at=at)
    record(
        events.AgencyAnsweredMore(
            subject=request.enquiry.case.reference,
            hub_id=request.hub_id,
            agency=request.agency.name,
            person=supplement.person.name,
            in_time=supplement.was_kept(at=at),
        ),
        by=by,
        at=at,
    )
    return supplement
