"""What is still to be done when a case leaves the hub: it goes along or is withdrawn (P29)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access.actor import Actor
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import operations, passing, queries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import acting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.people.vocabulary import Service
from tests import make, pages
from tests.acting import RESULT, now_is
from tests.deciding import decided
from tests.deciding import now as as_it_is
from tests.handing import at_home, known, values

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
WHY = "Nobody lives there any more."


def waiting(walk: Walk | None = None) -> tuple[Case, Action]:
    """Return a case that waits for a manager, and something that is still to be done on it."""
    walk = walk or make.walk(at=now())
    case = at_home(walk, immediate_harm="no")
    action = acting.set_action(walk, case)
    return as_it_is(case), action


def route(case: Case) -> str:
    return f"/cases/{case.reference}/route/"


def key(page: Any) -> str:
    """Return the key of what is still to be done among the items of a page."""
    [found] = {part.split('"')[0] for part in page.content.decode().split('value="')
               if part.startswith("action_")}  # fmt: skip
    return str(found)


# --- Where a case goes ---


def test_whoever_closes_a_case_says_why_it_is_wanted_no_more(sign_in: SignIn) -> None:
    case, action = waiting()
    manager, told = sign_in("manager"), decided(case, move="close/no_further_action")
    assert "Still to be done." in pages.text(manager.get(route(case)))

    page = manager.post(route(case), told)
    assert page.status_code == 422
    assert "is still to be done. Choose it for the team, or say why" in pages.errors(page)
    manager.post(route(case), {**told, "withdraw_why": WHY})

    assert (now_is(action).stage, now_is(action).words) == (Stage.WITHDRAWN, WHY)
    assert as_it_is(case).stage == "closed"


def test_a_team_that_takes_a_case_is_told_what_is_still_to_be_done(sign_in: SignIn) -> None:
    case, action = waiting()
    manager = sign_in("manager")
    form = manager.get(route(case))
    items = [*values(form.content.decode(), "items"), key(form)]
    told = decided(case, move="pass_on", team="area_team", items=items, basis="section_17")

    assert manager.post(route(case), told).status_code == 302

    passed = now_is(action)
    assert (passed.stage, passed.passed_to) == (Stage.PASSED_ON, "Area team for the address")
    product = sign_in("area-team-team").get(f"/products/{case.reference}-1/")
    assert "Still to be done by West Midlands Police" in pages.text(product)
    assert acting.SEARCH in pages.text(product)
    police = sign_in("police")
    assert "The case is with Area team" in pages.text(police.get("/requests/"))
    pages.sent(police, f"/actions/{action.pk}/", came="done", words=RESULT)
    assert RESULT in pages.text(manager.get(f"/cases/{case.reference}/"))


def test_what_is_not_ticked_for_the_team_needs_a_reason(sign_in: SignIn) -> None:
    case, action = waiting()
    manager = sign_in("manager")
    told = decided(case, move="pass_on", team="area_team", items=["concern"], basis="section_17")

    assert "is still to be done" in pages.errors(manager.post(route(case), told))
    assert manager.post(route(case), {**told, "withdraw_why": WHY}).status_code == 302

    assert now_is(action).stage == Stage.WITHDRAWN


def test_a_way_inside_the_hub_ends_nothing(sign_in: SignIn) -> None:
    case, action = waiting()

    sign_in("manager").post(route(case), decided(case, move="send_to_triage"))

    assert as_it_is(case).stage == "in_triage"
    assert now_is(action).stage == Stage.OPEN


def test_done_since_it_was_ticked_it_is_not_sent_as_still_to_be_done(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    case, action = waiting(walk)
    manager = sign_in("manager")
    form = manager.get(route(case))
    told = decided(case, move="pass_on", team="area_team", items=[key(form)], basis="section_17")
    acting.complete(walk, action, RESULT)

    page = manager.post(route(case), told)

    assert page.status_code == 422
    assert "Done by West Midlands Police" in pages.text(page)
    assert as_it_is(case).stage == "awaiting"


def test_taking_a_case_back_takes_back_what_is_still_to_be_done(walk: Walk) -> None:
    case, action = waiting(walk)
    shares = {"area_team": [f"action_{action.pk}_open"]}
    walk.as_("manager", lambda by: _passed_on(walk, case, shares, by))

    walk.as_(
        "manager",
        lambda by: passing.recall(
            case=as_it_is(case),
            reason="Not theirs.",
            seen=as_it_is(case).version,
            by=by,
            at=walk.at,
        ),
    )

    assert (now_is(action).stage, now_is(action).passed_to) == (Stage.OPEN, "")


def _passed_on(walk: Walk, case: Case, shares: dict[str, list[str]], by: Any) -> None:
    passing.pass_on(
        case=case,
        team="area_team",
        shares=shares,
        basis="Children Act 1989, section 17.",
        route="",
        reason="It is theirs.",
        advised=True,
        seen=case.version,
        by=by,
        at=walk.at,
    )


def test_an_automatic_route_waits_while_something_is_to_be_done(walk: Walk) -> None:
    contact = walk.contact()
    case = walk.case(contact)
    known(walk, case, service=Service.SOCIAL_CARE)
    acting.set_action(walk, case)

    walk.describe(contact)

    assert as_it_is(case).stage == "awaiting"
    assert contacts.case(case.reference, actor=make.enter(), to="test", at=walk.at).route == ""


# --- When an enquiry is complete ---


def test_a_product_offers_what_was_done_with_its_result(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    decision = make.decision(walk)
    action = acting.set_action(walk, decision.enquiry.case)
    walk.authorise(decision.enquiry)
    acting.complete(walk, action, RESULT)
    manager = sign_in("manager")
    where = f"/cases/{decision.enquiry}/send/"
    page = manager.get(where)
    assert "Done by West Midlands Police" in pages.text(page)

    items = [*values(page.content.decode(), "items"), key(page)]
    sent = pages.sent(manager, where, team="early_help_team", items=items, basis="section_17")

    assert sent.status_code == 302, pages.errors(sent)
    product = sign_in("early-help-team-team").get(f"/products/{decision.enquiry}-1/")
    assert RESULT in pages.text(product)


def test_an_enquiry_is_decided_while_something_is_to_be_done_and_the_page_says_so(
    sign_in: SignIn,
) -> None:
    walk = make.walk(at=now())
    enquiry = make.answered(walk)
    acting.set_action(walk, enquiry.case)

    page = pages.text(sign_in("manager").get(f"/cases/{enquiry}/decide/"))

    assert "Still to be done. You can decide all the same." in page
    assert walk.decide(enquiry, make.EARLY_HELP).decided_at == walk.at


@pytest.mark.parametrize("goes", [True, False], ids=["goes along", "is withdrawn"])
def test_an_enquiry_completes_when_what_is_open_goes_along_or_is_withdrawn(
    goes: bool, sign_in: SignIn
) -> None:
    walk = make.walk(at=now())
    decision = make.decision(walk)
    action = acting.set_action(walk, decision.enquiry.case)
    walk.authorise(decision.enquiry)
    manager, where = sign_in("manager"), f"/cases/{decision.enquiry}/send/"
    told: dict[str, Any] = {"team": "early_help_team", "items": ["outcome"], "basis": "section_17"}

    assert "is still to be done" in pages.errors(pages.sent(manager, where, **told))
    more = {"items": ["outcome", key(manager.get(where))]} if goes else {"withdraw_why": WHY}
    assert pages.sent(manager, where, **{**told, **more}).status_code == 302

    assert now_is(action).stage == (Stage.PASSED_ON if goes else Stage.WITHDRAWN)


def _shared(walk: Walk, decision: Decision, by: Actor) -> None:
    operations.share(
        decision=decision,
        teams=["early_help_team"],
        chosen=["outcome"],
        basis="To offer the family help.",
        seen=Enquiry.objects.get(pk=decision.enquiry_id).version,
        by=by,
        at=walk.at,
    )


def test_nothing_is_sent_where_something_open_is_forgotten(walk: Walk) -> None:
    decision = make.decision(walk)
    acting.set_action(walk, decision.enquiry.case, to="triage")
    walk.authorise(decision.enquiry)
    case = decision.enquiry.case

    with pytest.raises(Invalid, match="is still to be done"):
        walk.as_("manager", lambda by: _shared(walk, decision, by))

    make.enter()
    assert queries.products_on(case.pk) == []
    assert as_it_is(case).stage == "in_mash"
