"""The pages of a strategy discussion: called in a minute, arranged, recorded, read by partners."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localtime, now

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.strategy.operations import Plan
from frontdoor.jobs.example import strategy
from frontdoor.jobs.example.walk import Walk
from tests import make, pages, reporting
from tests.deciding import address, waiting
from tests.deciding import now as as_it_is

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def page_of(case: Case, name: str = "") -> str:
    return f"/cases/{case.reference}/strategy/{name}"


def called(walk: Walk, **more: Any) -> Case:
    return strategy.call(walk, make.case(walk), **more).case


def recorded(**wrong: str) -> dict[str, str]:
    today = localtime()
    return {
        "held_on-day": str(today.day),
        "held_on-month": str(today.month),
        "held_on-year": str(today.year),
        "held_at": f"{today:%H:%M}",
        "took_part": "Anna Holt, the police.",
        "said": "Both girls are at risk.",
        "outcome": "joint",
    } | wrong


# --- Calling ---


def test_the_advice_on_immediate_harm_leads_to_it_at_once(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="yes")
    manager = sign_in("manager")

    on_route = manager.get(address(case)).content.decode()
    on_case = pages.text(manager.get(f"/cases/{case.reference}/"))

    assert f'href="{page_of(case)}"' in on_route
    # Before everything else that could be done.
    assert on_case.index("Call a strategy discussion") < on_case.index("Decide where this goes")


def test_a_harm_test_that_nobody_answered_leads_to_it_as_well(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="not_known")

    page = sign_in("manager").get(address(case)).content.decode()

    assert f'href="{page_of(case)}"' in page


def test_without_immediate_harm_the_advice_does_not_offer_it(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")

    page = pages.text(sign_in("manager").get(address(case)))

    assert "Call a strategy discussion" not in page


def test_one_reason_and_one_button_are_enough(
    sign_in: SignIn, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdoor.web.strategy.views.now", lambda: walk.at)
    case = waiting(walk, immediate_harm="yes")
    manager = sign_in("manager")
    page = manager.get(page_of(case))
    said = pages.text(page)
    assert "tells Responsive Services and Locality duty manager" in said
    assert "rates Robin Example Red ; gathering goes on" in said

    sent = manager.post(page_of(case), {**pages.offered(page), "why": "Found with two men."})

    assert sent.status_code == 302, pages.errors(sent)
    assert as_it_is(case).stage == "in_mash"
    read = pages.text(manager.get(f"/cases/{case.reference}/"))
    assert "Strategy discussion to be held" in read
    assert "Record the strategy discussion" in read
    assert "Found with two men." in read
    told = pages.text(sign_in("locality-duty-team").get("/products/"))
    assert "Robin Example" in told


def test_without_a_reason_nothing_is_done_and_nothing_lost(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="yes")
    manager = sign_in("manager")
    page = manager.get(page_of(case))

    sent = manager.post(page_of(case), {**pages.offered(page), "joining": "Room 2", "chair": ""})

    assert sent.status_code == 422
    assert "Why can it not wait" in pages.errors(sent)
    assert "Who chairs it" in pages.errors(sent)
    assert "Room 2" in sent.content.decode()
    assert as_it_is(case).stage == "awaiting"


def test_the_second_of_two_managers_is_shown_what_the_first_did(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, immediate_harm="yes")
    first, second = sign_in("manager"), sign_in("manager-2")
    seen = [pages.offered(each.get(page_of(case))) for each in (first, second)]

    first.post(page_of(case), {**seen[0], "why": "Found with two men."})
    refused = second.post(page_of(case), {**seen[1], "why": "She is hurt."})

    assert refused.status_code == 409
    assert "Strategy discussion called" in pages.text(refused)
    assert "She is hurt." in refused.content.decode()


def test_one_that_is_called_is_not_called_again(sign_in: SignIn, walk: Walk) -> None:
    case = called(walk)

    page = sign_in("manager").get(page_of(case))

    assert page.status_code == 403
    assert "has been called" in pages.text(page)


def test_an_outcome_of_section_47_asks_for_one_first(sign_in: SignIn, walk: Walk) -> None:
    choice = replace(make.EARLY_HELP, outcome="section_47", variant="", level=4, primary_need="N1")
    case = make.decision(walk, choice).enquiry.case

    page = pages.text(sign_in("manager").get(f"/cases/{case.reference}/"))

    assert page.index("Call a strategy discussion") < page.index("Authorise")


def test_who_does_not_route_sees_whose_it_is(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="yes")

    page = pages.text(sign_in("officer").get(f"/cases/{case.reference}/"))

    next_ = page.split("What next ")[1]
    assert "Call a strategy discussion" in next_.split(": This is for the team manager")[0]


# --- Arranging ---


def test_who_is_invited_reads_the_new_arrangement(sign_in: SignIn) -> None:
    case = called(make.walk(at=now()))
    said = {"chair": "Anna Holt", "joining": "11am, 01632 960021", "invited": ["education"]}

    sent = pages.sent(sign_in("manager"), page_of(case, "arrange/"), **said)

    assert sent.status_code == 302, pages.errors(sent)
    for agency in ("police", "education"):
        tray = pages.text(sign_in(agency).get("/requests/"))
        assert "Anna Holt chairs it." in tray
        assert "11am, 01632 960021" in tray


# --- In an agency's tray ---


def test_an_invited_agency_that_was_not_asked_reads_no_name(sign_in: SignIn, walk: Walk) -> None:
    case = called(walk, plan=Plan(chair="Responsive Services", invited=("police",)))

    tray = pages.text(sign_in("police").get("/requests/"))

    assert case.reference in tray
    assert "to be held by 11am on Monday 1 March 2027" in tray
    assert "Not arranged yet: the hub will ring you." in tray
    assert "Robin" not in tray
    assert "She is in danger." not in tray
    assert case.reference not in pages.text(sign_in("health").get("/requests/"))


def test_one_that_was_asked_reads_whom_it_is_about(sign_in: SignIn, walk: Walk) -> None:
    case = make.requests(walk)[0].enquiry.case
    strategy.call(walk, case)

    tray = pages.text(sign_in("police").get("/requests/"))

    assert f"Robin Example , {case.reference}: to be held by" in tray


def test_what_is_over_stays_in_the_tray_without_what_was_said(sign_in: SignIn, walk: Walk) -> None:
    discussion = strategy.hold(walk, make.discussion(walk))

    tray = pages.text(sign_in("police").get("/requests/"))

    assert f"{discussion.case}: held," in tray
    assert "significant harm" not in tray


# --- Recording, and calling off ---


def test_what_was_decided_is_read_on_the_case(sign_in: SignIn) -> None:
    case = called(make.walk(at=now()))
    manager = sign_in("manager")

    sent = pages.sent(manager, page_of(case, "record/"), **recorded())

    assert sent.status_code == 302, pages.errors(sent)
    page = pages.text(manager.get(f"/cases/{case.reference}/"))
    assert "Both girls are at risk." in page
    assert "Section 47 enquiry, jointly with the police" in page
    assert "Strategy discussion held" in page


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"held_at": "quarter past"}, "must be a time"),
        ({"held_on-year": "1999"}, "before the contact was received"),
        ({"held_on-year": "2999"}, "today or in the past"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"took_part": ""}, "Who took part"),
        ({"said": ""}, "What was said"),
    ],
)
def test_a_record_says_how_to_put_it_right(
    sign_in: SignIn, wrong: dict[str, str], error: str
) -> None:
    case = called(make.walk(at=now()))

    sent = pages.sent(sign_in("manager"), page_of(case, "record/"), **recorded(**wrong))

    assert sent.status_code == 422
    assert error in pages.errors(sent)


def test_the_second_record_is_shown_the_first(sign_in: SignIn) -> None:
    case = called(make.walk(at=now()))
    first, second = sign_in("manager"), sign_in("manager-2")
    seen = pages.opened(second, page_of(case, "record/"))
    pages.sent(first, page_of(case, "record/"), **recorded())

    refused = second.post(page_of(case, "record/"), {**seen, **recorded(said="Nothing.")})

    assert refused.status_code == 409
    assert "Strategy discussion held" in pages.text(refused)


def test_called_off_with_a_reason(sign_in: SignIn) -> None:
    case = called(make.walk(at=now()))
    manager = sign_in("manager")
    assert pages.sent(manager, page_of(case, "call-off/")).status_code == 422

    sent = pages.sent(manager, page_of(case, "call-off/"), reason="It was another child.")

    assert sent.status_code == 302
    page = pages.text(manager.get(f"/cases/{case.reference}/"))
    assert "Called off on" in page
    assert "It was another child." in page
    assert "called off," in pages.text(sign_in("police").get("/requests/"))


@pytest.mark.parametrize("name", ["arrange/", "record/", "call-off/"])
def test_there_is_nothing_to_do_where_none_is_called(
    sign_in: SignIn, walk: Walk, name: str
) -> None:
    page = sign_in("manager").get(page_of(make.case(walk), name))

    assert page.status_code == 403
    assert "No strategy discussion is to be held" in pages.text(page)


@pytest.mark.parametrize("name", ["", "arrange/", "record/", "call-off/"])
@pytest.mark.parametrize("short", ["officer", "social-worker", "coordinator", "police"])
def test_it_is_for_those_who_route(sign_in: SignIn, walk: Walk, name: str, short: str) -> None:
    assert sign_in(short).get(page_of(called(walk), name)).status_code == 403


def test_a_late_discussion_comes_before_what_has_been_late_for_longer(walk: Walk) -> None:
    red = reporting.reported(walk, possible_red="A bruise on the face.")
    later = make.later(walk, hours=3)
    called = make.case(later)
    strategy.call(later, called)

    in_time = reporting.listed(make.later(walk, hours=4))
    late = reporting.listed(make.later(walk, hours=6))

    assert in_time == [red, called]
    assert late == [called, red]
