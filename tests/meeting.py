"""Searches that meet what is restricted, as tests need them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from frontdoor.access import context
from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.restricting.models import Restriction
from frontdoor.casework.searches import behind, operations, queries
from frontdoor.casework.searches.models import Checked, HiddenMatch
from frontdoor.casework.searches.vocabulary import MatchMove
from frontdoor.jobs import watching
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion
from tests import make

if TYPE_CHECKING:
    from tests.world import World

JUNO = Told(
    given_names="Juno", family_name="Hartwell", date_of_birth=date(2019, 4, 2), postcode="CV1 9ZZ"
)
ALIKE = replace(JUNO, given_names="Juna")
WORDS = "Ring Moira Kane before anybody visits."
WHY = "The address must stay unknown."


def restricted(walk: Walk, *readers: str, child: Told = JUNO) -> Restriction:
    """Return that the record of a child is for named readers alone."""
    return restricting.restrict(walk, make.contact(walk, children=[child]), *readers)


def look(walk: Walk) -> list[HiddenMatch]:
    """Look behind the wall as the watch does."""
    with context.inside(walk.hub.pk):
        return behind.look(walk.hub.pk, at=walk.at)


def version(walk: Walk) -> PolicyVersion:
    """Return the rules of the hub now."""
    with context.inside(walk.hub.pk):
        return policies.current(walk.hub.pk, at=walk.at)


def look_at_lists(walk: Walk) -> list[HiddenMatch]:
    """Look behind the wall whom lists met, as the watch does."""
    with context.inside(walk.hub.pk):
        return behind.look_at_lists(walk.hub.pk, at=walk.at)


def watch(walk: Walk) -> None:
    """Let the watch go round, which looks and then tells."""
    assert watching.go_round(at=walk.at)


def met(walk: Walk, *readers: str, child: Told = JUNO) -> tuple[Case, HiddenMatch]:
    """Return a case whose child is in a restricted record, and that the program found it."""
    restricted(walk, *readers)
    case = make.case(walk, children=[child])
    [found] = look(walk)
    reader = readers[0] if readers else "manager"
    return case, walk.as_(reader, lambda _: queries.match(found.pk))


def put(walk: Walk, case: Case, held: Restriction) -> HiddenMatch:
    """Return that a case met a restricted record, as the program keeps it, whoever they are."""
    parts = Party.objects.filter(contact=held.contact_id).order_by("pk")
    with context.inside(walk.hub.pk):
        version = policies.current(walk.hub.pk, at=walk.at)
        person = parts.values_list("person", flat=True)[0]
        Checked.objects.create(hub=walk.hub, case=case, seen=case.child.version, at=walk.at)
        return behind.keep(case, held.pk, person, False, version=version, at=walk.at)


def stage(world: World) -> Case:
    """Return a case that met a restricted record, and keep the number of that in the world."""
    case = make.case(world.walk)
    held = restricting.restrict(world.walk, make.contact(world.walk))
    world.match = put(world.walk, case, held).pk
    return case


def answer(
    walk: Walk,
    match: HiddenMatch,
    move: MatchMove = MatchMove.TELL,
    *,
    words: str = WORDS,
    why: str = WHY,
    seen: int | None = None,
    by: str = "manager",
) -> HiddenMatch:
    """Say what follows."""
    return walk.as_(
        by,
        lambda actor: operations.answer(
            match=match,
            move=move,
            words=words if move is MatchMove.TELL else "",
            why=why,
            seen=seen or queries.match(match.pk).version,
            by=actor,
            at=walk.at,
        ),
    )
