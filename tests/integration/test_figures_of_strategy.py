"""Strategy discussions among the figures: how many were held in time (a.8, 16)."""

from datetime import date, timedelta

import pytest

from frontdoor.access import context
from frontdoor.jobs.example import strategy
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight import operations, queries
from frontdoor.oversight.measures import timeliness
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.vocabulary import Span
from tests import make

MARCH = Period(since=date(2027, 3, 1), until=date(2027, 3, 1))


@pytest.mark.django_db
def test_strategy_discussions_are_counted_from_the_call_until_they_are_held(walk: Walk) -> None:
    in_time, late = strategy.call(walk, make.case(walk)), strategy.call(walk, make.case(walk))
    off, waits = strategy.call(walk, make.case(walk)), strategy.call(walk, make.case(walk))
    strategy.hold(make.later(walk, hours=1), in_time)
    strategy.call_off(make.later(walk, hours=1), off)
    strategy.hold(make.later(walk, hours=3), late)
    make.case(walk)

    with context.inside(walk.hub.pk):
        operations.count(hub_id=walk.hub.pk, at=walk.at + timedelta(hours=3))

    by = make.enter()
    stands = timeliness.timeliness(walk.hub.pk, MARCH)[Span.STRATEGY]
    assert timeliness.total(stands) == timeliness.Timeliness(
        "", kept=1, missed=1, late=1, no_clock=2
    )
    cell = queries.Cell(span=Span.STRATEGY, states=("late",))
    [child] = queries.behind(
        cell, MARCH, to="look", actor=by, at=walk.at + timedelta(hours=3)
    ).children
    assert child.reference == str(waits.case)
