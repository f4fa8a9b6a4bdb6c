"""What the program may write by itself: a notice, an escalation, that it did; and nothing else."""

import pytest

from frontdoor.access import context
from frontdoor.jobs import watching
from frontdoor.jobs.example.walk import Walk
from frontdoor.watch.models import Notice
from tests import make
from tests.integration.behind import change, refused

pytestmark = pytest.mark.django_db


INSERT_EVENT = (
    "INSERT INTO audit_event (hub_id, subject, kind, facts, by_id, by_name, at)"
    " VALUES (%s, 'CV-27-00001-A', %s, '{}', NULL, 'x', now())"
)
INSERT_CHASE = (
    "INSERT INTO gathering_chase (hub_id, request_id, agency_id, kind, told, due_at, made_at,"
    " missed_at) SELECT hub_id, id, agency_id, %s, %s, %s, now(), now() FROM gathering_request"
    " WHERE id = %s"
)
INSERT_NOTICE = (
    "INSERT INTO watch_notice (hub_id, kind, fact, subject, role, made_at, turn)"
    " VALUES (%s, 'missed', 'x', 'CV-27-00001-A', 'team_manager', now(), 1)"
)


def test_the_program_may_escalate_tell_and_remember_that(walk: Walk) -> None:
    request = make.requests(walk)[0]

    with context.inside(walk.hub.pk):
        assert change(INSERT_EVENT, walk.hub.pk, "watch.escalated") == 1
        assert change(INSERT_CHASE, "escalated", "The deputy", None, request.pk) == 1
        assert change(INSERT_NOTICE, walk.hub.pk) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE contacts_contact SET concern = ''",
        "UPDATE contacts_case SET route = 'x'",
        "UPDATE contacts_clock SET stopped_at = now(), kept = true",
        "UPDATE enquiries_enquiry SET rating = 'red'",
        "UPDATE people_person SET given_names = 'x'",
        "UPDATE access_grant SET until = now()",
    ],
)
def test_the_program_can_change_nothing_of_a_case(sql: str, walk: Walk) -> None:
    make.requests(walk)

    with context.inside(walk.hub.pk):
        refused(sql, words="audit_rowchange")


def test_the_program_remembers_nothing_but_its_own_steps_and_gives_nobody_time(walk: Walk) -> None:
    request = make.requests(walk)[0]

    with context.inside(walk.hub.pk):
        refused(INSERT_EVENT, walk.hub.pk, "case.routed", words="row-level security")
        refused(
            INSERT_CHASE, "extended", "", walk.at.isoformat(), request.pk,
            words="row-level security",
        )  # fmt: skip
        assert change("UPDATE gathering_request SET returned_by_name = 'x'") == 0


@pytest.mark.parametrize("short", ["manager", "officer", "police", "performance"])
def test_nobody_acts_in_the_programs_name(short: str, walk: Walk) -> None:
    request = make.requests(walk)[0]
    me = make.enter(short)

    refused(INSERT_NOTICE, me.hub_id, words="row-level security")
    refused(INSERT_EVENT, me.hub_id, "watch.escalated", words="row-level security")
    if short in ("manager", "officer"):
        refused(
            INSERT_CHASE, "escalated", "The deputy", None, request.pk, words="row-level security"
        )


def test_another_hub_is_told_nothing(walk: Walk) -> None:
    make.requests(walk, asked=("police",))

    watching.look_at(walk.hub, at=make.later(walk, hours=25).at)

    for short in ("manager", "police"):
        make.enter(short, hub_slug="durham")
        assert Notice.objects.count() == 0
