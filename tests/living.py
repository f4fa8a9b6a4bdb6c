"""A world in which more is held of a child than one contact told, for the pages of a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example import registering
from frontdoor.people.held import Adoption, Residence
from tests import make

if TYPE_CHECKING:
    from tests.world import World


def living(world: World) -> Case:
    """Return the case of a child who stays with her aunt."""
    case = make.case(world.walk)
    registering.live(world.walk, case)
    registering.warn(world.walk, case, review_by=world.walk.at.date() + timedelta(days=7))
    return case


def tied(world: World) -> Case:
    """Return the case of a child who was adopted, for the readers of who she was before."""
    case = make.case(world.walk)
    registering.adopt(world.walk, case)
    return case


def words(world: World, case: Case) -> dict[str, dict[str, object]]:
    """Return what the pages need on which a person is."""
    homes = Residence.objects.filter(person=case.child_id).values_list("pk", flat=True)
    row = world.walk.as_("manager", lambda _: homes.order_by("pk").first()) or 999999
    child: dict[str, object] = {"reference": case.reference, "number": case.child_id}
    address = child | {"what": "address"}
    ties = Adoption.objects.filter(person=case.child_id).values_list("pk", flat=True)
    tie = world.walk.as_("manager", lambda _: ties.first()) or 999999
    of_case: dict[str, object] = {"reference": case.reference}
    return {
        "people:tie": of_case,
        "people:untie": of_case | {"number": tie},
        "people:show": child,
        "people:nhs": child,
        "people:add": address,
        "people:end": address | {"row": row},
    }
