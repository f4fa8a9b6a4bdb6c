"""Whatever the order: every request that is overdue when the watch looks is escalated exactly once
for each time that it missed, and none that answered in time ever is (a.8, 15)."""

from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries
from frontdoor.casework.gathering.escalating import ON_ITS_WAY
from frontdoor.casework.gathering.models import Asked
from frontdoor.jobs import watching
from frontdoor.jobs.example import midway
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from tests import make

pytestmark = pytest.mark.django_db

AGENCIES = ("police", "education", "health")
STEPS = st.lists(
    st.tuples(
        st.integers(1, 9),  # hours until it happens
        st.sampled_from(["sweep", "sweep", "sweep", "answer", "extend", "escalate"]),
        st.sampled_from(AGENCIES),
    ),
    max_size=14,
)


@given(steps=STEPS)
@settings(max_examples=25, deadline=None)
def test_each_miss_that_is_seen_escalates_exactly_once(
    steps: list[tuple[int, str, str]],
) -> None:
    with transaction.atomic():
        _walk(steps)
        transaction.set_rollback(True)


def _walk(steps: list[tuple[int, str, str]]) -> None:
    walk = make.walk()
    enquiry = make.requests(walk, asked=AGENCIES)[0].enquiry
    expected: dict[str, set[object]] = {agency: set() for agency in AGENCIES}
    hours = 0
    for after, step, agency in [*steps, (1, "sweep", "police")]:
        hours += after
        now = make.later(walk, hours=hours)
        if step == "sweep":
            for each in AGENCIES:
                expected[each] |= _to_escalate(_now_is(enquiry, each), at=now.at)
            watching.look_at(walk.hub, at=now.at)
        else:
            _do(now, step, _now_is(enquiry, agency))
        for each in AGENCIES:
            assert _missed(_now_is(enquiry, each)) == sorted(expected[each], key=str)


def _to_escalate(asked: Asked, *, at: datetime) -> set[object]:
    """Return the miss that the watch has to see now, by a way of our own."""
    due_at = asked.falls_due_at
    by_hand = any(e.told and e.made_by is not None and e.made_at > due_at for e in asked.chased)
    late = not asked.is_answered and at - ON_ITS_WAY > due_at
    return {due_at} if late and not by_hand else set()


def _do(walk: Walk, step: str, asked: Asked) -> None:
    try:
        if step == "answer":
            walk.answer(asked.whole)
        elif step == "extend":
            midway.extend(walk, asked, days=1)
        else:
            midway.escalate(walk, asked)
    except Refused:
        pass  # Answered, or not late: nothing happened.


def _now_is(enquiry: Enquiry, agency: str) -> Asked:
    make.enter("manager")
    return queries.question(agency, enquiry)


def _missed(asked: Asked) -> list[object]:
    times = [each.missed_at for each in asked.chased if each.made_by is None]
    if asked.returned_at is not None:
        assert all(each and asked.returned_at > each for each in times), "It answered in time."
    return sorted(times, key=str)
