"""What the family were told, who was asked to agree, and why not: as the ledger keeps it."""

from frontdoor.casework.contacts import queries, reports, rules
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.ledger.rules import Record
from frontdoor.kernel.asking import Asking, asks
from frontdoor.people.vocabulary import Answer


@asks
def kept_from_family(case: Case) -> Asking[list[str]]:
    """Return what is to be kept from the family: of the contact, and of every report joined."""
    joined = reports.joined.asked(case)
    yield (joined,)
    contacts = [case.contact, *(each.case.contact for each in joined.answer)]
    return [each.kept_from_family for each in contacts if each.kept_from_family.strip()]


def on_record(contact: Contact) -> Record:
    """Return what is on record of the family: told, whose consent, why not asked (a.8, 7)."""
    told = [rules.FAMILY_TOLD.get(contact.family_told, ""), contact.family_told_what]
    asked = [
        f"{party.person.name}: {rules.CONSENT.get(party.consent_given, rules.CONSENT[''])}"
        for party in queries.parties(contact)
        if party.consent_asked == Answer.YES
    ]
    return Record(
        family_told=" ".join(part for part in told if part),
        consent="; ".join(asked),
        why_not_asked=queries.ground(contact),
    )
