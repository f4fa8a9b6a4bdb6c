"""Two reports of one evening: a neighbour rings, then the school, about the same children."""

from typing import Any

from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.worklist import queries as worklist
from frontdoor.casework.worklist.queries import Wanted
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import ROBIN, SCHOOL, Walk
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies
from tests import make

NEIGHBOUR = Caller(source="acquaintance", name="Ms Linden")
SHOUTING = Concern(concern="Shouting and a crash at about eight last night.")
ASLEEP = Concern(concern="Says nobody slept, because of the fight last night.")
WREN = Told(given_names="Wren", family_name="Example")


def reported(walk: Walk, *, by: Caller = NEIGHBOUR, **about: Any) -> Case:
    """Return the case of Robin that somebody tells of, handed over."""
    children = about.pop("children", (ROBIN,))
    concern = about.pop("concern", SHOUTING)
    return walk.case(walk.describe(walk.contact(children=children, caller=by), concern, **about))


def two(walk: Walk, **about: Any) -> tuple[Case, Case]:
    """Return the neighbour's case, and the school's of an hour later, of one child on record."""
    first = reported(walk)
    after = make.later(walk, hours=1)
    second = reported(after, by=SCHOOL, concern=ASLEEP, **about)
    together.link(after, second, first)
    return first, second


def joined(walk: Walk, **about: Any) -> tuple[Case, Case]:
    """Return two reports of which the later one goes on in the earlier one."""
    first, second = two(walk, **about)
    together.join(make.later(walk, hours=2), second, first)
    return as_it_is(first), as_it_is(second)


def brother(walk: Walk, case: Case) -> Case:
    """Return the second child of a report."""
    return walk.as_("manager", lambda _: queries.cases(case.contact)[1])


def as_it_is(case: Case) -> Case:
    """Return a case as the manager sees it now."""
    by = make.enter("manager")
    return queries.case(case.reference, actor=by, to="test", at=make.MONDAY_9AM)


def listed(walk: Walk) -> list[Case]:
    """Return the cases that the manager's list shows at a moment."""
    by = make.enter("manager")
    calendar = policies.calendar(policies.current(walk.hub.pk, at=walk.at))
    found = worklist.worklist(Wanted(), worklist.look(me=by.user_id, calendar=calendar, at=walk.at))
    return [each.case for each in found.cases]


def clock(case: Case, span: Span) -> Clock | None:
    """Return a promise of a case that is in force."""
    make.enter("manager")
    return Clock.objects.filter(case=case, span=span, replaced_at__isnull=True).first()
