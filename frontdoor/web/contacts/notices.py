"""What the officer has to say or to mind, because of who told the hub, and how."""

from collections.abc import Iterable

from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.people.vocabulary import Answer
from frontdoor.web.components import words
from frontdoor.web.contacts.script import filled


def notices(contact: Contact, cases: Iterable[Case]) -> list[str]:
    """Return the sentences of the pack that this contact calls for."""
    policy, texts = contact.policy, contact.policy.texts
    source, channel = policy.source(contact.referrer.source), policy.channel(contact.channel)
    said: list[str] = []
    if contact.referrer.anonymous and channel.live:
        said += [texts.anonymous, texts.caller_hand_over]
    if source.professional and channel.live:
        due = words.moment(queries.written_referral_due(contact))
        said += [policy.consent.notice, filled(texts.written_referral, due=due)]
    if source.professional and channel.challenge:
        said.append(texts.challenge)
    if any(case.answers.get("outside_remit") == Answer.YES for case in cases):
        said.append(texts.outside_remit)
    return said
