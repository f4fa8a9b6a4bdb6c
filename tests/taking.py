"""A contact as the pages take it: the forms as a browser sends them, and what they left behind."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils.timezone import localtime, now

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Case, Contact
from tests import make


def call(**said: Any) -> dict[str, Any]:
    """Return a first page as it is sent when nothing but the child's name is known."""
    return {
        "form_key": str(uuid4()),
        "channel": "telephone",
        "source": "unknown",
        "given_names": "Sasha",
    } | said


def came(*, days: int = 0, minutes: int = 0) -> dict[str, str]:
    """Return when something arrived, as a form says it: so many days and minutes ago."""
    at = localtime(now()) - timedelta(days=days, minutes=minutes)
    return {
        "form_key": str(uuid4()),
        "received_on-day": str(at.day),
        "received_on-month": str(at.month),
        "received_on-year": str(at.year),
        "received_at": f"{at:%H:%M}",
    }


def written(reference: str) -> Contact:
    """Return a contact as a manager of the hub sees it."""
    actor = make.enter("manager")
    return queries.get(reference, actor=actor, to="test", at=make.MONDAY_9AM)


def taken(client: Client, **said: Any) -> Contact:
    """Return the contact that a first page made."""
    response = client.post("/contacts/new/", call(**said))
    assert response.status_code == 302, response.content.decode()
    return written(response["Location"].split("/")[-2])


def child(contact: Contact) -> Case:
    """Return the case of the first child."""
    return queries.cases(contact)[0]


def seen(contact: Contact, **said: Any) -> dict[str, Any]:
    """Return a form that was opened on a contact as it is now."""
    subjects = [contact.reference, *(case.reference for case in queries.cases(contact))]
    newest = audit.history(subjects)[0].pk
    return {"seen": contact.version, "after": newest} | said
