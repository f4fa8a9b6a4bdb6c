"""What is to be done for a report goes with it where it goes on, and back when it is parted."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.closing.queries import running_out, shut
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.worklist.unread import unread
from frontdoor.jobs.example import acting, together
from frontdoor.jobs.example.walk import Walk
from tests import make, pages, reporting
from tests.acting import RESULT, now_is, on
from tests.conftest import ItIs
from tests.deciding import decided
from tests.integration.conftest import SignIn
from tests.reporting import as_it_is

pytestmark = pytest.mark.django_db


def _joined(walk: Walk) -> tuple[Case, Case, Action]:
    """Return an open case, the report that goes on in it, and what is to be done for the report."""
    first, second = reporting.two(walk)
    action = acting.set_action(walk, second)
    together.join(make.later(walk, hours=2), as_it_is(second), first)
    return as_it_is(first), as_it_is(second), action


def test_what_is_to_be_done_for_a_report_is_to_be_done_where_it_goes_on(walk: Walk) -> None:
    first, second, action = _joined(walk)

    assert on(first) == [action]
    assert queries.open_on(first) == [action]
    assert list(queries.still_open()) == [first.pk]
    assert now_is(action).case_id == second.pk


def test_two_actions_of_one_number_stand_beside_each_other(walk: Walk) -> None:
    first, second = reporting.two(walk)
    theirs, ours = acting.set_action(walk, second), acting.set_action(walk, first, to="triage")

    together.join(make.later(walk, hours=2), as_it_is(second), as_it_is(first))

    assert theirs.number == ours.number
    assert set(on(first)) == {theirs, ours}


def test_parted_it_goes_back_with_its_report(walk: Walk) -> None:
    first, second, action = _joined(walk)

    together.part(make.later(walk, hours=3), second)

    assert on(first) == []
    assert on(second) == [action]
    assert list(queries.still_open()) == [second.pk]


def test_the_worklist_has_it_due_on_the_open_case_alone(sign_in: SignIn, it_is: ItIs) -> None:
    """On a Saturday evening, when nothing else of the case runs out before it."""
    walk = make.walk(at=make.london("2027-03-06", "17:00"))
    first, second, _ = _joined(walk)
    it_is(make.later(walk, hours=3).at)

    page = pages.text(sign_in("manager").get("/?show="))

    assert "West Midlands Police" in page
    assert first.reference in page
    assert second.reference not in page


def test_what_runs_out_over_closing_is_lent_with_the_open_case(walk: Walk) -> None:
    evening = make.walk(at=make.london("2027-03-01", "15:00"))
    first, _, action = _joined(evening)
    times = shut(contacts.calendar(first), at=make.london("2027-03-01", "16:50"))

    found = [each.case for each in running_out(times) if acting.SEARCH in each.what]

    assert action.falls_due_at == make.london("2027-03-01", "19:00")
    assert found == [first]


def test_the_page_of_the_open_case_tells_it_and_its_result_is_news_there(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=3))
    first, second, action = _joined(walk)
    manager, here = sign_in("manager"), f"/cases/{first.reference}/"
    page = manager.get(here)
    assert acting.SEARCH in pages.text(page)
    assert f"Set on {second.reference}" in pages.text(page)

    acting.complete(make.walk(at=now()), action, RESULT)

    me = make.enter("manager")
    assert unread(first.reference, me=me.user_id).number == 1
    assert "1 new since you looked" in pages.text(manager.get(here))
    assert "Done by West Midlands Police" in pages.text(manager.get(here))
    back = manager.get(f"/actions/{action.pk}/").content.decode()
    assert f'href="{here}"' in back


def test_what_else_happens_to_a_report_is_no_news_on_the_open_case(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=3))
    first, second, _ = _joined(walk)
    sign_in("triage").get(f"/cases/{first.reference}/")

    make.walk(at=now()).as_("manager", lambda by: _confirmed(second, by))

    me = make.enter("triage")
    assert unread(first.reference, me=me.user_id).number == 0


def _confirmed(case: Case, by: Actor) -> None:
    triage.confirm_known(case=case, answer="no", left=0, seen=case.version, by=by, at=now())


def test_the_open_case_does_not_end_and_leave_it_behind(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=3))
    first, _, action = _joined(walk)
    together.read(make.walk(at=now()), first)
    manager, here = sign_in("manager"), f"/cases/{first.reference}/route/"
    told = decided(as_it_is(first), move="close/no_further_action")

    assert "is still to be done" in pages.errors(manager.post(here, told))
    manager.post(here, {**told, "withdraw_why": "Nobody lives there any more."})

    assert now_is(action).stage == Stage.WITHDRAWN
    assert as_it_is(first).stage == "closed"


def test_parted_from_a_case_that_has_left_it_is_the_hubs_to_follow_up_again(
    sign_in: SignIn,
) -> None:
    walk = make.walk(at=now() - timedelta(hours=3))
    first, second, action = _joined(walk)
    together.read(make.walk(at=now()), first)
    items = ["concern", f"action_{action.pk}_open"]
    told = decided(
        as_it_is(first), move="pass_on", team="area_team", items=items, basis="section_17"
    )
    sign_in("manager").post(f"/cases/{first.reference}/route/", told)
    assert now_is(action).stage == Stage.PASSED_ON

    together.part(make.walk(at=now()), as_it_is(second))

    assert (now_is(action).stage, now_is(action).passed_to) == (Stage.OPEN, "")
    assert on(as_it_is(second)) == [now_is(action)]
