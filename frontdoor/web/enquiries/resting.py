"""What asking agencies rests on: what is on record now, and where it is put on record (a.8(7))."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from markupsafe import Markup

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import rules as contact_rules
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering import rules, signing
from frontdoor.casework.gathering.vocabulary import Basis
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not

OWN_WORDS = (
    "The agencies read this. Write it in your own words, so that nobody can tell who told us."
)
NO_GROUND = "No ground is on record. Choose it here: it is recorded on the contact as well."
FEW = 3
Offered = tuple[str, str, str]
ASKED_TO_AGREE = (Part.CHILD, Part.CARER, Part.ABSENT_PARENT)

grounds = contact_rules.grounds
WITHOUT = "No information-sharing agreement in force. You can ask it all the same: say why below."


@dataclass(frozen=True)
class Unsigned:
    """The agencies without an agreement in force, by slug: why each cannot be asked, if so."""

    why_not: Mapping[str, str]

    @property
    def closed(self) -> frozenset[str]:
        """Return those that whoever asks may not ask."""
        return frozenset(slug for slug, reason in self.why_not.items() if reason)

    @property
    def askable(self) -> bool:
        """Tell whether one may be asked all the same, with a ground."""
        return any(not reason for reason in self.why_not.values())

    def said(self, offered: Iterable[Offered]) -> list[Offered]:
        """Return choices of agencies, each with why it cannot be asked, or what that takes."""
        return [
            (slug, name, ". ".join(filter(None, (hint, self._hint(slug)))))
            for slug, name, hint in offered
        ]

    def _hint(self, slug: str) -> str:
        return self.why_not[slug] or WITHOUT if slug in self.why_not else ""


def unsigned(enquiry: Enquiry, *, by: Actor, at: datetime) -> Unsigned:
    """Return the agencies without an agreement in force, as whoever asks may ask them (B9)."""
    policy = enquiry.policy
    may = not may_not(policy, "ask_without_agreement", by=by)
    return Unsigned(
        {
            slug: rules.why_not_without_agreement(
                policy, policy.agency(slug).name, basis=None, may=may
            )
            for slug in sorted(signing.missing(enquiry, at=at))
        }
    )


def may_give_away(contact: Contact) -> bool:
    """Tell whether the concern, word for word, may give away who told the hub (C4.11)."""
    told_by = contact.referrer
    return told_by.anonymous or not contact.policy.source(told_by.source).professional


def bases(enquiry: Enquiry) -> list[tuple[str, str, str]]:
    """Return each basis with the words that the agencies read, or with what it lacks."""
    contact = enquiry.case.contact
    consents, ground = contacts.consents(contact), gathering.ground(enquiry)
    law = policies.stated(contact.policy_version)
    missing = {Basis.CONSENT: _record_consent(contact), Basis.GROUND: NO_GROUND}
    offered = []
    for basis in Basis:
        read = rules.basis_words(basis, law=law, who_consented=consents, ground=ground)
        stands = not rules.why_not_ask(basis, law=law, consent_given=bool(consents), ground=ground)
        said = f"They will read: “{read}”" if stands else missing[basis]
        offered.append((basis.value, law.said(f"choose_{basis.value}"), said))
    return offered


def _record_consent(contact: Contact) -> str:
    """Return that nobody agreed yet, with a link to where it is written down of each."""
    asked = [party for party in contacts.parties(contact) if party.part in ASKED_TO_AGREE]
    links = [
        _link(
            str(party.person),
            reverse("contacts:person", args=[contact.reference, party.person_id])
            + "#id_consent_asked",
        )
        for party in asked
    ]
    if len(links) > FEW:
        everybody = reverse("contacts:people", args=[contact.reference])
        links = [_link("whoever was asked", everybody)]
    return Markup("Nobody’s consent is on record. Record it with {}.").format(
        Markup(" or ").join(links)
    )


def _link(words: str, href: str) -> Markup:
    return Markup(
        '<a class="govuk-link" href="{}" target="_blank">{} (opens in a new tab)</a>'
    ).format(href, words)
