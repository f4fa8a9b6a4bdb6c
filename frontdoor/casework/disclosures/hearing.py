"""What a professional referrer hears of a contact, once every child in it is decided (C1.6)."""

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.kernel.refusal import Refused

PASSED_ON = "The team that knows the child has been told."
CLOSED = "The information was considered, and no more will be done for now."


def outcome_of(contact: Contact) -> str:
    """Return the outcome in the words of the pack, child by child where the words differ.

    :raises Refused: while a child of the contact waits for a decision.
    """
    told = {case.reference: _told(case) for case in contacts.cases(contact)}
    different = list(dict.fromkeys(told.values()))
    if len(different) > 1:
        words = " ".join(f"Child {case.rpartition('-')[2]}: {said}" for case, said in told.items())
    else:
        words = different[0]
    return contact.policy.texts.outcome.format(
        reference=contact.reference,
        hub=contact.policy.hub.name,
        # The sentence of the pack goes on where it likes, and may end in a full stop of its own.
        outcome=words.removesuffix("."),
    )


def _told(case: Case) -> str:
    if case.stage == CaseStage.PASSED_ON:
        return PASSED_ON
    if enquiry := enquiries.of(case):
        decision = decisions.of(enquiry)
        if decision is None or decision.authorised_at is None:
            raise Refused(f"{case.reference} has no outcome yet that was authorised.")
        return decision.chosen.told
    if case.stage != CaseStage.CLOSED:
        raise Refused(f"{case.reference} has no outcome yet.")
    ends = {outcome.slug: outcome.told for outcome in case.policy.outcomes}
    return ends.get(case.route, CLOSED)
