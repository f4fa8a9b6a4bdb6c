"""Steps of a walk in which somebody says who is one person."""

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import parted
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import duplicates, pairing
from frontdoor.people import operations as people
from frontdoor.people import queries as register
from frontdoor.people.matching.model import shipped
from frontdoor.people.models import Link, Person


def link(
    walk: Walk,
    case: Case,
    person: Person,
    same_as: Person,
    *,
    why: str = "Same birthday, and she said so.",
) -> Link:
    """Say that two records are one person."""
    return walk.as_(
        walk.whose("confirm_known"),
        lambda actor: people.link(
            person=person, same_as=same_as, why=why, subject=case.reference, by=actor, at=walk.at
        ),
    )


def part(walk: Walk, link: Link, *, why: str) -> Link:
    """Say that two records that were linked are two people."""
    subject = f"link {link.pk}"
    return walk.as_(
        walk.whose("confirm_known"),
        lambda actor: people.part(link=link, why=why, subject=subject, by=actor, at=walk.at),
    )


def look(walk: Walk, case: Case, *, by: str) -> None:
    """Let somebody look at a case."""
    walk.as_(by, lambda actor: contacts.case(case.reference, actor=actor, to="look", at=walk.at))


def deal_with_the_first(walk: Walk, link: Link, *, done: str) -> None:
    """Say what was done about the first thing that rested on a wrong link."""

    def do(actor: Actor) -> None:
        held = register.undone(link.pk)
        first = parted.on(held).open[:1]
        parted.deal(link=held, whats=first, done=done, by=actor, at=walk.at)

    walk.as_("manager", do)


def put_pairs_before_people(walk: Walk, *pairs: tuple[Person, Person]) -> int:
    """Weigh these pairs as the search for duplicates does, and put them before people."""
    numbers = [(one.pk, other.pk) for one, other in pairs]
    with context.inside(walk.hub.pk):
        near = list(duplicates.judged(numbers, hub_id=walk.hub.pk, least=0.0))
        return pairing.propose(near, weights=shipped().version, hub_id=walk.hub.pk, at=walk.at)
