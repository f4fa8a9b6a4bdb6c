"""What changes about an action: its time, its owner, and what becomes of it when a case leaves."""

from datetime import timedelta
from typing import Any

import pytest

from frontdoor.casework.actions import changing, leaving, queries
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Move, Stage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.jobs.example import acting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from tests import make
from tests.acting import RESULT, as_manager, given, now_is, on, tells
from tests.integration.behind import ask

pytestmark = pytest.mark.django_db


# --- Another time, another owner ---


def test_another_time_stands_beside_the_first(walk: Walk) -> None:
    action = given(walk)

    acting.retime(walk, action, due_at=walk.at + timedelta(hours=8))
    acting.complete(make.later(walk, hours=7), action)

    done = now_is(action)
    assert done.due_at == walk.at + timedelta(hours=4)
    assert done.falls_due_at == walk.at + timedelta(hours=8)
    assert done.kept is True


def test_more_time_given_too_late_does_not_undo_the_miss(walk: Walk) -> None:
    action = given(walk)

    late = make.later(walk, hours=5)
    acting.retime(late, action, due_at=late.at + timedelta(hours=8))
    acting.complete(late, action)

    assert now_is(action).kept is False


def test_an_earlier_time_counts_as_well(walk: Walk) -> None:
    action = given(walk)

    acting.retime(walk, action, due_at=walk.at + timedelta(hours=1))
    acting.complete(make.later(walk, hours=2), action)

    assert now_is(action).kept is False


def test_another_time_takes_a_manager_a_reason_and_a_time_to_come(walk: Walk) -> None:
    action = given(walk)
    soon = Due(at=walk.at + timedelta(hours=1))
    told: dict[str, Any] = {
        "action": action,
        "due": soon,
        "why": "So.",
        "seen": action.version,
        "at": walk.at,
    }

    with pytest.raises(Refused, match="is for the team manager"):
        walk.as_("social-worker", lambda by: changing.retime(**told, by=by))
    for wrong in ({"why": " "}, {"due": Due(at=walk.at)}, {"due": Due(at=action.due_at)}):
        with pytest.raises(Invalid):
            as_manager(walk, changing.retime, action, **({"due": soon} | wrong))

    assert as_manager(walk, changing.retime, action, due=soon).due_at == soon.at


def test_given_to_somebody_else_the_first_keeps_what_it_was_asked_and_no_more(walk: Walk) -> None:
    action = given(walk)
    to_health = {
        "owner": acting.owner(walk, "health"),
        "due": Due(at=walk.at + timedelta(hours=6)),
    }

    after = as_manager(walk, changing.give_on, action, **to_health)
    acting.complete(walk, after, "The nurse saw him.")

    assert [(each.owner, each.stage) for each in queries.turns(now_is(action))] == [
        ("West Midlands Police", Stage.GIVEN_ON),
        ("Coventry and Warwickshire Partnership NHS Trust", Stage.DONE),
    ]
    assert [each.pk for each in on(after.case)] == [after.pk]
    make.enter("police")
    assert ask("SELECT stage, words FROM actions_action") == [("given_on", "It has changed.")]


def test_given_on_too_late_it_is_a_miss_of_the_first(walk: Walk) -> None:
    action, late = given(walk), make.later(walk, hours=5)

    after = as_manager(
        late,
        changing.give_on,
        action,
        owner=acting.owner(walk, "triage"),
        due=Due(at=late.at + timedelta(hours=1)),
    )
    acting.complete(late, after)

    assert now_is(action).kept is False
    assert now_is(after).kept is True
    assert tells("action.given_on")["in_time"] is False


def test_it_is_given_to_another_with_a_reason_and_by_a_manager(walk: Walk) -> None:
    action = given(walk)
    to: dict[str, Any] = {
        "owner": acting.owner(walk, "triage"),
        "due": Due(at=walk.at + timedelta(hours=1)),
    }

    with pytest.raises(Invalid, match="has this already"):
        as_manager(walk, changing.give_on, action, **{**to, "owner": acting.owner(walk, "police")})
    with pytest.raises(Invalid, match="Give the reason"):
        as_manager(walk, changing.give_on, action, **to, why="")
    told: dict[str, Any] = {
        "action": action,
        "why": "So.",
        "seen": action.version,
        "at": walk.at,
        **to,
    }
    with pytest.raises(Refused, match="is for the team manager"):
        walk.as_("social-worker", lambda by: changing.give_on(**told, by=by))

    assert as_manager(walk, changing.give_on, action, **to).owner == "Tomasz Wilk"


def test_a_manager_withdraws_it_with_a_reason_that_its_owner_reads(walk: Walk) -> None:
    action = given(walk)
    with pytest.raises(Invalid, match="wanted no more"):
        as_manager(walk, changing.withdraw, action, why="")
    with pytest.raises(Refused, match="is for the team manager"):
        walk.as_(
            "social-worker",
            lambda by: changing.withdraw(
                action=action, why="So.", seen=action.version, by=by, at=walk.at
            ),
        )

    as_manager(walk, changing.withdraw, action, why="His mother handed everything in.")

    make.enter("police")
    assert ask("SELECT stage, words, kept FROM actions_action") == [
        ("withdrawn", "His mother handed everything in.", None)
    ]


@pytest.mark.parametrize("move", [Move.DO, Move.LEAVE, Move.GIVE_ON, Move.WITHDRAW])
def test_what_is_over_stays_over(move: Move, walk: Walk) -> None:
    action = acting.complete(walk, given(walk))

    who = make.actor("police" if move in (Move.DO, Move.LEAVE) else "manager")

    assert "this is at “Done”" in now_is(action).why_not(move, by=who)
    with pytest.raises(Refused, match="it is at “Done”"):
        as_manager(walk, changing.retime, now_is(action), due=Due(at=walk.at))


# --- When the case leaves the hub ---


def test_what_is_sent_along_is_still_owed_and_what_is_not_is_withdrawn(walk: Walk) -> None:
    case = make.case(walk)
    police, triage = given(walk, case), given(walk, case, to="triage")

    _settle(walk, case, sent={"Area team East": [leaving.key(police)]}, why="The team will.")

    passed, withdrawn = now_is(police), now_is(triage)
    assert (passed.stage, passed.passed_to) == (Stage.PASSED_ON, "Area team East")
    assert (withdrawn.stage, withdrawn.words) == (Stage.WITHDRAWN, "The team will.")
    acting.complete(walk, passed, RESULT)
    assert now_is(police).words == RESULT


@pytest.mark.parametrize("to", [[], ["Area team East"]])
def test_nothing_vanishes_when_a_case_leaves(to: list[str], walk: Walk) -> None:
    case = make.case(walk)
    action = given(walk, case)

    with pytest.raises(Invalid, match="is still to be done") as refused:
        _settle(walk, case, sent={team: ["concern"] for team in to}, why="")

    assert refused.value.field == "withdraw_why"
    assert now_is(action).stage == Stage.OPEN


def test_what_comes_back_with_its_case_is_the_hubs_to_follow_up_again(walk: Walk) -> None:
    case = make.case(walk)
    action = given(walk, case)
    _settle(walk, case, sent={"Area team East": [leaving.key(action)]}, why="")

    walk.as_("manager", lambda by: leaving.take_back(case=case, by=by, at=walk.at))

    assert (now_is(action).stage, now_is(action).passed_to) == (Stage.OPEN, "")


def _settle(walk: Walk, case: Case, **said: Any) -> None:
    walk.as_("manager", lambda by: leaving.settle(case=case, **said, by=by, at=walk.at))


def test_what_is_done_needs_nothing_when_the_case_closes(walk: Walk) -> None:
    case = make.case(walk)
    acting.complete(walk, given(walk, case))

    _settle(walk, case, sent={}, why="")

    closed = walk.route(case.contact, CaseMove.CLOSE)
    assert closed.stage == "closed"
