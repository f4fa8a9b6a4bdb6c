"""Steps of a walk in which nobody rings: a form is typed in, or the hub finds a child itself."""

from typing import Any
from uuid import uuid4

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import writing
from frontdoor.casework.contacts.concern import About, Concern
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.writing import Written
from frontdoor.casework.disclosures import routing
from frontdoor.jobs.example.walk import SCHOOL, UNHARMED, WORRY, Walk
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies


def take_in(
    walk: Walk,
    child: Told,
    *,
    caller: Caller = SCHOOL,
    channel: str = "form",
    worry: Concern = WORRY,
    about: About = UNHARMED,
    **said: Any,
) -> Contact:
    """Type in what came in writing, which is a contact of its own, and hand it over."""
    written = Written(channel=channel, **{"received_at": walk.at, **said})

    def do(actor: Actor) -> Contact:
        contact = writing.take_in(
            form_key=uuid4(),
            caller=caller,
            child=child,
            written=written,
            worry=worry,
            about=about,
            secret=walk.secret,
            by=actor,
            at=walk.at,
        )
        held = Contact.objects.get(pk=contact.pk)
        return routing.hand_over(contact=held, seen=held.version, by=actor, at=walk.at)

    return walk.as_("officer", do)


def find(
    walk: Walk,
    child: Told,
    *,
    work: str = "own_work",
    exercise: str = "Mapping around the bus station",
    worry: Concern = WORRY,
    about: About = UNHARMED,
    evidence: str = "",
) -> Contact:
    """Put on record what the hub's own work brought to light (P29)."""
    policy = policies.current(walk.hub.pk, at=walk.at).policy
    inside = next(channel.slug for channel in policy.channels if channel.inside)
    raised_by = Caller(source=work, name=walk.actor("triage").name, relationship=exercise)
    return take_in(
        walk, child, caller=raised_by, channel=inside, worry=worry, about=about, evidence=evidence
    )
