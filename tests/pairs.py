"""Pairs of records that may be one person, as tests need them."""

from datetime import date, timedelta

from frontdoor.access import context
from frontdoor.casework.contacts import parted as rested
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import operations as people
from frontdoor.people import pairing
from frontdoor.people.matching import Band
from frontdoor.people.models import Link, Pair, Person
from frontdoor.people.operations import Told
from frontdoor.people.pairing import Near
from frontdoor.people.vocabulary import Judged

ALIKE = Told(given_names="Robyn", family_name="Example", date_of_birth=date(2015, 4, 3))


def near(one: Person, other: Person, *, weight: float = 12.5, band: Band = Band.PROBABLY) -> Near:
    """Return how near two records are."""
    return Near(person=one.pk, other=other.pk, weight=weight, band=band)


def propose(walk: Walk, *found: Near, weights: str = "1") -> int:
    """Put pairs before people as the program does, and return how many were new."""
    with context.inside(walk.hub.pk):
        return pairing.propose(found, weights=weights, hub_id=walk.hub.pk, at=walk.at)


def of(walk: Walk, one: Person, other: Person, **more: float) -> Pair:
    """Return the pair of two records, found by the program."""
    propose(walk, near(one, other, weight=more.get("weight", 12.5)))
    found = Pair.objects.filter(person__in=[one.pk, other.pk], other__in=[one.pk, other.pk])
    return walk.as_("manager", lambda _: found.select_related("person", "other").get())


def another(walk: Walk, told: Told = ALIKE) -> Case:
    """Return the case of another child, who is told of in a contact of their own."""
    return walk.case(walk.describe(walk.contact(children=[told])))


def pair(walk: Walk, case: Case) -> Pair:
    """Return the pair of a case's child and another like them."""
    return of(walk, case.child, another(walk).child)


def answer(
    walk: Walk,
    pair: Pair,
    answer: Judged,
    *,
    why: str = "The school says so.",
    by: str = "manager",
    again_on: date | None = None,
) -> Pair:
    """Say what two records are."""
    return walk.as_(
        by,
        lambda actor: pairing.answer(
            pair=pair,
            answer=answer,
            why=why,
            again_on=again_on,
            seen=pair.version,
            by=actor,
            at=walk.at,
        ),
    )


def two_people(walk: Walk, pair: Pair) -> Pair:
    """Say that they are two."""
    return answer(walk, pair, Judged.TWO)


def cannot_tell(walk: Walk, pair: Pair, *, days: int = 28) -> Pair:
    """Say that it cannot be told, and come back."""
    again = (walk.at + timedelta(days=days)).date()
    return answer(walk, pair, Judged.CANNOT_TELL, again_on=again)


def linked(walk: Walk, one: Person, other: Person, *, by: str = "officer") -> Link:
    """Say that two records are one person, as it turns out wrongly."""
    return walk.as_(
        by,
        lambda actor: people.link(
            person=one,
            same_as=other,
            why="One name.",
            subject="CV-27-00001-A",
            by=actor,
            at=walk.at,
        ),
    )


def parted(walk: Walk, link: Link, *, hours: int = 2, by: str = "triage") -> Link:
    """Undo a link some hours later."""
    return walk.as_(
        by,
        lambda actor: people.part(
            link=link,
            why="Two mothers.",
            subject="CV-27-00001-A",
            by=actor,
            at=walk.at + timedelta(hours=hours),
        ),
    )


def look(walk: Walk, case: Case, *, by: str = "social-worker") -> None:
    """Let somebody look at a case."""
    walk.as_(by, lambda actor: contacts.case(case.reference, actor=actor, to="look", at=walk.at))


def undone(walk: Walk, case: Case) -> Link:
    """Return a wrong link of a case's child, on which something rested, after it was undone."""
    link = linked(walk, case.child, another(walk).child)
    look(walk, case)
    walk.route(case.contact, CaseMove.SEND_TO_TRIAGE)
    return parted(walk, link)


def deal(
    walk: Walk, link: Link, *whats: str, by: str = "manager", done: str = "Rang them."
) -> None:
    """Say what was done about these, or about all that is open."""
    walk.as_(
        by,
        lambda actor: rested.deal(
            link=link, whats=whats or rested.on(link).open, done=done, by=actor, at=walk.at
        ),
    )
