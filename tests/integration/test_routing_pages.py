"""Where a child's case goes, and what the referrer is told of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import operations as people
from frontdoor.people.vocabulary import Service
from tests import make, pages
from tests.deciding import NEIGHBOUR, address, decided, now, routed, waiting

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SENT: dict[str, Any] = {"items": ["identity", "concern"], "basis": "section_17"}


def test_advice_comes_with_what_it_rests_on_and_is_preselected(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", significant_harm="yes")
    page = sign_in("manager").get(address(case)).content.decode()

    assert "The threshold for social care appears to be met: send it to the MASH." in page
    assert "Rests on C5.1." in page
    assert 'value="send_to_mash" checked' in page


def test_advice_that_speaks_of_a_document_leads_to_it(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", open_to_early_help="yes")
    manager = sign_in("manager")

    for page in (manager.get(address(case)), manager.get(f"/cases/{case.reference}/")):
        assert "use the step-up procedure." in pages.text(page)
        assert "Step up, step down procedure (opens in a new tab)" in pages.text(page)
        assert 'href="https://coventry.example.org/step-up"' in page.content.decode()


def test_where_the_advice_names_no_way_nothing_is_preselected(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", unborn="yes")
    page = sign_in("manager").get(address(case))

    assert "An unborn child is in scope" in page.content.decode()
    assert pages.ticked(page, "move") == set()


def test_without_any_advice_the_page_says_so(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")

    assert "the decision is yours alone" in sign_in("manager").get(address(case)).content.decode()


def test_while_the_harm_test_is_open_nothing_is_preselected(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, significant_harm="yes")
    page = sign_in("manager").get(address(case))

    assert "Has the child suffered harm, or are they at risk of immediate harm?" in pages.text(page)
    assert "Nobody has answered this yet" in pages.text(page)
    assert pages.ticked(page, "move") == set()


def test_what_a_manager_decides_is_a_look_and_opening_the_page_is_none(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")

    manager.get(address(case))
    assert now(case).looked_at is None
    manager.post(address(case), decided(case, move="send_to_triage"))

    assert now(case).looked_at is not None
    clocks = {clock.span: clock for clock in queries.clocks(case)}
    assert clocks[Span.FIRST_LOOK].stopped_at is not None
    assert clocks[Span.RESPONSE].stopped_at is None


def test_a_hub_without_a_triage_team_offers_none(sign_in: SignIn) -> None:
    case = make.walk("barnet").case(make.contact(make.walk("barnet")))
    page = sign_in("manager", hub_slug="barnet").get(address(case)).content.decode()

    assert "Pass on to a team" in page
    assert 'value="send_to_triage"' not in page


def test_to_mash_opens_an_enquiry_as_advised(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", significant_harm="yes")

    response = sign_in("manager").post(address(case), decided(case, move="send_to_mash"))

    assert response["Location"] == f"/cases/{case.reference}/"
    assert (now(case).stage, now(case).route) == ("in_mash", "meets_threshold")
    assert enquiries.of(case) is not None
    assert routed(case)["advised"] is True


def test_to_triage_against_the_advice_is_remembered_as_such(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", significant_harm="yes")

    sign_in("manager").post(address(case), decided(case, move="send_to_triage"))

    assert now(case).stage == "in_triage"
    assert routed(case)["advised"] is False


def test_an_open_case_is_passed_on_to_its_team(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    known(walk, case)
    manager = sign_in("manager")
    page = manager.get(address(case)).content.decode()
    assert 'value="pass_on" checked' in page
    assert 'value="allocated_team" selected' in page

    manager.post(address(case), decided(case, move="pass_on", team="allocated_team", **SENT))

    assert (now(case).stage, now(case).route_team) == ("passed_on", "allocated_team")
    assert routed(case)["advised"] is True


def test_another_team_than_the_advised_one_is_not_as_advised(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    known(walk, case)

    sign_in("manager").post(address(case), decided(case, move="pass_on", team="lado", **SENT))

    assert routed(case)["advised"] is False


def test_closing_keeps_its_outcome(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")

    form = decided(case, move="close/no_further_action")
    sign_in("manager").post(address(case), form)

    assert (now(case).stage, now(case).route) == ("closed", "no_further_action")


@pytest.mark.parametrize(
    "answers", [{"immediate_harm": "yes"}, {}, {"immediate_harm": "not_known"}]
)
def test_past_the_harm_test_a_second_reason_is_needed(
    sign_in: SignIn, walk: Walk, answers: dict[str, str]
) -> None:
    case = waiting(walk, caller=NEIGHBOUR, **answers)
    manager = sign_in("manager")
    form = decided(case, move="close/no_further_action")

    refused = manager.post(address(case), form)
    assert refused.status_code == 422
    assert "Write why the child can go another way than to MASH" in refused.content.decode()

    assert manager.post(address(case), form | {"against": "Seen today, safe."}).status_code == 302
    assert "Past the immediate-harm test: Seen today, safe." in now(case).route_reason
    assert routed(case)["advised"] is False


def test_immediate_harm_goes_to_mash_and_names_the_team(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="yes")
    manager = sign_in("manager")
    assert "Hold a strategy discussion immediately" in manager.get(address(case)).content.decode()

    manager.post(address(case), decided(case, move="send_to_mash"))

    assert (now(case).route, now(case).route_team) == ("immediate_harm", "responsive_services")
    assert routed(case)["advised"] is True


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"move": ""}, "Answer the question “Where does this go?”"),
        ({"move": "elsewhere"}, "Choose one of the answers"),
        ({"move": "complete"}, "Choose one of the answers"),
        ({"move": "\0"}, "Choose one of the answers"),
        ({"move": "pass_on"}, "Select the team that it is passed on to"),
        ({"move": "pass_on", "team": "nobody"}, "Choose one of the answers"),
        ({"move": "close"}, "Choose one of the answers"),
        ({"move": "close/section_47"}, "Choose one of the answers"),
        ({"move": "close/signpost", "because_signpost": "9"}, "Select the ready reason"),
        ({"move": "send_to_mash", "rating": "purple"}, "Select the rating"),
        ({"move": "send_to_mash", "reason": ""}, "Write why"),
        ({"move": "send_to_mash", "reason": "   "}, "Write why"),
        ({"move": "send_to_mash", "reason": "", "rating": "amber"}, "Write why"),
        ({"move": "send_to_mash", "reason": "x" * 5001}, "5,000 characters or fewer"),
        ({"move": "send_to_mash", "seen": "now"}, "whole number"),
    ],
)
def test_a_decision_that_cannot_be_is_named_and_kept(
    sign_in: SignIn, walk: Walk, said: dict[str, str], words: str
) -> None:
    case = waiting(walk, immediate_harm="no")
    response = sign_in("manager").post(address(case), decided(case) | said)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert now(case).stage == "awaiting"


def test_the_second_of_two_managers_is_shown_what_the_first_decided(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, immediate_harm="no", significant_harm="yes")
    form = decided(case, move="send_to_mash", reason="Mine: it meets the threshold.")
    closing = decided(case, move="close/no_further_action", reason="Hers: all well.")

    sign_in("manager").post(address(case), closing)
    second = sign_in("manager-2").post(address(case), form)

    page = second.content.decode()
    assert second.status_code == 409
    assert "Decided: close" in page
    assert "Hers: all well." in page
    assert "Moira Quayle" in page
    assert "Mine: it meets the threshold." in page
    assert now(case).stage == "closed"


def test_sending_it_again_after_that_says_why_it_is_too_late(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    sign_in("manager").post(address(case), decided(case, move="close/no_further_action"))

    again = sign_in("manager-2").post(address(case), decided(now(case), move="send_to_mash"))

    assert again.status_code == 422
    assert "this is at “Closed”" in again.content.decode()


def test_a_page_that_can_do_nothing_any_more_says_why(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    walk.route(case.contact, CaseMove.CLOSE)

    response = sign_in("manager").get(address(case))

    assert response.status_code == 403
    assert "this is at “Closed”" in response.content.decode()


@pytest.mark.parametrize("short", ["officer", "triage", "coordinator", "police"])
def test_routing_is_the_managers(sign_in: SignIn, walk: Walk, short: str) -> None:
    case = waiting(walk, immediate_harm="no")
    client = sign_in(short)

    assert client.get(address(case)).status_code == 403
    assert client.post(address(case), decided(case, move="send_to_mash")).status_code == 403
    assert now(case).stage == "awaiting"


@pytest.mark.parametrize("page", ["route", "known"])
def test_another_hubs_case_does_not_exist(sign_in: SignIn, walk: Walk, page: str) -> None:
    case = waiting(walk)
    stranger = sign_in("manager", hub_slug="barnet")

    assert stranger.get(f"/cases/{case.reference}/{page}/").status_code == 404
    assert stranger.post(f"/cases/{case.reference}/{page}/", {"seen": 1}).status_code == 404


def known(walk: Walk, case: Case) -> None:
    """Note that the child has a social worker."""
    walk.as_(
        "manager",
        lambda actor: people.note_involvement(
            person=case.child,
            service=Service.SOCIAL_CARE,
            opened_on=make.MONDAY_9AM.date(),
            team="Area team East",
            source="Case system",
            by=actor,
            at=walk.at,
        ),
    )
