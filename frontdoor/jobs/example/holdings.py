"""Steps of a walk with somebody who asks for what is held about a person."""

from datetime import date

from frontdoor.access.actor import Actor
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Asker, Choice, Ending, Ground
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import Person

IDENTITY = "Saw a passport, and a letter to the address that is held."


def register(
    walk: Walk,
    person: Person,
    *,
    identity: str = IDENTITY,
    asker: Asker = Asker.PARENT,
    received_on: date | None = None,
    by: str = "manager",
) -> AccessRequest:
    """Put on the register that somebody asks for what is held about a person."""
    return walk.as_(
        by,
        lambda actor: operations.register(
            person=person,
            asked_by="Dana Example, 01632 960017",
            asker=asker,
            scope="Everything that you hold.",
            received_on=received_on or walk.at.date(),
            identity=identity,
            by=actor,
            at=walk.at,
        ),
    )


def prove(walk: Walk, request: AccessRequest, by: str = "manager") -> AccessRequest:
    """Record how it was checked who asks."""
    return walk.as_(
        by,
        lambda actor: operations.prove(
            request=request,
            identity=IDENTITY,
            checked_on=walk.at.date(),
            seen=queries.get(request.pk, by=actor).version,
            by=actor,
            at=walk.at,
        ),
    )


def collect(walk: Walk, request: AccessRequest, by: str = "manager") -> AccessRequest:
    """Copy everything that is held about the person."""
    return walk.as_(
        by,
        lambda actor: operations.collect(
            request=queries.get(request.pk, by=actor),
            seen=queries.get(request.pk, by=actor).version,
            by=actor,
            at=walk.at,
        ),
    )


def items(walk: Walk, request: AccessRequest, by: str = "manager") -> list[Item]:
    """Return what was collected."""
    return walk.as_(by, lambda actor: queries.items(request, by=actor))


def decide(
    walk: Walk,
    item: Item,
    choice: Choice = Choice.GIVE,
    *,
    given: str = "",
    ground: Ground | None = None,
    why: str = "",
    by: str = "manager",
) -> Item:
    """Decide what goes of one item."""
    return walk.as_(
        by,
        lambda actor: operations.decide(
            item=item,
            choice=choice,
            given=given,
            ground=ground,
            why=why,
            seen=item.version,
            by=actor,
            at=walk.at,
        ),
    )


def decide_all(walk: Walk, request: AccessRequest) -> None:
    """Give all that says nothing of anybody else, and withhold what could tell who told the hub."""
    for item in items(walk, request):
        if item.is_decided:
            continue
        if item.marks:
            decide(walk, item, Choice.WITHHOLD, ground=Ground.THIRD_PARTY, why="It names others.")
        else:
            decide(walk, item)


def end(
    walk: Walk, request: AccessRequest, ending: Ending = Ending.ANSWERED, by: str = "manager"
) -> AccessRequest:
    """End a request."""

    def do(actor: Actor) -> AccessRequest:
        return operations.end(
            request=queries.get(request.pk, by=actor),
            ending=ending,
            words="Handed over at the office, in an envelope.",
            restricted_asked="Asked Morgan, who names readers: there is none of this family.",
            seen=queries.get(request.pk, by=actor).version,
            by=actor,
            at=walk.at,
        )

    return walk.as_(by, do)
