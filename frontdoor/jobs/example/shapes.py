"""What happens to contacts of other shapes, step by step like the walk that it is given."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import concern, protection, queries, triage, writing
from frontdoor.casework.contacts.concern import About
from frontdoor.casework.contacts.models import Case, Contact, Protection, Receipt, Writing
from frontdoor.casework.contacts.writing import Written
from frontdoor.casework.disclosures import reopening
from frontdoor.jobs.example.walk import WORRY, Walk
from frontdoor.people import operations as people
from frontdoor.people.models import Link, Person


def describe(walk: Walk, contact: Contact, *children: About) -> Contact:
    """Write down the worry, and of each child what is theirs, in the order of the children."""

    def do(actor: Actor) -> Contact:
        held = Contact.objects.get(pk=contact.pk)
        said = zip((case.reference for case in queries.cases(held)), children, strict=True)
        return concern.describe(
            contact=held,
            concern=WORRY,
            children=dict(said),
            seen=held.version,
            by=actor,
            at=walk.at,
        )

    return walk.as_("officer", do)


def protect(walk: Walk, case: Case, *, hours: float = 0) -> Protection:
    """Write down that the police have protected a child for so many hours."""
    return walk.as_(
        "officer",
        lambda actor: protection.note(
            case=case,
            used_by="PC Sample, West Midlands Police",
            began_at=walk.at - timedelta(hours=hours),
            place="With foster carers",
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        ),
    )


def write(walk: Walk, contact: Contact, *, channel: str = "email", **said: Any) -> Writing:
    """Put what a referrer wrote with its contact."""
    return walk.as_(
        "officer",
        lambda actor: writing.join(
            contact=contact,
            form_key=uuid4(),
            written=Written(channel=channel, **({"received_at": walk.at} | said)),
            by=actor,
            at=walk.at,
        ),
    )


def tell(walk: Walk, contact: Contact, *, outcome: str = "") -> Receipt:
    """Let the referrer read what they may know."""
    return walk.as_(
        walk.whose("tell_referrer"),
        lambda actor: triage.tell_referrer(contact=contact, outcome=outcome, by=actor, at=walk.at),
    )


def unprotect(walk: Walk, case: Case) -> Protection:
    """Write down that police protection of a child has ended."""

    def do(actor: Actor) -> Protection:
        held = Protection.objects.get(case=case)
        return protection.end(
            protection=held,
            ended_at=walk.at,
            how="Went to stay with a grandparent.",
            seen=held.version,
            by=actor,
            at=walk.at,
        )

    return walk.as_("manager", do)


def link(walk: Walk, person: Person, same_as: Person, *, subject: str) -> Link:
    """Say that two records are one person."""
    return walk.as_(
        walk.whose("confirm_known"),
        lambda actor: people.link(
            person=person,
            same_as=same_as,
            why="The same name, birth date and school.",
            subject=subject,
            by=actor,
            at=walk.at,
        ),
    )


def reopen(walk: Walk, case: Case, *, reason: str = "The wrong child was meant.") -> Case:
    """Open a case again that has ended."""

    def do(actor: Actor) -> Case:
        held = Case.objects.select_related("contact__policy_version", "child").get(pk=case.pk)
        return reopening.reopen(case=held, reason=reason, seen=held.version, by=actor, at=walk.at)

    return walk.as_(walk.whose("reopen"), do)
