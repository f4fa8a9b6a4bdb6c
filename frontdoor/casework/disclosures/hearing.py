"""What a professional referrer hears of a contact, once every child in it is decided (C1.6).

Where a report was joined to an open case, that is what became of that case. That there was another
report, and from whom, is not theirs to hear.
"""

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.kernel.refusal import first, refuse_if

KNOWN_TO_A_TEAM = {"open_to_social_care", "open_to_early_help", "recently_closed"}
TO_WHO_KNOWS = "The team that knows the child has been told."
PASSED_ON = "It was passed on to the team whose work this is."
CLOSED = "The information was considered, and no more will be done for now."


def why_not_yet(contact: Contact) -> str:
    """Return which child of a contact still waits for an outcome, or an empty string."""
    return first([_why_not(case) for case in contacts.cases(contact)])


def outcome_of(contact: Contact) -> str:
    """Return the outcome in the words of the pack, child by child where the words differ.

    :raises Refused: while a child of the contact waits for a decision.
    """
    refuse_if(why_not_yet(contact))
    told = {case.reference: _told(case) for case in contacts.cases(contact)}
    words = next(iter(told.values()))
    if len(set(told.values())) > 1:
        words = " ".join(f"Child {case.rpartition('-')[2]}: {said}" for case, said in told.items())
    return contact.policy.texts.outcome.format(
        reference=contact.reference,
        hub=contact.policy.hub.name,
        # The sentence of the pack goes on where it likes, and may end in a full stop of its own.
        outcome=words.removesuffix("."),
    )


def _why_not(case: Case) -> str:
    case = reports.head(case)
    decision = _decision(case)
    if decision is not None and decision.authorised_at is None:
        return f"{case.reference} has no outcome yet that was authorised."
    ended = decision or case.stage in (CaseStage.PASSED_ON, CaseStage.CLOSED)
    return "" if ended else f"{case.reference} has no outcome yet."


def _told(case: Case) -> str:
    case = reports.head(case)
    if decision := _decision(case):
        return decision.chosen.told
    if case.stage == CaseStage.PASSED_ON:
        return _passed_on(case)
    ends = {outcome.slug: outcome.told for outcome in case.policy.outcomes}
    return ends.get(case.route, CLOSED)


def _passed_on(case: Case) -> str:
    """Return whether it went to a team that knows the child, or to one that takes such work."""
    facts = next((set(each.when) for each in case.policy.routes if each.slug == case.route), set())
    return TO_WHO_KNOWS if facts & KNOWN_TO_A_TEAM else PASSED_ON


def _decision(case: Case) -> Decision | None:
    enquiry = enquiries.of(case)
    return decisions.of(enquiry) if enquiry else None
