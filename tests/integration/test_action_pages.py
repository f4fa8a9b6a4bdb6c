"""The pages of actions: set by the hub, done by their owner, seen on the case and the worklist."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localtime, now

from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example import acting
from tests import make, pages
from tests.acting import RESULT, now_is, on
from tests.integration.test_bad_input import ODD

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def typed(case: Case, **more: Any) -> dict[str, Any]:
    return {
        "what": acting.SEARCH,
        "why": acting.WHY,
        "owner": "agency-police",
        "people": [case.child_id],
        "due": "immediate",
    } | more


def address(case: Case) -> str:
    return f"/cases/{case.reference}/action/"


def given(*, hours_ago: float = 0, to: str = "police") -> Action:
    walk = make.walk(at=now() - timedelta(hours=hours_ago))
    return acting.set_action(walk, make.case(walk), to=to)


# --- Setting ---


def test_the_manager_gives_the_police_something_to_do(sign_in: SignIn) -> None:
    case, manager = make.case(make.walk(at=now())), sign_in("manager")

    page = pages.sent(manager, address(case), **typed(case))

    assert page.status_code == 302
    said = pages.text(manager.get(f"/cases/{case.reference}/"))
    assert "Who does what by when" in said
    assert acting.SEARCH in said
    assert "West Midlands Police has something to do" in said


def test_a_day_and_a_time_can_be_typed(sign_in: SignIn) -> None:
    case, manager = make.case(make.walk(at=now())), sign_in("manager")
    then = localtime(now() + timedelta(days=2)).replace(hour=20, minute=15)
    told = {
        "due": "then",
        "due_on-day": then.day,
        "due_on-month": then.month,
        "due_on-year": then.year,
    }

    page = pages.sent(manager, address(case), **typed(case, **told))
    assert "Enter the time" in pages.errors(page)
    pages.sent(manager, address(case), **typed(case, **told, due_time="8:15pm"))

    [action] = on(case)
    assert localtime(action.due_at).strftime("%H:%M") == "20:15"
    assert localtime(action.due_at).date() == then.date()


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(sign_in: SignIn) -> None:
    case, manager = make.case(make.walk(at=now())), sign_in("manager")

    page = pages.sent(manager, address(case), what=acting.SEARCH, due="then")

    said = pages.errors(page)
    assert page.status_code == 422
    for missing in ("What is it for?", "Who does it?", "Enter the day"):
        assert missing in said
    assert acting.SEARCH in pages.text(page)
    assert on(case) == []


def test_a_time_that_is_past_is_refused_at_the_time(sign_in: SignIn) -> None:
    case, manager = make.case(make.walk(at=now())), sign_in("manager")
    past = {"due": "then", "due_on-day": 1, "due_on-month": 1, "due_on-year": 2026}

    page = pages.sent(manager, address(case), **typed(case, **past, due_time="9am"))

    assert "Choose a time that is yet to come." in pages.errors(page)


def test_the_second_of_two_is_shown_what_the_first_set(sign_in: SignIn) -> None:
    case = make.case(make.walk(at=now()))
    held = pages.opened(sign_in("manager-2"), address(case))
    pages.sent(sign_in("manager"), address(case), **typed(case))

    page = sign_in("manager-2").post(address(case), {**held, **typed(case)})

    assert page.status_code == 409
    assert "West Midlands Police has something to do" in pages.text(page)


# --- What its owner sees and says ---


def test_the_police_find_it_in_their_tray_and_read_the_words_and_the_name(
    sign_in: SignIn,
) -> None:
    action, police = given(), sign_in("police")

    tray = pages.text(police.get("/requests/"))
    said = pages.text(police.get(f"/actions/{action.pk}/"))

    for words in (acting.SEARCH, "Robin Example", "3 hours 59 minutes left"):
        assert words in tray
    assert acting.WHY in said
    assert "A worry, in the words of whoever told it." not in said


@pytest.mark.parametrize("who", ["health", "early-help-team-team", "performance"])
def test_an_action_of_another_agency_is_not_there(who: str, sign_in: SignIn) -> None:
    action, client = given(), sign_in(who)

    looked = client.get(f"/actions/{action.pk}/")
    sent = client.post(f"/actions/{action.pk}/", {"seen": 1, "came": "done", "words": "Done."})

    assert {looked.status_code, sent.status_code} <= {403, 404}
    assert now_is(action).stage == Stage.OPEN


def test_the_police_say_that_nothing_was_found(sign_in: SignIn) -> None:
    action, police = given(), sign_in("police")

    page = pages.sent(police, f"/actions/{action.pk}/", came="done")
    assert "What came of it?" in pages.errors(page)
    pages.sent(police, f"/actions/{action.pk}/", came="done", words=RESULT)

    assert "Done" in pages.text(police.get("/requests/"))
    said = pages.text(sign_in("manager").get(f"/cases/{action.case_reference}/"))
    assert RESULT in said
    assert "Done by West Midlands Police" in said


def test_what_cannot_be_done_says_why(sign_in: SignIn) -> None:
    action, why = given(), "No power to search without a warrant."

    pages.sent(sign_in("police"), f"/actions/{action.pk}/", came="not_done", words=why)

    said = pages.text(sign_in("manager").get(f"/cases/{action.case_reference}/"))
    assert "Could not be done" in said
    assert why in said


def test_the_second_of_two_officers_is_shown_what_the_first_said(sign_in: SignIn) -> None:
    action, police = given(), sign_in("police")
    held = pages.opened(police, f"/actions/{action.pk}/")
    pages.sent(police, f"/actions/{action.pk}/", came="done", words=RESULT)

    page = police.post(f"/actions/{action.pk}/", {**held, "came": "done", "words": "A knife."})

    assert page.status_code == 409
    assert RESULT in pages.text(page)
    assert "A knife." in pages.text(page)


@pytest.mark.parametrize("who", ["manager", "social-worker", "officer"])
def test_nobody_says_it_for_the_police(who: str, sign_in: SignIn) -> None:
    action = given()

    page = sign_in(who).post(f"/actions/{action.pk}/", {"seen": 1, "came": "done", "words": "Yes."})

    assert page.status_code == 403
    assert "Only West Midlands Police can say what came of this." in pages.text(page)


@pytest.mark.parametrize("what", ODD.values(), ids=list(ODD))
def test_odd_words_of_its_owner_are_no_fault_of_ours(what: Any, sign_in: SignIn) -> None:
    action = given()
    sent = {"seen": what, "came": what, "words": what} if what else {}

    page = sign_in("police").post(f"/actions/{action.pk}/", sent)

    assert page.status_code < 500


# --- What runs out first ---


def test_the_worklist_tells_an_action_by_when_it_is_due(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    case = make.enquiry(walk, rating="").case
    acting.set_action(walk, case, due_at=now() + timedelta(minutes=30))

    said = pages.text(sign_in("manager").get("/"))

    assert "West Midlands Police to act" in said


def test_another_time_counts_on_the_worklist(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    case = make.enquiry(walk, rating="").case
    action = acting.set_action(walk, case, due_at=now() + timedelta(days=30))
    assert "West Midlands Police to act" not in pages.text(sign_in("manager").get("/"))

    acting.retime(walk, action, due_at=now() + timedelta(minutes=30))

    assert "West Midlands Police to act" in pages.text(sign_in("manager").get("/"))


def test_a_late_action_is_late_on_the_worklist_and_something_for_the_manager(
    sign_in: SignIn,
) -> None:
    walk = make.walk(at=now() - timedelta(days=1))
    case = make.enquiry(walk, rating="").case
    acting.set_action(walk, case)
    manager = sign_in("manager")

    assert case.reference in pages.text(manager.get("/?show=late"))
    assert "West Midlands Police: not done in time" in pages.text(
        manager.get(f"/cases/{case.reference}/")
    )


def test_a_worker_finds_what_they_have_to_do_among_mine(sign_in: SignIn) -> None:
    action, worker = given(to="triage"), sign_in("triage")

    assert action.case_reference in pages.text(worker.get("/?who=me"))
    assert "Mine 1" in pages.text(worker.get("/"))
    assert action.case_reference not in pages.text(sign_in("social-worker").get("/?who=me"))
    assert "Say what came of it" in pages.text(worker.get(f"/cases/{action.case_reference}/"))


def test_what_is_done_is_no_longer_on_anybodys_list(sign_in: SignIn) -> None:
    action = given(to="triage")

    pages.sent(sign_in("triage"), f"/actions/{action.pk}/", came="done", words="They are well.")

    assert "Mine 0" in pages.text(sign_in("triage").get("/"))


# --- Changing ---


def test_the_manager_sets_another_time_with_a_reason(sign_in: SignIn) -> None:
    action, manager = given(), sign_in("manager")
    where = f"/actions/{action.pk}/change/"

    assert "Why?" in pages.errors(pages.sent(manager, where, what="time", due="one_day"))
    pages.sent(manager, where, what="time", due="one_day", why="School is shut.")

    said = pages.text(sign_in("police").get(f"/actions/{action.pk}/"))
    assert "School is shut." in said
    assert "Another time for West Midlands Police" in pages.text(
        manager.get(f"/cases/{action.case_reference}/")
    )


def test_the_manager_gives_it_to_somebody_else(sign_in: SignIn) -> None:
    action, manager = given(), sign_in("manager")
    where, why = f"/actions/{action.pk}/change/", "Health sees him today."

    page = pages.sent(manager, where, what="owner", why=why)
    assert "Choose who does it now" in pages.errors(page)
    pages.sent(manager, where, what="owner", owner="agency-health", due="as_it_is", why=why)

    [after] = on(action.case)
    assert after.owner.startswith("Coventry and Warwickshire")
    assert why in pages.text(sign_in("police").get(f"/actions/{action.pk}/"))
    assert acting.SEARCH in pages.text(sign_in("health").get("/requests/"))


def test_the_manager_withdraws_it(sign_in: SignIn) -> None:
    action, why = given(), "His mother handed everything in."

    pages.sent(sign_in("manager"), f"/actions/{action.pk}/change/", what="withdraw", why=why)

    police = sign_in("police")
    assert "Withdrawn" in pages.text(police.get("/requests/"))
    assert why in pages.text(police.get(f"/actions/{action.pk}/"))


def test_what_is_over_cannot_be_changed(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    action = acting.complete(walk, acting.set_action(walk, make.case(walk)))

    page = sign_in("manager").get(f"/actions/{action.pk}/change/")

    assert page.status_code == 403
    assert "This is over: it is at “Done”." in pages.text(page)


# --- However many there are ---


@pytest.mark.parametrize("page", ["/", "/cases/{case}/", "/requests/"])
def test_the_database_is_asked_as_often_for_many_as_for_one(page: str, sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    case = make.case(walk)
    client = sign_in("police" if page == "/requests/" else "manager")
    where = page.format(case=case.reference)
    acting.retime(walk, acting.set_action(walk, case), due_at=now() + timedelta(hours=1))

    one = pages.asked(client, where)
    for number in range(4):
        action = acting.set_action(walk, case, to=("police", "triage")[number % 2])
        acting.retime(walk, action, due_at=now() + timedelta(hours=number + 1))
        acting.set_action(walk, make.case(walk))

    assert len(pages.asked(client, where)) == len(one)
