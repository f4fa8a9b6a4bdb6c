"""Walks journeys in every hub, and multiplies them until there are as many contacts as wanted."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access import context
from frontdoor.access.models import Hub, User
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.jobs.example import journeys, multiplying, staff
from frontdoor.jobs.example.copied import Owner, Plan, Walked
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused

Tell = Callable[[str, int, int], None]

# Of each hub, at most: what a busy hub has on its desks. The rest came to its end long ago.
GOING_ON = 200


def refuse_real_hubs(hubs: Sequence[Hub]) -> None:
    """Make sure that nobody works here but the invented people of the example.

    :raises Refused: if there is anybody else, for these may be real children.
    """
    invented = {f"{hub.slug}-{short}" for hub in hubs for short in staff.shorts(hub)}
    others = User.objects.exclude(username__in=invented)
    if others.exists():
        raise Refused("This is no example: real people work here, and get no invented cases.")


def there(hub: Hub) -> int:
    """Return how many contacts a hub has."""
    with context.inside(hub.pk):
        return Contact.objects.count()


def going_on(hub: Hub) -> int:
    """Return how many of a hub's children have a case that is not over."""
    over = [CaseStage.CLOSED, CaseStage.PASSED_ON, CaseStage.JOINED]
    with context.inside(hub.pk):
        return Case.objects.exclude(stage__in=over).count()


def walk(
    hubs: Sequence[Hub], owner: Owner, *, at: datetime, secret: str, tell: Tell
) -> list[Walked]:
    """Walk every journey of these hubs by the real operations, and mark what each wrote.

    Each is there whole or not at all, whenever this is killed.
    """
    wanted = [(hub, journey) for hub in hubs for journey in journeys.of(hub, at=at)]
    walked = []
    for number, (hub, journey) in enumerate(wanted, start=1):
        before = multiplying.marks(owner)
        with transaction.atomic():
            journey.story(Walk(hub=hub, at=journey.begins_at, secret=secret))
        walked.append(
            Walked(
                hub_id=hub.pk,
                weight=journey.weight,
                is_open=journey.is_open,
                before=before,
                after=multiplying.marks(owner),
            )
        )
        tell("Journeys", number, len(wanted))
    return walked


def multiply(
    hubs: Sequence[Hub],
    walked: Sequence[Walked],
    owner: Owner,
    *,
    contacts: int,
    at: datetime,
    at_once: int = multiplying.AT_ONCE,
    tell: Tell,
) -> Plan:
    """Multiply journeys until these hubs have so many contacts, each as many as the others.

    So many copies at once are there, or none of them.
    """
    each, rest = divmod(contacts, len(hubs))
    wanted = {hub.pk: max(0, each + (place < rest) - there(hub)) for place, hub in enumerate(hubs)}
    desks = {hub.pk: min(GOING_ON - going_on(hub), wanted[hub.pk] // 10) for hub in hubs}
    few = {hub: max(0, desk) for hub, desk in desks.items()}
    planned = multiplying.plan(owner, walked, wanted=wanted, going_on=few, at=at)
    for made in multiplying.multiply(owner, planned, at_once=at_once):
        tell("Contacts", made, planned.copies)
    return planned
