"""Referrals in writing, in words: what is awaited, since when, and what arrived."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from frontdoor.casework.contacts import queries, writing
from frontdoor.casework.contacts.models import Contact, Writing
from frontdoor.web.components import words


def standing(contact: Contact, arrived: Sequence[Writing], *, at: datetime) -> str:
    """Return whether a written form is awaited, late or there; nothing waits for it (C4.6)."""
    if arrived:
        return "Arrived " + words.listing(_arrival(contact, each) for each in arrived)
    if not writing.is_awaited(contact, arrived):
        return ""
    due_at = queries.written_referral_due(contact)
    since, due = words.moment(contact.received_at), words.moment(due_at)
    if due_at < at:
        return f"Awaited since {since}; it was due {due} and is not here. Nothing waits for it."
    return f"Awaited since {since}, due {due}. Nothing waits for it."


def _arrival(contact: Contact, arrived: Writing) -> str:
    way = contact.policy.channel(arrived.channel).name
    return f"{words.moment(arrived.received_at)} by {way[:1].lower()}{way[1:]}"


def rows(contact: Contact, arrived: Writing) -> list[tuple[str, Any]]:
    """Return what a form says, in rows; what it does not say is left out."""
    signed = [
        arrived.signed_by,
        *([words.date_words(arrived.signed_on)] if arrived.signed_on else []),
    ]
    said: list[tuple[str, Any]] = [
        ("Arrived", words.sentence_case(_arrival(contact, arrived))),
        ("Kept to", arrived.kept_words),
        ("Why it waited", arrived.late_why),
        ("Role", arrived.role),
        ("Agency", arrived.agency),
        ("Evidence", arrived.evidence),
        ("What the parents say", arrived.parents_view),
        ("Consent, as the form has it", arrived.consent),
        ("Level, as the referrer sees it", arrived.level),
        ("Help given already", arrived.help_given),
        ("Agencies involved", arrived.agencies),
        ("Signed", ", ".join(part for part in signed if part)),
    ]
    return [(title, text) for title, text in said if text]
