"""What was joined is one child in one contact, and has no outcome a second time (a.8, 8)."""

from datetime import date

import pytest

from frontdoor.access import context
from frontdoor.casework.contacts.vocabulary import Why
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight import operations
from frontdoor.oversight.measures import activity, sources
from frontdoor.oversight.measures.period import Period
from tests import make, reporting

MARCH = Period(since=date(2027, 3, 1), until=date(2027, 3, 1))


def _count(walk: Walk) -> None:
    with context.inside(walk.hub.pk):
        operations.count(hub_id=walk.hub.pk, at=walk.at)
    make.enter()


@pytest.mark.django_db
@pytest.mark.parametrize(("why", "contacts"), [(Why.INCIDENT, 1), (Why.NEWS, 2)])
def test_a_joined_child_has_no_second_outcome_and_an_incident_is_counted_once(
    walk: Walk, why: Why, contacts: int
) -> None:
    first, second = reporting.two(walk)
    together.join(walk, second, first, why=why)
    walk.to_mash(first.contact)
    _count(walk)

    [month] = activity.activity(walk.hub.pk, MARCH)
    rows = {row.group: row for row in sources.sources(walk.hub.pk, MARCH)}

    assert (month.contacts, month.children, month.mash_or_referral) == (contacts, 2, 1)
    assert (month.not_yet, rows["education"].joined, rows["education"].total) == (0, 1, 1)

    together.part(walk, reporting.as_it_is(second))
    _count(walk)
    [month] = activity.activity(walk.hub.pk, MARCH)
    assert (month.contacts, month.children, month.not_yet) == (2, 2, 1)
