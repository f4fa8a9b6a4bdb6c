"""Actions: who does what for a child by when, what came of it, and that nothing vanishes (P29)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from frontdoor.access.actor import Actor
from frontdoor.audit.models import Look
from frontdoor.casework.actions import operations, queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.jobs.example import acting, looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.people.operations import Told
from tests import make
from tests.acting import RESULT, given, now_is, on, tells
from tests.integration.behind import ask, seen

pytestmark = pytest.mark.django_db


# --- Setting ---


def test_an_agency_is_given_something_to_do_by_a_time(walk: Walk) -> None:
    action = given(walk)

    assert (action.owner, action.stage) == ("West Midlands Police", Stage.OPEN)
    assert action.falls_due_at == walk.at + timedelta(hours=4)
    assert tells("action.set") == {
        "what": acting.SEARCH,
        "owner": "West Midlands Police",
        "due_at": (walk.at + timedelta(hours=4)).isoformat(),
    }


@pytest.mark.parametrize("stage", ["awaiting", "in triage", "in mash", "gathering", "decided"])
def test_actions_are_set_for_as_long_as_the_case_is_in_the_hub(stage: str, walk: Walk) -> None:
    case = {
        "awaiting": lambda: make.case(walk),
        "in triage": lambda: make.in_triage(walk),
        "in mash": lambda: make.enquiry(walk, rating="").case,
        "gathering": lambda: make.requests(walk)[0].enquiry.case,
        "decided": lambda: make.decision(walk).enquiry.case,
    }[stage]()

    action = given(walk, case, to="triage")

    assert action.owner == "Tomasz Wilk"
    assert on(case) == [action]


def test_nothing_more_is_set_when_the_case_has_left(walk: Walk) -> None:
    case = make.product(walk).case

    with pytest.raises(Refused, match="Nothing more is set on this case: it is at “Closed”"):
        given(walk, case)


@pytest.mark.parametrize("who", ["officer", "triage", "police", "early-help-team-team"])
def test_only_who_may_ask_agencies_gives_them_something_to_do(who: str, walk: Walk) -> None:
    case = make.case(walk)
    told = _told(walk, case)

    with pytest.raises(Refused, match="is for the"):
        walk.as_(who, lambda by: operations.set_action(**told, by=by, at=walk.at))

    assert walk.as_("social-worker", lambda by: operations.set_action(**told, by=by, at=walk.at))


def _told(walk: Walk, case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "what": acting.SEARCH,
        "why": acting.WHY,
        "owner": acting.owner(walk, "police"),
        "people": [case.child],
        "due": Due(at=walk.at + timedelta(hours=1)),
        "seen": case.version,
    }


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("what", {"what": " "}),
        ("why", {"why": ""}),
        ("owner", {"owner": operations.Owner()}),
        ("owner", {"owner": operations.Owner(agency="early_help_team")}),
        ("people", {"people": []}),
        ("due", {"due": Due(at=make.MONDAY_9AM)}),
        ("due", {"due": Due(at=make.london("2037-03-01"))}),
    ],
)
def test_an_action_says_what_what_for_who_about_whom_and_by_when(
    field: str, wrong: dict[str, Any], walk: Walk
) -> None:
    told = _told(walk, make.case(walk)) | wrong

    with pytest.raises(Invalid) as refused:
        walk.as_("manager", lambda by: operations.set_action(**told, by=by, at=walk.at))

    assert refused.value.field == field


def test_nobody_of_another_contact_is_named_in_an_action(walk: Walk) -> None:
    told = _told(walk, make.case(walk)) | {"people": [make.case(walk).child]}

    with pytest.raises(Invalid, match="from those named in the contact"):
        walk.as_("manager", lambda by: operations.set_action(**told, by=by, at=walk.at))


def test_a_worker_is_one_who_looks_into_cases_here(walk: Walk) -> None:
    for who in ("officer", "performance", "police"):
        with pytest.raises(Invalid, match="Choose who does it"):
            given(walk, to=who) if who != "police" else _to_an_officer_of_the_police(walk)

    assert given(walk, to="social-worker").owner == "Adaeze Obi"


def _to_an_officer_of_the_police(walk: Walk) -> None:
    case = make.case(walk)
    somebody = operations.Owner(worker=looking.worker(walk, "police"))
    told = _told(walk, case) | {"owner": somebody}
    walk.as_("manager", lambda by: operations.set_action(**told, by=by, at=walk.at))


def test_whoever_is_about_to_decide_is_told_of_an_action_set_meanwhile(walk: Walk) -> None:
    case = make.case(walk)
    given(walk, case)

    with pytest.raises(Stale):
        walk.as_("manager", lambda by: _decided(walk, case, by))


def _decided(walk: Walk, case: Case, by: Actor) -> Case:
    return triage.route(
        case=case,
        move=CaseMove.SEND_TO_TRIAGE,
        route="",
        team="",
        reason="So.",
        advised=False,
        seen=case.version,
        by=by,
        at=walk.at,
    )


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (make.london("2027-03-01", "10:00"), make.london("2027-03-01", "12:00")),
        # Friday, half an hour before the hub closes; Sunday night.
        (make.london("2027-03-05", "16:00"), make.london("2027-03-05", "17:30")),
        (make.london("2027-03-07", "23:00"), make.london("2027-03-08", "00:00")),
    ],
)
def test_at_once_does_not_wait_for_the_hub_to_open(
    asked: datetime, due: datetime, walk: Walk
) -> None:
    version = make.case(walk).contact.policy_version

    at_once, today, *_ = queries.soon(version, at=asked)

    assert (at_once.name, at_once.due.at) == ("At once", due)
    assert today.name == "The same day"


# --- What its owner sees ---


def test_an_agency_sees_its_action_and_those_it_is_about_and_nothing_else(walk: Walk) -> None:
    contact = walk.contact()
    walk.person(contact, Told(given_names="Dana"), Part.CARER)
    case = walk.case(walk.describe(contact))
    action = given(walk, case)

    make.enter("police")

    assert seen() == {
        "access_grant": 1,
        "actions_action": 1,
        "actions_actionperson": 1,
        "people_person": 1,
    }
    assert ask("SELECT id FROM people_person") == [(case.child_id,)]
    assert [each.pk for each in queries.tray(make.actor("police").agency_id)] == [action.pk]


@pytest.mark.parametrize("who", ["health", "early-help-team-team", "performance", "administrator"])
def test_nobody_else_outside_sees_an_action(who: str, walk: Walk) -> None:
    action = given(walk)
    somebody = make.enter(who)

    with pytest.raises(Unknown):
        queries.get(action.pk, actor=somebody, to="look", at=walk.at)

    assert not {name for name in seen() if name.startswith(("actions_", "people_"))}


def test_an_agency_sees_nothing_of_what_a_worker_of_the_hub_does(walk: Walk) -> None:
    given(walk, to="triage")

    make.enter("police")

    assert seen() == {}


def test_every_look_is_remembered(walk: Walk) -> None:
    action = given(walk)

    officer = make.enter("police")
    queries.get(action.pk, actor=officer, to="do", at=walk.at)

    make.enter("manager")
    look = Look.objects.get(by_id=officer.user_id)
    assert (look.subject, look.purpose) == (action.case_reference, "do")


# --- What came of it ---


def test_its_owner_says_what_came_of_it_and_it_was_in_time(walk: Walk) -> None:
    action = given(walk)

    acting.complete(make.later(walk, hours=4), action, RESULT)

    done = now_is(action)
    assert (done.stage, done.words, done.kept) == (Stage.DONE, RESULT, True)
    assert done.ended_by_name == make.actor("police").name
    assert tells("action.done")["in_time"] is True


def test_a_minute_late_is_late(walk: Walk) -> None:
    action = given(walk)

    acting.complete(make.later(walk, hours=4, minutes=1), action)

    assert now_is(action).kept is False
    assert tells("action.done")["in_time"] is False


@pytest.mark.parametrize("to", ["police", "triage"])
def test_nobody_says_it_for_its_owner(to: str, walk: Walk) -> None:
    action = given(walk, to=to)
    told: dict[str, Any] = {
        "action": action,
        "result": RESULT,
        "seen": action.version,
        "at": walk.at,
    }

    for who in ("manager", "social-worker"):
        with pytest.raises(Refused, match="can say what came of this"):
            walk.as_(who, lambda by: operations.complete(**told, by=by))
    with pytest.raises((Refused, Unknown)):
        walk.as_("health", lambda by: operations.complete(**told, by=by))

    assert acting.complete(walk, action).stage == Stage.DONE


def test_silence_is_never_done(walk: Walk) -> None:
    action = given(walk)

    with pytest.raises(Invalid, match="also when nothing was found"):
        acting.complete(walk, action, "  ")

    assert now_is(action).stage == Stage.OPEN


def test_what_cannot_be_done_says_why_and_is_neither_kept_nor_missed(walk: Walk) -> None:
    action = given(walk)
    with pytest.raises(Invalid, match="why it cannot be done"):
        _left(walk, action, "")

    _left(walk, action, "No power to search without a warrant.")

    assert (now_is(action).stage, now_is(action).kept) == (Stage.NOT_DONE, None)
    assert tells("action.not_done")["why"] == "No power to search without a warrant."


def _left(walk: Walk, action: Action, why: str) -> None:
    walk.as_(
        acting.whose(walk, action),
        lambda by: operations.leave(action=action, why=why, seen=action.version, by=by, at=walk.at),
    )


def test_the_second_of_two_officers_is_told(walk: Walk) -> None:
    action = given(walk)
    acting.complete(walk, action, RESULT)

    with pytest.raises(Stale):
        acting.complete(walk, action, "Also done.")

    assert now_is(action).words == RESULT
