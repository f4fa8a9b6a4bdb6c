"""What the worry is, in rows: what happened, what the family know, on what basis."""

from typing import Any

from frontdoor.casework.contacts.models import Case, Contact, Referrer
from frontdoor.people.vocabulary import Answer
from frontdoor.policy import queries as policies
from frontdoor.web.cases.people import answer
from frontdoor.web.components import words

Rows = list[tuple[str, Any]]
PROTECTED = "Protected"


def rows(case: Case) -> Rows:
    """Return what was told of the worry. What is empty was not asked (a.8(7))."""
    contact = case.contact
    found: Rows = [
        ("What happened", contact.concern),
        ("Where the child is now", contact.where_now),
    ]
    found += [(title, text) for title, text in _warned(case) if text]
    found += _answers(case)
    found += [
        ("Family told", _joined(answer(contact.family_told), contact.family_told_what)),
        ("Why consent was not asked", _joined(_ground(contact), contact.not_asked_why)),
        ("Lawful basis", _bases(contact)),
    ]
    return found


def _warned(case: Case) -> Rows:
    return [
        ("Possible Red because", case.possible_red),
        ("Keep from the family", case.contact.kept_from_family),
    ]


def _answers(case: Case) -> Rows:
    """Return what was answered to the questions that routes rest on, one row an answer."""
    return [
        (title, words.sentence_case(words.listing(said)))
        for title, value in (
            ("Answered yes", Answer.YES),
            ("Answered no", Answer.NO),
            ("Asked, not known", Answer.NOT_KNOWN),
        )
        if (said := [words.plain(fact) for fact, told in case.answers.items() if told == value])
    ]


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _ground(contact: Contact) -> str:
    slugs = {ground.slug: ground.sentence for ground in contact.policy.grounds}
    return slugs.get(contact.not_asked_ground, "")


def _bases(contact: Contact) -> list[str] | str:
    if not contact.bases:
        return ""
    law = policies.law(contact.policy_version)
    sentences = {basis.slug: basis.sentence for basis in law.bases}
    return [sentences.get(slug, words.plain(slug)) for slug in contact.bases]


def _to_ring(who: Referrer) -> str:
    return PROTECTED if who.protected else _joined(who.phone, who.email, who.address)


def referrer(contact: Contact, *, in_writing: str = "") -> Rows:
    """Return who told the hub, how to ring back, and what is awaited or there in writing."""
    who = contact.referrer
    policy = contact.policy
    return [
        ("Who", _joined(str(who), who.relationship)),
        ("As", policy.source(who.source).name),
        ("By", policy.channel(contact.channel).name),
        ("Ring or write back", _to_ring(who)),
        *([("In writing", in_writing)] if in_writing else []),
    ]
