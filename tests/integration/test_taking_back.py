"""What was passed on is taken back with a reason; what the policy did by itself, too (a.8, 4b)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import passing, routing
from frontdoor.casework.disclosures.models import Product
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused, Stale
from tests import make, pages
from tests.deciding import now as as_it_is
from tests.handing import acknowledge, known

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def test_a_case_is_taken_back_with_a_reason(sign_in: SignIn, walk: Walk) -> None:
    sent = make.handed_over(walk, team="lado")
    manager, team = sign_in("manager"), sign_in("lado-team")
    where = f"/cases/{sent.case.reference}/take-back/"
    held = pages.opened(team, f"/products/{sent.reference}/")

    without = pages.sent(manager, where, reason=" ")
    done = pages.sent(manager, where, reason="It was another child.")

    assert (without.status_code, done.status_code) == (422, 302)
    case = as_it_is(sent.case)
    assert (case.stage, case.route_team, case.routed_at) == ("awaiting", "", None)
    read = pages.text(team.get(f"/products/{sent.reference}/"))
    assert "Taken back by the hub" in read
    assert "It was another child." in read
    assert "Robin Example" not in read
    assert "Robin Example" not in pages.text(team.get("/products/"))
    assert team.post(f"/products/{sent.reference}/", held).status_code in (409, 422)
    assert "Taken back: it waits for a decision again" in pages.text(
        manager.get(f"/cases/{case.reference}/")
    )


def test_what_a_team_has_taken_on_stays(sign_in: SignIn, walk: Walk) -> None:
    sent = make.handed_over(walk, team="lado")
    acknowledge(walk, sent)

    page = sign_in("manager").get(f"/cases/{sent.case.reference}/take-back/")

    assert page.status_code == 403
    assert "has acknowledged this and is responsible" in pages.text(page)


def test_what_a_team_takes_on_at_this_moment_cannot_be_held_by_the_hub(walk: Walk) -> None:
    sent = make.handed_over(walk, team="lado")
    acknowledge(walk, sent)
    make.enter("manager")

    with pytest.raises(Refused, match="taken this on or changed it"):
        Product.locked(sent)


def test_the_second_of_two_who_take_it_back_is_refused(walk: Walk) -> None:
    case = make.handed_over(walk, team="lado").case
    manager = make.enter("manager")
    seen = as_it_is(case).version
    passing.recall(case=case, reason="Not hers.", seen=seen, by=manager, at=walk.at)

    with pytest.raises(Stale):
        passing.recall(case=case, reason="Not his.", seen=seen, by=manager, at=walk.at)


def test_after_it_was_taken_back_it_can_be_passed_on_again(walk: Walk) -> None:
    case = make.handed_over(walk, team="lado").case
    passing.recall(
        case=case, reason="No.", seen=as_it_is(case).version, by=make.enter("manager"), at=walk.at
    )

    [sent] = walk.pass_on(as_it_is(case), "lado")

    assert sent.reference == f"{case.reference}-2"


# --- Automatic routes (B13, a.8(4b)) ---


def barnet(*, harm: str = "no") -> Case:
    """Return a case of a child with a social worker, handed over in Barnet."""
    walk = make.walk("barnet")
    contact = walk.contact()
    known(walk, walk.case(contact))
    walk.describe(contact, answers={"immediate_harm": harm})
    return walk.case(contact)


def test_where_the_policy_says_so_an_open_case_goes_by_itself(sign_in: SignIn) -> None:
    case = barnet()

    assert (case.stage, case.route_team) == ("passed_on", "allocated_team")
    page = pages.text(sign_in("manager", hub_slug="barnet").get(f"/cases/{case.reference}/"))
    assert "version 1 of the hub’s policy" in page
    assert "Decided: pass on, as the hub’s policy has it" in page
    team = sign_in("allocated-team-team", hub_slug="barnet")
    assert "Philippa Strand" in pages.text(team.get(f"/products/{case.reference}-1/"))


@pytest.mark.parametrize("harm", ["yes", "not_known"])
def test_nothing_goes_by_itself_before_the_harm_test_is_answered_with_no(harm: str) -> None:
    assert barnet(harm=harm).stage == "awaiting"


def test_coventry_proposes_and_a_manager_confirms(walk: Walk) -> None:
    contact = walk.contact()
    known(walk, walk.case(contact))
    walk.describe(contact)

    assert walk.case(contact).stage == "awaiting"


def test_what_went_by_itself_is_taken_back_and_does_not_go_again() -> None:
    case, walk = barnet(), make.walk("barnet")

    def do(by: Any) -> list[Product]:
        back = passing.recall(
            case=case, reason="Another Robin.", seen=case.version, by=by, at=walk.at
        )
        return routing.pass_on_by_policy(case=back, by=by, at=walk.at)

    assert walk.as_("manager", do) == []
    assert walk.case(case.contact).stage == "awaiting"
