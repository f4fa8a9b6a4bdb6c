"""A team that takes a case on is given something to do: it sees its own action and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from frontdoor.casework.actions import operations, queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.closing.queries import running_out, shut
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.disclosures import giving, passing
from frontdoor.casework.disclosures.models import Product
from frontdoor.jobs import watching
from frontdoor.jobs.example import teams
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.people.operations import Told
from tests import make, pages
from tests.acting import RESULT, now_is, on, tells
from tests.handing import acknowledge
from tests.integration.behind import ask, seen
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db
TEAM = "early-help-team-team"
NAME = "Early Help (Family Hubs)"


def _given(walk: Walk) -> tuple[Product, Action]:
    product = make.handed_over(walk)
    return product, teams.give(walk, product)


# --- Giving ---


def test_a_team_is_given_something_to_do_with_what_it_was_sent(walk: Walk) -> None:
    product, action = _given(walk)

    assert (action.owner, action.stage) == (NAME, Stage.OPEN)
    assert action.product_reference == product.reference
    assert on(product.case) == [action]
    assert tells("action.set")["owner"] == NAME


def test_also_after_the_team_took_it_on_and_after_an_enquiry(walk: Walk) -> None:
    taken, sent = make.handed_over(walk), make.product(walk)
    acknowledge(walk, taken)

    assert {teams.give(walk, each).owner for each in (taken, sent)} == {NAME}


def test_a_team_has_nothing_to_do_with_what_was_taken_back(walk: Walk) -> None:
    product, action = _given(walk)
    walk.as_("manager", lambda by: _recalled(walk, product.case, by))

    assert now_is(action).stage == Stage.WITHDRAWN
    assert now_is(action).words == "Not theirs."
    with pytest.raises(Refused, match="This was taken back"):
        teams.give(walk, product)


def _recalled(walk: Walk, case: Case, by: Any) -> None:
    version = Case.objects.get(pk=case.pk).version
    passing.recall(case=case, reason="Not theirs.", seen=version, by=by, at=walk.at)


def test_what_is_lent_comes_back_with_what_was_done(walk: Walk) -> None:
    alert = make.alert(walk)

    with pytest.raises(Refused, match="has this until the hub opens"):
        teams.give(walk, alert.product)


@pytest.mark.parametrize("who", ["officer", "social-worker", "police", TEAM])
def test_only_who_sends_a_case_to_teams_gives_them_something_to_do(who: str, walk: Walk) -> None:
    product = make.handed_over(walk)
    told = _told(walk, product)

    with pytest.raises((Refused, Unknown)):
        walk.as_(who, lambda by: giving.give(**told, by=by, at=walk.at))

    assert walk.as_("manager", lambda by: giving.give(**told, by=by, at=walk.at))


def _told(walk: Walk, product: Product) -> dict[str, Any]:
    return {
        "product": product,
        "what": teams.VISIT,
        "why": teams.WHY,
        "people": [product.case.child],
        "due": Due(at=make.later(walk, hours=1).at),
        "seen": walk.as_("manager", lambda _: Case.objects.get(pk=product.case_id).version),
    }


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("what", {"what": " "}),
        ("why", {"why": ""}),
        ("people", {"people": []}),
        ("due", {"due": Due(at=make.MONDAY_9AM)}),
    ],
)
def test_it_says_what_what_for_about_whom_and_by_when(
    field: str, wrong: dict[str, Any], walk: Walk
) -> None:
    told = _told(walk, make.handed_over(walk)) | wrong

    with pytest.raises(Invalid) as refused:
        walk.as_("manager", lambda by: giving.give(**told, by=by, at=walk.at))

    assert refused.value.field == field


def test_the_second_of_two_managers_is_told(walk: Walk) -> None:
    product = make.handed_over(walk)
    told = _told(walk, product)
    teams.give(walk, product)

    with pytest.raises(Stale):
        walk.as_("manager-2", lambda by: giving.give(**told, by=by, at=walk.at))


# --- What the team sees ---


def test_the_team_sees_the_words_and_the_names_and_nothing_else(walk: Walk) -> None:
    contact = walk.contact()
    walk.person(contact, Told(given_names="Dana"), Part.CARER)
    [product] = walk.pass_on(walk.case(walk.describe(contact)), "early_help_team")
    action = teams.give(walk, product)

    actor = make.enter(TEAM)

    assert seen() == {
        "actions_action": 1,
        "actions_actionperson": 1,
        "disclosures_product": 1,
    }
    assert ask("SELECT name FROM actions_actionperson") == [(product.case.child.name,)]
    [found] = queries.of_team(actor.agency_id)
    assert (found.pk, [str(each) for each in found.people.all()]) == (
        action.pk,
        [product.case.child.name],
    )


@pytest.mark.parametrize("who", ["police", "disability-team", "performance"])
def test_nobody_else_outside_sees_it(who: str, walk: Walk) -> None:
    _, action = _given(walk)
    somebody = make.enter(who)

    with pytest.raises(Unknown):
        queries.get(action.pk, actor=somebody, to="look", at=walk.at)

    assert not {name for name in seen() if name.startswith("actions_")}


# --- What comes of it ---


def test_the_team_says_what_came_of_it_and_the_hub_has_it_to_read(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    product, action = _given(walk)
    team, manager = sign_in(TEAM), sign_in("manager")
    assert teams.VISIT in pages.text(team.get("/products/"))

    pages.sent(team, f"/actions/{action.pk}/", came="done", words=RESULT)

    assert (now_is(action).stage, now_is(action).words) == (Stage.DONE, RESULT)
    assert "what came of something to be read" in pages.text(manager.get("/?show="))
    assert f"Read what came from {NAME}" in pages.text(
        manager.get(f"/cases/{product.case.reference}/")
    )
    pages.sent(manager, f"/actions/{action.pk}/")
    assert now_is(action).read_by_name == make.actor().name
    assert "what came of something to be read" not in pages.text(manager.get("/?show="))
    assert "Was to do" in pages.text(team.get("/products/"))


def test_the_team_refuses_with_a_reason(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    _, action = _given(walk)
    team, page = sign_in(TEAM), f"/actions/{action.pk}/"

    assert pages.sent(team, page, came="not_done", words="").status_code == 422
    pages.sent(team, page, came="not_done", words="The family has moved to Leeds.")

    assert now_is(action).stage == Stage.NOT_DONE
    assert tells("action.not_done")["why"] == "The family has moved to Leeds."


def test_nobody_says_it_for_the_team(walk: Walk) -> None:
    _, action = _given(walk)

    with pytest.raises(Refused, match="can say what came of this"):
        walk.as_(
            "manager",
            lambda by: operations.complete(
                action=action, result=RESULT, seen=action.version, by=by, at=walk.at
            ),
        )


def test_the_hub_waits_for_it_and_hands_nothing_of_it_over_at_closing(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    product = make.handed_over(walk)
    evening = contacts.calendar(product.case).closing(walk.at) + timedelta(minutes=30)
    action = teams.give(walk, product, due_at=evening)

    page = pages.text(sign_in("manager").get("/?show="))

    assert f"{NAME} to act" in page
    make.enter()
    assert queries.still_open()[action.case_id] == [action]
    assert running_out(shut(contacts.calendar(product.case), at=walk.at)) == []


def test_a_team_is_warned_and_told_where_its_work_stands(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=25))
    _, action = _given(walk)
    watching.look_at(walk.hub, at=now())

    page = sign_in(TEAM).get("/notices/").content.decode()

    assert action.case_reference in page
    assert f'href="/products/{action.case_reference}/"' not in page
    assert 'href="/products/"' in page.split("<main", 1)[1]


def test_a_manager_gives_it_on_a_page_of_its_own(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    product = make.handed_over(walk)
    manager, page = sign_in("manager"), f"/products/{product.reference}/action/"
    assert page in manager.get(f"/cases/{product.case.reference}/").content.decode()
    told = {"why": teams.WHY, "people": str(product.case.child_id), "due": "one_day"}

    wrong = pages.sent(manager, page, **told, what="")
    assert wrong.status_code == 422
    assert teams.WHY in pages.text(wrong)
    assert pages.sent(manager, page, **told, what=teams.VISIT).status_code == 302

    [action] = on(product.case)
    assert action.what == teams.VISIT
