"""What sharing may rest on, in words that are kept with what is sent (a.8(5), a.8(7))."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Contact
from frontdoor.policy import queries as policies
from frontdoor.web.components import words

CONSENT = "consent"


@dataclass(frozen=True)
class Basis:
    """Something that sharing may rest on."""

    slug: str
    label: str
    sentence: str
    condition: str = ""

    @property
    def hint(self) -> str:
        """Return what it says, and what must hold before it may be relied on."""
        return f"{self.sentence} {self.condition}".strip()

    @property
    def words(self) -> str:
        """Return what is kept of it with what is sent."""
        return f"{self.label}. {self.sentence}"


def bases(contact: Contact) -> list[Basis]:
    """Return what sharing may rest on: consent, where it was given, and the law as it stands."""
    law = policies.law(contact.policy_version)
    offered = [
        Basis(basis.slug, basis.statute, basis.sentence, basis.condition)
        for basis in law.current("disclose")
    ]
    if consents := contacts.consents(contact):
        who = words.listing(consents)
        offered.insert(0, Basis(CONSENT, "Consent", f"Asked of and given by {who}."))
    return offered


def first(contact: Contact, offered: Sequence[Basis]) -> str:
    """Return the basis that the contact already rests on, as far as it can be offered here."""
    slugs = [each.slug for each in offered]
    recorded = [slug for slug in contact.bases if slug in slugs]
    return next(iter(recorded), CONSENT if CONSENT in slugs else "")
