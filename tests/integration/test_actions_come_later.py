"""What comes of something after the case has left: the team reads it with its product, and the hub
has it as unread.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from frontdoor.casework.actions import additions, changing, queries
from frontdoor.casework.actions.models import Addition
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import passing
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.disclosures.models import Product
from frontdoor.jobs.example import acting, teams
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused, Stale
from tests import make, pages
from tests.acting import RESULT, as_manager, now_is, tells
from tests.integration.behind import seen
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db
TEAM = "early-help-team-team"
NAME = "Early Help (Family Hubs)"


def _passed_on(walk: Walk, *, also: tuple[str, ...] = ()) -> tuple[Product, Any]:
    """Return what a team was sent, and something that was still to be done by then."""
    case = make.case(walk)
    action = acting.set_action(walk, case)
    [product, *_] = walk.pass_on(walk.case(case.contact), "early_help_team", also=also)
    return product, now_is(action)


def _added(product: Product) -> list[Addition]:
    make.enter("manager")
    return queries.additions(product.reference)


def test_the_team_reads_what_came_of_it_with_what_it_was_sent(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=1))
    product, action = _passed_on(walk)
    team = sign_in(TEAM)
    assert "Came later" not in pages.text(team.get("/products/"))

    acting.complete(make.walk(at=now()), action, RESULT)

    page = pages.text(team.get("/products/"))
    assert "Came later, and not read yet" in page
    assert "West Midlands Police: done" in page
    read = pages.text(team.get(f"/products/{product.reference}/"))
    assert "What came later" in read
    assert RESULT in read


def test_the_team_says_that_it_has_read_it(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=1))
    product, action = _passed_on(walk)
    acting.complete(make.walk(at=now()), action, RESULT)
    team, page = sign_in(TEAM), f"/products/{product.reference}/added/"
    assert RESULT in pages.text(team.get(page))

    assert pages.sent(team, page).status_code == 302

    assert "Came later" not in pages.text(team.get("/products/"))
    assert RESULT in pages.text(team.get(f"/products/{product.reference}/"))
    assert tells("action.read_by_team")["team"] == NAME
    assert team.get(page).status_code == 403


def test_nothing_is_read_unseen(walk: Walk) -> None:
    product, action = _passed_on(walk)
    acting.complete(walk, action, RESULT)

    with pytest.raises(Stale):
        walk.as_(
            TEAM, lambda by: additions.read(product=product.reference, seen=0, by=by, at=walk.at)
        )

    teams.read(walk, product)
    with pytest.raises(Refused, match="has been read"):
        teams.read(walk, product)


def test_each_team_that_was_told_reads_it_and_no_other(walk: Walk) -> None:
    _, action = _passed_on(walk, also=("disability",))
    acting.complete(walk, action, RESULT)

    for who, sees in ((TEAM, 1), ("disability-team", 1), ("area-team-team", 0)):
        actor = make.enter(who)
        assert len(queries.added(actor.agency_id)) == sees, who
        assert seen().get("actions_addition", 0) == sees
        assert "actions_action" not in seen()


def test_the_hub_has_it_as_unread_until_somebody_says_so(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=1))
    product, action = _passed_on(walk)
    manager, here = sign_in("manager"), f"/cases/{product.case.reference}/"
    manager.get(here)

    acting.complete(make.walk(at=now()), action, RESULT)

    listed = pages.text(manager.get("/?show="))
    assert "what came of something to be read" in listed
    assert "1 new" in listed
    assert "Read what came from West Midlands Police" in pages.text(manager.get(here))
    pages.sent(manager, f"/actions/{action.pk}/")
    assert "what came of something to be read" not in pages.text(manager.get("/?show="))
    assert tells("action.read")["owner"] == "West Midlands Police"


def test_what_comes_while_the_hub_has_the_case_is_no_addition(walk: Walk) -> None:
    action = acting.set_action(walk, make.case(walk))

    done = acting.complete(walk, action, RESULT)

    assert not done.to_read
    with pytest.raises(Refused, match="has been read"):
        walk.as_(
            "manager",
            lambda by: additions.note(action=done, seen=done.version, by=by, at=walk.at),
        )


def test_who_has_it_to_do_is_told_who_reads_it(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=1))
    _, action = _passed_on(walk)

    page = pages.text(sign_in("police").get(f"/actions/{action.pk}/"))

    assert f"Everybody in the hub reads this, and {NAME} as well." in page


def test_a_team_that_is_told_while_the_case_stays_reads_it_too(walk: Walk) -> None:
    case = make.case(walk)
    action = acting.set_action(walk, case)
    [product] = walk.as_("manager", lambda by: _told(walk, case, action.pk, by))

    acting.complete(walk, action, RESULT)

    assert [each.words for each in _added(product)] == [RESULT]
    assert not now_is(action).to_read


def _told(walk: Walk, case: Case, action: int, by: Any) -> list[Product]:
    return passing.tell(
        case=case,
        shares={"early_help_team": [f"action_{action}_open"]},
        basis="Children Act 1989, section 17.",
        reason="They help the family already.",
        by=by,
        at=walk.at,
    )


def test_given_to_somebody_else_it_is_heard_from_them(walk: Walk) -> None:
    case = make.case(walk)
    action = acting.set_action(walk, case)
    [product] = walk.as_("manager", lambda by: _told(walk, case, action.pk, by))
    after = as_manager(
        walk,
        changing.give_on,
        action,
        owner=acting.owner(walk, "health"),
        due=Due(at=make.later(walk, hours=2).at),
    )

    acting.complete(walk, after, RESULT)

    assert [(each.came, each.words) for each in _added(product)] == [("done", RESULT)]


def test_what_is_wanted_no_more_is_told_as_well(walk: Walk) -> None:
    case = make.case(walk)
    action = acting.set_action(walk, case)
    [product] = walk.as_("manager", lambda by: _told(walk, case, action.pk, by))

    as_manager(walk, changing.withdraw, action, why="It was found already.")

    assert [(each.came, each.words) for each in _added(product)] == [
        ("withdrawn", "It was found already.")
    ]


def test_what_was_taken_back_gets_no_additions_to_read(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=1))
    product, action = _passed_on(walk)
    walk.as_("manager", lambda by: _recalled(walk, product.case, by))

    acting.complete(make.walk(at=now()), now_is(action), RESULT)

    team = sign_in(TEAM)
    assert "Came later" not in pages.text(team.get("/products/"))
    assert RESULT not in pages.text(team.get(f"/products/{product.reference}/"))
    assert not now_is(action).to_read


def _recalled(walk: Walk, case: Case, by: Any) -> None:
    version = Case.objects.get(pk=case.pk).version
    passing.recall(case=case, reason="Not theirs.", seen=version, by=by, at=walk.at)


def test_a_product_is_word_for_word_what_was_sent(walk: Walk) -> None:
    product, action = _passed_on(walk)
    before = product.contents

    acting.complete(walk, action, RESULT)

    make.enter("manager")
    [now_on] = disclosures.products_on(product.case_id)
    assert now_on.contents == before
