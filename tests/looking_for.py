"""People who are looked for without a contact, as tests need them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.searches import looking
from frontdoor.casework.searches.looking import Found
from frontdoor.casework.searches.models import Search
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.searching import described
from tests import make

if TYPE_CHECKING:
    from tests.world import World

WHY = "Her aunt rang back about Monday’s call."
TAMSIN = Told(given_names="Tamsin", family_name="Lowther", date_of_birth=date(2015, 2, 1))


def search(
    walk: Walk,
    told: Told = TAMSIN,
    *,
    reason: str = "rang_back",
    why: str = WHY,
    by: str = "social-worker",
) -> Search:
    """State for what purpose somebody is looked for."""
    return walk.as_(
        by, lambda actor: looking.state(reason=reason, why=why, told=told, by=actor, at=walk.at)
    )


def found(walk: Walk, made: Search, *, by: str = "social-worker") -> Found:
    """Return whom the register has."""
    return walk.as_(by, lambda actor: looking.found(made, by=actor, at=walk.at))


def of(person: Person) -> Told:
    """Return what is said of a person; or of another, where that is too little to look with."""
    said = Told(
        given_names=person.given_names,
        family_name=person.family_name,
        date_of_birth=person.date_of_birth,
        postcode=person.postcode,
    )
    return said if described(person).is_enough and person.family_name else TAMSIN


def stage(world: World) -> Case:
    """Return a case whose child a manager looked for, and keep the number of that in the world."""
    case = make.case(world.walk)
    made = search(world.walk, of(case.child), by="manager")
    found(world.walk, made, by="manager")
    world.search = made.pk
    return case
