"""A case as the routing page decides it: what a browser sends, and what it leaves behind."""

from typing import Any

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.operations import Caller
from frontdoor.jobs.example.walk import Walk
from tests import make

NEIGHBOUR = Caller(source="acquaintance", name="Ms Linden")


def waiting(walk: Walk, *, caller: Caller = NEIGHBOUR, **answers: str) -> Case:
    """Return a case whose concern was described with these answers."""
    contact = walk.contact(caller=caller)
    walk.describe(contact, Concern(concern="Shouting at night."), answers=answers)
    return walk.case(contact)


def decided(case: Case, **said: Any) -> dict[str, Any]:
    """Return a decision as it is sent by somebody who has looked at the case as it is now."""
    make.enter("manager")
    newest = audit.history([case.reference, case.contact.reference])[0].pk
    as_offered = {"reason": "By the threshold document.", "looked": "no"}
    return {"seen": case.version, "after": newest} | as_offered | said


def now(case: Case) -> Case:
    """Return the case as it is now."""
    return queries.case(case.reference, actor=make.enter("manager"), to="test", at=make.MONDAY_9AM)


def address(case: Case) -> str:
    """Return the address of the routing page."""
    return f"/cases/{case.reference}/route/"


def routed(case: Case, hub_slug: str = "coventry") -> dict[str, Any]:
    """Return what is remembered of the newest decision on where a case goes."""
    make.enter("manager", hub_slug=hub_slug)
    found = audit.history([case.reference])
    return next(event.facts for event in found if event.kind == "case.routed")
