"""The way through a contact: which parts of the talk are done, and which are still to do."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from frontdoor.casework.contacts.concern import HARM
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.vocabulary import Part


def steps(
    contact: Contact, cases: Sequence[Case], parties: Sequence[Party]
) -> list[dict[str, Any]]:
    """Return the steps of the talk as items of components/steps.html."""
    there = (contact.reference,)
    return [
        {"text": _begun(contact), "state": "done"},
        *(_known(case) for case in cases),
        {
            "text": "Who else is involved",
            "href": reverse("contacts:people", args=there),
            "hint": "Parents and carers, the household, a person who may pose a risk",
            "state": _state(any(party.part != Part.CHILD for party in parties)),
        },
        {
            "text": "The concern",
            "href": reverse("contacts:concern", args=there),
            "hint": "What happened, what the family know, and consent",
            "state": _state(all(HARM in case.answers for case in cases)),
        },
        {
            "text": "Hand over to the manager",
            "state": _state(not contact.is_being_taken),
        },
    ]


def _begun(contact: Contact) -> str:
    if contact.began_inside:
        return "The child, and where it comes from"
    spoken = contact.policy.channel(contact.channel).live
    return "The child and the caller" if spoken else "The child and whoever wrote"


def _known(case: Case) -> dict[str, Any]:
    return {
        "text": f"Is {case.child.name} known?",
        "href": reverse("cases:known", args=(case.reference,)),
        "hint": "Look for earlier records of the child",
        "state": _state(case.known_at is not None),
    }


def _state(done: bool) -> str:
    return "done" if done else "to do"
